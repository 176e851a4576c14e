// A plain table of interactions, for everything that has no importer of its own: docs/formats.md.
// Shape:  columns by name, in any order: time, from, to; and kind, channel, subject, text, id where
//         there are. from and to: "Ada Brenner <ada@example.org>", an address, a phone number, or a
//         bare name; several receivers with ";" between them.
// Cost:   half a microsecond a row; one draft is filled again and again, and an address in canonical
//         form is taken as it stands.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <unordered_map>

#include "base/hash.h"
#include "base/text.h"
#include "formats/address_quirks.h"
#include "formats/csv.h"
#include "importers/mail_draft.h"
#include "importers/table.h"
#include "model/question.h"

namespace importers {
namespace {

constexpr std::size_t kMostRemembered = std::size_t{1} << 16;

bool is_ours(const Columns& columns) {
  return columns.contains("time") && columns.contains("from") && columns.contains("to");
}

bool recognize(const Source& source) { return has_head(source, is_ours); }

// What party_of() would leave as it is: an address in lower case, and nothing beside it.
bool is_canonical_address(std::string_view text) {
  std::size_t at = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '@') {
      if (at != 0 || i == 0) return false;
      at = i;
    } else if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-' ||
                 c == '_' || c == '+')) {
      return false;
    }
  }
  return at != 0 && at + 1 < text.size() && text.size() <= 320 && text.front() != '+';
}

std::optional<Draft::Party> read_party(std::string_view text) {
  if (text.starts_with('+')) {  // a phone number with its country
    std::string digits;
    for (const char c : text) {
      if (c >= '0' && c <= '9') digits += c;
    }
    if (digits.size() < 7 || digits.size() > 15) return std::nullopt;
    return Draft::Party{model::Role::kTo, model::HandleKind::kPhone, "+" + digits, ""};
  }
  std::string_view name, address = text;
  if (const std::size_t open = text.rfind('<');
      open != std::string_view::npos && text.ends_with('>')) {
    name = base::trim(text.substr(0, open));
    address = text.substr(open + 1, text.size() - open - 2);
  }
  const auto one = address.find('@') == std::string_view::npos
                       ? formats::make_address(text, "")
                       : formats::make_address(name, address);
  if (!one) return std::nullopt;
  return party_of(*one, model::Role::kTo);
}

// Seconds since 1970, of nine or ten digits; else as base::parse_time() reads it.
std::optional<base::Time> read_time(std::string_view text) {
  if (text.size() == 9 || text.size() == 10) {
    std::int64_t seconds = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
    if (error == std::errc() && end == text.data() + text.size() && seconds >= 0)
      return base::time_from_seconds(seconds);
  }
  return base::parse_time(text);
}

// The columns that count, as places in a row.
struct Places {
  static constexpr std::size_t kNone = ~std::size_t{0};
  std::size_t time = kNone, from = kNone, to = kNone, kind = kNone, channel = kNone,
              subject = kNone, text = kNone, id = kNone;

  explicit Places(const Columns& columns) {
    const auto place = [&](const char* name, std::size_t& out) {
      const auto at = columns.find(name);
      if (at != columns.end()) out = at->second;
    };
    place("time", time);
    place("from", from);
    place("to", to);
    place("kind", kind);
    place("channel", channel);
    place("subject", subject);
    place("text", text);
    place("id", id);
  }
};

class Table {
 public:
  explicit Table(const Columns& columns) : places_(columns) {}

  // Fills the draft anew; what is wrong with the row, or "".
  std::string fill(const formats::CsvRow& row, Draft& d) {
    if (!row.problem.empty()) return row.problem;
    const auto get = [&](std::size_t place) {
      return place < row.fields.size() ? row.fields[place] : std::string_view{};
    };
    const auto at = read_time(base::trim(get(places_.time)));
    if (!at)
      return fmt::format("“{}” is not a time such as 2024-03-01 or 2024-03-01T09:30:00Z",
                         base::shorten(get(places_.time), 40, true));
    d.at = *at;
    d.kind = model::Kind::kMessage;
    d.channel = model::Channel::kOther;
    if (!word(get(places_.kind), d.kind))
      return fmt::format("“{}” is not a kind of interaction",
                         base::shorten(get(places_.kind), 40, true));
    if (!word(get(places_.channel), d.channel))
      return fmt::format("“{}” is not a channel", base::shorten(get(places_.channel), 40, true));
    std::size_t parties = 0;
    if (!party(get(places_.from), model::Role::kFrom, d, parties)) return "nobody stands in “from”";
    for (std::string_view rest = get(places_.to);;) {
      const std::size_t end = std::min(rest.find(';'), rest.size());
      party(rest.substr(0, end), model::Role::kTo, d, parties);
      if (end == rest.size()) break;
      rest.remove_prefix(end + 1);
    }
    d.parties.resize(parties);
    if (parties < 2) return "nobody stands in “to”";
    d.subject.clear();
    d.text.clear();
    if (const std::string_view s = get(places_.subject); !s.empty())
      d.subject = base::shorten(base::one_line(base::make_utf8(s)), model::kMaxSubject);
    if (const std::string_view t = get(places_.text); !t.empty())
      d.text = base::shorten(base::make_utf8(t), model::kMaxText);
    d.asks = !d.text.empty() && model::asks(d.text);
    make_key(base::trim(get(places_.id)), d);
    return "";
  }

 private:
  template <class E>
  static bool word(std::string_view text, E& out) {
    text = base::trim(text);
    return text.empty() || model::read_word(text, out) ||
           model::read_word(base::lower_ascii(text), out);
  }

  // Adds whoever stands in `text`; false: nobody. The draft's parties of the row before are written
  // over.
  bool party(std::string_view text, model::Role role, Draft& d, std::size_t& parties) {
    text = base::trim(text);
    if (parties == d.parties.size()) d.parties.emplace_back();
    Draft::Party& p = d.parties[parties];
    if (is_canonical_address(text)) {
      p.kind = model::HandleKind::kMail;
      p.handle.assign(text);
      p.name.clear();
    } else {
      const std::optional<Draft::Party>& known = remembered(text);
      if (!known) return false;
      p = *known;
    }
    p.role = role;
    ++parties;
    return true;
  }

  const std::optional<Draft::Party>& remembered(std::string_view text) {
    if (const auto at = remembered_.find(text); at != remembered_.end()) return at->second;
    if (remembered_.size() >= kMostRemembered) remembered_.clear();
    return remembered_.emplace(text, read_party(text)).first->second;
  }

  // The row's own id, or all that it says.
  static void make_key(std::string_view id, Draft& d) {
    base::Hasher h;
    if (!id.empty()) {
      h.add("id").add(id);
    } else {
      h.add(static_cast<std::uint64_t>(base::micros(d.at)))
          .add(model::word(d.kind))
          .add(model::word(d.channel));
      std::vector<std::string> to;
      for (const Draft::Party& p : d.parties)
        to.push_back(std::string(model::word(p.role)) + p.handle);
      std::sort(to.begin(), to.end());
      for (const std::string& handle : to) h.add(handle);
      h.add(d.subject).add(d.text);
    }
    d.key = "csv ";
    d.key += base::hex_of(h.finish());
  }

  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view s) const { return std::hash<std::string_view>()(s); }
  };
  Places places_;
  std::unordered_map<std::string, std::optional<Draft::Party>, Hash, std::equal_to<>> remembered_;
};

base::Result<void> parse(const Source& source, const Emit& emit) {
  formats::CsvReader reader(*source.bytes);
  formats::CsvRow row;
  Columns columns;
  TRY(const bool found, find_head(reader, columns, is_ours));
  if (!found) return base::fail(base::Code::kInvalid, "the row that names the columns is missing");
  Table table(columns);
  Read read;
  const auto where = [&](std::string& out) {
    std::array<char, 20> digits;
    const char* end = std::to_chars(digits.data(), digits.data() + digits.size(), row.line).ptr;
    out.assign(source.path).append(", line ");
    out.append(digits.data(), static_cast<std::size_t>(end - digits.data()));
  };
  for (std::uint64_t rows = 0; !emit.stop(); ++rows) {
    TRY(const bool more, reader.next(row));
    if (!more) break;
    auto& draft = std::get<Draft>(read);
    std::string wrong = table.fill(row, draft);
    where(draft.where);
    if (!wrong.empty()) {
      emit.skip(draft.where, std::move(wrong));
      continue;
    }
    TRY_DO(emit.draft(std::move(read)));  // it takes what it keeps; the rest is filled again
    if (rows % 1000 == 0) emit.progress(row.line);
  }
  return {};
}

}  // namespace

extern const Importer kInteractionsCsv;
const Importer kInteractionsCsv = {"interactions", "table of interactions (CSV)", recognize, parse};

}  // namespace importers
