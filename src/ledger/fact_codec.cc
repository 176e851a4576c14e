// SPDX-License-Identifier: AGPL-3.0-or-later
#include "ledger/fact_codec.h"

#include <algorithm>
#include <type_traits>

#include "base/bytes.h"
#include "base/hash.h"
#include "ledger/fact_fields.h"

namespace ledger {
namespace {

using namespace model;

// ---- kinds: one word each

struct KindWord {
  FactKind kind;
  const char* word;
};
constexpr KindWord kKinds[] = {
    {FactKind::kIdentitySeen, "identity seen"},
    {FactKind::kInteractionRecorded, "interaction recorded"},
    {FactKind::kInteractionCompleted, "interaction completed"},
    {FactKind::kOwnerNamed, "owner named"},
    {FactKind::kSuggestionAnswered, "suggestion answered"},
    {FactKind::kErased, "erased"},
    {FactKind::kProfileSeen, "profile seen"},
    {FactKind::kStatementMade, "statement made"},
    {FactKind::kDeedRecorded, "deed recorded"},
    {FactKind::kIdentitiesJudged, "identities judged"},
    {FactKind::kUndone, "undone"},
    {FactKind::kExchangeOpened, "exchange opened"},
    {FactKind::kExchangeStepped, "exchange stepped"},
    {FactKind::kIdealCardWritten, "ideal card written"},
};

FactKind kind_of(const Fact& fact) {
  return std::visit(Overload{
                        [](const IdentitySeen&) { return FactKind::kIdentitySeen; },
                        [](const InteractionRecorded&) { return FactKind::kInteractionRecorded; },
                        [](const InteractionCompleted&) { return FactKind::kInteractionCompleted; },
                        [](const OwnerNamed&) { return FactKind::kOwnerNamed; },
                        [](const SuggestionAnswered&) { return FactKind::kSuggestionAnswered; },
                        [](const Erased&) { return FactKind::kErased; },
                        [](const ProfileSeen&) { return FactKind::kProfileSeen; },
                        [](const StatementMade&) { return FactKind::kStatementMade; },
                        [](const DeedRecorded&) { return FactKind::kDeedRecorded; },
                        [](const IdentitiesJudged&) { return FactKind::kIdentitiesJudged; },
                        [](const Undone&) { return FactKind::kUndone; },
                        [](const ExchangeOpened&) { return FactKind::kExchangeOpened; },
                        [](const ExchangeStepped&) { return FactKind::kExchangeStepped; },
                        [](const IdealCardWritten&) { return FactKind::kIdealCardWritten; },
                    },
                    fact);
}

bool make(FactKind kind, Fact& fact) {
  switch (kind) {
    case FactKind::kIdentitySeen:
      fact = IdentitySeen{};
      return true;
    case FactKind::kInteractionRecorded:
      fact = InteractionRecorded{};
      return true;
    case FactKind::kInteractionCompleted:
      fact = InteractionCompleted{};
      return true;
    case FactKind::kOwnerNamed:
      fact = OwnerNamed{};
      return true;
    case FactKind::kSuggestionAnswered:
      fact = SuggestionAnswered{};
      return true;
    case FactKind::kErased:
      fact = Erased{};
      return true;
    case FactKind::kProfileSeen:
      fact = ProfileSeen{};
      return true;
    case FactKind::kStatementMade:
      fact = StatementMade{};
      return true;
    case FactKind::kDeedRecorded:
      fact = DeedRecorded{};
      return true;
    case FactKind::kIdentitiesJudged:
      fact = IdentitiesJudged{};
      return true;
    case FactKind::kUndone:
      fact = Undone{};
      return true;
    case FactKind::kExchangeOpened:
      fact = ExchangeOpened{};
      return true;
    case FactKind::kExchangeStepped:
      fact = ExchangeStepped{};
      return true;
    case FactKind::kIdealCardWritten:
      fact = IdealCardWritten{};
      return true;
  }
  return false;
}

constexpr const char* kVerdicts[] = {"done", "later", "not"};
const char* word(Verdict v) { return kVerdicts[static_cast<int>(v)]; }
bool read_word(std::string_view text, Verdict& out) {
  for (int i = 0; i < 3; ++i) {
    if (text == kVerdicts[i]) {
      out = static_cast<Verdict>(i);
      return true;
    }
  }
  return false;
}

// ---- bytes

struct ToBytes {
  base::ByteWriter to, text;

  void operator()(const char*, std::string& x) { to.text(x); }
  void operator()(const char*, base::Time& x) { to.zigzag(base::micros(x)); }
  void operator()(const char*, std::uint64_t& x) { to.varint(x); }
  void operator()(const char*, std::uint32_t& x) { to.varint(x); }
  void operator()(const char*, bool& x) { to.u8(x ? 1 : 0); }
  template <class Tag>
  void operator()(const char*, base::Id<Tag>& x) {
    to.bytes(base::view(x.bytes));
  }
  template <class X>
  void operator()(const char* name, std::vector<X>& list) {
    to.varint(list.size());
    for (X& x : list) (*this)(name, x);
  }
  template <class X>
  void operator()(const char*, X& x) {
    if constexpr (std::is_enum_v<X>) {
      to.u8(static_cast<std::uint8_t>(x));
    } else {
      fields(*this, x);
    }
  }
  void apart(const char*, std::string& x) {
    text.text(x);
    any_text = any_text || !x.empty();
  }
  // A field that the first books did not have, always the last: not written where it says nothing.
  template <class X>
  void since_later(const char* name, X& x, const X& usual) {
    if (x != usual) (*this)(name, x);
  }
  bool any_text = false;
};

struct FromBytes {
  base::ByteReader from, text;
  bool with_text = false;
  bool ok = true;

  void operator()(const char*, std::string& x) { x = from.text(); }
  void operator()(const char*, base::Time& x) { x = base::time_from_micros(from.zigzag()); }
  void operator()(const char*, std::uint64_t& x) { x = from.varint(); }
  void operator()(const char*, std::uint32_t& x) {
    const std::uint64_t v = from.varint();
    ok = ok && v <= 0xFFFF'FFFF;
    x = static_cast<std::uint32_t>(v);
  }
  void operator()(const char*, bool& x) {
    const std::uint8_t v = from.u8();
    ok = ok && v <= 1;
    x = v == 1;
  }
  template <class Tag>
  void operator()(const char*, base::Id<Tag>& x) {
    from.bytes(x.bytes.data(), x.bytes.size());
  }
  template <class X>
  void operator()(const char* name, std::vector<X>& list) {
    for (std::uint64_t n = from.varint(); n > 0 && from.ok(); --n)
      (*this)(name, list.emplace_back());
  }
  template <class X>
  void operator()(const char*, X& x) {
    if constexpr (std::is_enum_v<X>) {
      const std::uint8_t v = from.u8();
      ok = ok && v < kMembers<X>;
      x = static_cast<X>(v < kMembers<X> ? v : 0);
    } else {
      fields(*this, x);
    }
  }
  void apart(const char*, std::string& x) {
    if (with_text) x = text.text();
  }
  template <class X>
  void since_later(const char* name, X& x, const X& usual) {
    x = usual;
    if (!from.done()) (*this)(name, x);
  }
};

// ---- JSON

struct ToJson {
  formats::Json& json;

  static formats::Json value(std::string& x) { return formats::Json(x); }
  static formats::Json value(base::Time& x) { return formats::Json(base::micros(x)); }
  static formats::Json value(std::uint64_t& x) { return formats::Json(std::to_string(x)); }
  static formats::Json value(std::uint32_t& x) { return formats::Json(x); }
  static formats::Json value(bool& x) { return formats::Json(x); }
  template <class Tag>
  static formats::Json value(base::Id<Tag>& x) {
    return formats::Json(base::print(x));
  }
  template <class X>
  static formats::Json value(std::vector<X>& list) {
    formats::Json json = formats::Json::array();
    for (X& x : list) json.push(value(x));
    return json;
  }
  template <class X>
  static formats::Json value(X& x) {
    if constexpr (std::is_enum_v<X>) {
      return formats::Json(word(x));
    } else {
      formats::Json json = formats::Json::object();
      ToJson visitor{json};
      fields(visitor, x);
      return json;
    }
  }
  template <class X>
  void operator()(const char* name, X& x) {
    json[name] = value(x);
  }
  void apart(const char* name, std::string& x) { json[name] = value(x); }
  template <class X>
  void since_later(const char* name, X& x, const X& usual) {
    if (x != usual) json[name] = value(x);
  }
};

struct FromJson {
  const formats::Json& json;
  bool ok = true;

  bool read(const formats::Json& j, std::string& x) {
    const std::string* s = j.as_string();
    if (s != nullptr) x = *s;
    return s != nullptr;
  }
  bool read(const formats::Json& j, base::Time& x) {
    const std::int64_t* i = j.as_int();
    if (i != nullptr) x = base::time_from_micros(*i);
    return i != nullptr;
  }
  bool read(const formats::Json& j, std::uint64_t& x) {  // in quotes: JSON's numbers end at 2^53
    const std::string* s = j.as_string();
    if (s == nullptr || s->empty() || s->size() > 20) return false;
    x = 0;
    for (const char c : *s) {
      if (c < '0' || c > '9') return false;
      x = x * 10 + static_cast<std::uint64_t>(c - '0');
    }
    return std::to_string(x) == *s;
  }
  bool read(const formats::Json& j, std::uint32_t& x) {
    const std::int64_t* i = j.as_int();
    if (i == nullptr || *i < 0 || *i > 0xFFFF'FFFF) return false;
    x = static_cast<std::uint32_t>(*i);
    return true;
  }
  bool read(const formats::Json& j, bool& x) {
    const bool* b = j.as_bool();
    if (b != nullptr) x = *b;
    return b != nullptr;
  }
  template <class Tag>
  bool read(const formats::Json& j, base::Id<Tag>& x) {
    const std::string* s = j.as_string();
    const auto bytes = s == nullptr ? std::nullopt : base::parse_hex16(*s);
    if (bytes) x.bytes = *bytes;
    return bytes.has_value();
  }
  template <class X>
  bool read(const formats::Json& j, std::vector<X>& list) {
    const auto* items = j.as_array();
    if (items == nullptr) return false;
    return std::all_of(items->begin(), items->end(),
                       [&](const formats::Json& item) { return read(item, list.emplace_back()); });
  }
  template <class X>
  bool read(const formats::Json& j, X& x) {
    if constexpr (std::is_enum_v<X>) {
      const std::string* s = j.as_string();
      return s != nullptr && read_word(*s, x);
    } else {
      FromJson visitor{j};
      fields(visitor, x);
      return visitor.ok;
    }
  }
  template <class X>
  void operator()(const char* name, X& x) {
    const formats::Json* j = json.find(name);
    ok = ok && j != nullptr && read(*j, x);
  }
  void apart(const char* name, std::string& x) { (*this)(name, x); }
  template <class X>
  void since_later(const char* name, X& x, const X& usual) {
    x = usual;
    if (json.find(name) != nullptr) (*this)(name, x);
  }
};

base::Failure bad(const char* what) { return base::fail(base::Code::kCorrupt, what); }

}  // namespace

void encode(const Fact& fact, Encoded& out) {
  out.kind = kind_of(fact);
  out.content.clear();
  out.text.clear();
  ToBytes visitor{base::ByteWriter(out.content), base::ByteWriter(out.text)};
  // The one list of fields serves reading too, and asks for what may be changed: this visitor reads.
  std::visit([&](auto& f) { fields(visitor, f); }, const_cast<Fact&>(fact));
  if (!visitor.any_text) out.text.clear();  // nothing to keep apart
}

base::Result<Fact> decode(std::uint8_t kind, std::string_view content, std::string_view text) {
  Fact fact;
  if (!make(static_cast<FactKind>(kind), fact)) {
    return base::fail(base::Code::kCorrupt,
                      "a fact of a kind this Rapport does not know (" + std::to_string(kind) + ")");
  }
  FromBytes visitor{base::ByteReader(content), base::ByteReader(text), !text.empty()};
  std::visit([&](auto& f) { fields(visitor, f); }, fact);
  if (!visitor.ok || !visitor.from.done() || !visitor.text.done())
    return bad("a fact's bytes do not read");
  return fact;
}

formats::Json print_fact(const Fact& fact) {
  formats::Json json = formats::Json::object();
  const FactKind kind = kind_of(fact);
  for (const KindWord& k : kKinds) {
    if (k.kind == kind) json["fact"] = k.word;
  }
  ToJson visitor{json};
  std::visit([&](auto& f) { fields(visitor, f); }, const_cast<Fact&>(fact));
  return json;
}

base::Result<Fact> parse_fact(const formats::Json& json) {
  const formats::Json* name = json.find("fact");
  if (name == nullptr || name->as_string() == nullptr) return bad("a line without a fact");
  for (const KindWord& k : kKinds) {
    Fact fact;
    if (*name->as_string() != k.word || !make(k.kind, fact)) continue;
    FromJson visitor{json};
    std::visit([&](auto& f) { fields(visitor, f); }, fact);
    if (!visitor.ok) return bad("a fact with a field that is missing or of the wrong kind");
    return fact;
  }
  return bad("a fact of a kind this Rapport does not know");
}

std::uint64_t timeline_key(const IdentityId& identity) { return identity.prefix() & kKeyBits; }

void keys_of(const Fact& fact, std::vector<std::uint64_t>& keys) {
  keys.clear();
  const auto all = [&](const Interaction& it) {
    for (const Participant& p : it.participants) keys.push_back(timeline_key(p.identity));
  };
  const auto some = [&](const std::vector<IdentityId>& ids) {
    for (const IdentityId& id : ids) keys.push_back(timeline_key(id));
  };
  std::visit(Overload{
                 [&](const IdentitySeen& f) { keys.push_back(timeline_key(f.identity)); },
                 [&](const InteractionRecorded& f) { all(f.interaction); },
                 [&](const InteractionCompleted& f) { all(f.interaction); },
                 [](const OwnerNamed&) {},
                 [](const SuggestionAnswered&) {},
                 [](const Erased&) {},
                 [&](const ProfileSeen& f) { some(f.profile.identities); },
                 [&](const StatementMade& f) { keys.push_back(timeline_key(f.about)); },
                 [&](const DeedRecorded& f) { keys.push_back(timeline_key(f.deed.other)); },
                 [&](const IdentitiesJudged& f) {
                   some(f.these);
                   some(f.those);
                 },
                 [](const Undone&) {},
                 [&](const ExchangeOpened& f) {
                   for (const Party& p : f.exchange.parties)
                     if (p.who) keys.push_back(timeline_key(p.who));
                 },
                 [&](const ExchangeStepped& f) {
                   if (f.step.whom) keys.push_back(timeline_key(f.step.whom));
                 },
                 [](const IdealCardWritten&) {},
             },
             fact);
  std::sort(keys.begin(), keys.end());
  keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
}

}  // namespace ledger
