// The folds as bytes: a cache in the data folder, tied to one ledger by its last entry.
// Shape:  a magic word, the body, and the hash of the body's blocks of 1 MiB, in their order. Written
//         block by block; the ties' arrays are never copied whole.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/state.h"
#include "base/bytes.h"
#include "base/hash.h"
#include "ledger/fact_codec.h"

namespace app {
namespace {

constexpr std::string_view kMagic = "rapport folds 7\n";
constexpr std::size_t kBlock = std::size_t{1} << 20U;
constexpr std::size_t kHash = sizeof(base::Bytes32);

void save_contact(base::ByteWriter& to, const Contact& c) {
  to.u64(static_cast<std::uint64_t>(base::micros(c.at)));
  to.u64(c.seq);
  to.u32(c.from);
  to.u32(c.to);
  to.u32(c.recipients);
  to.u8(static_cast<std::uint8_t>(c.kind));
  to.u8(c.asks ? 1 : 0);
}

Contact load_contact(base::ByteReader& from) {
  Contact c;
  c.at = base::time_from_micros(static_cast<std::int64_t>(from.u64()));
  c.seq = from.u64();
  c.from = from.u32();
  c.to = from.u32();
  c.recipients = from.u32();
  c.kind = static_cast<model::Kind>(from.u8());
  c.asks = from.u8() != 0;
  return c;
}

// Gathers what is written into blocks, hashed as they go.
class Blocks {
 public:
  explicit Blocks(const store::Sink& sink) : sink_(sink) { block_.reserve(kBlock); }

  base::Result<void> write(std::string_view bytes) {
    while (!bytes.empty()) {
      const std::size_t some = std::min(kBlock - block_.size(), bytes.size());
      block_.append(bytes.substr(0, some));
      bytes.remove_prefix(some);
      if (block_.size() == kBlock) TRY_DO(give());
    }
    return {};
  }
  base::Result<void> finish() {
    if (!block_.empty()) TRY_DO(give());
    return sink_(base::view(hasher_.finish()));
  }

 private:
  base::Result<void> give() {
    hasher_.add(block_);
    TRY_DO(sink_(block_));
    block_.clear();
    return {};
  }

  const store::Sink& sink_;
  base::Hasher hasher_;
  std::string block_;
};

bool hash_fits(std::string_view body, std::string_view hash) {
  base::Hasher hasher;
  while (!body.empty()) {
    hasher.add(body.substr(0, kBlock));
    body.remove_prefix(std::min(kBlock, body.size()));
  }
  return base::view(hasher.finish()) == hash;
}

// Each fact that still counts, as the ledger writes it.
void save_profiles(base::ByteWriter& to, const identity::Profiles& profiles) {
  to.u64(profiles.entries().size());
  const auto add = [&](std::uint64_t seq, const model::Fact& fact) {
    const ledger::Encoded encoded = ledger::encode(fact);
    to.u64(seq);
    to.u8(static_cast<std::uint8_t>(encoded.kind));
    to.text(encoded.content);
    to.text(encoded.text);
  };
  for (const auto& one : profiles.all()) add(one.seq, model::ProfileSeen{one.said});
  for (const auto& one : profiles.said()) add(one.seq, one.said);
  for (const auto& one : profiles.deeds()) add(one.seq, model::DeedRecorded{one.said});
  for (const auto& one : profiles.judged()) add(one.seq, one.said);
}

base::Result<void> load_profiles(base::ByteReader& from, identity::Profiles& profiles) {
  for (std::uint64_t n = from.u64(); n > 0 && from.ok(); --n) {
    const std::uint64_t seq = from.u64();
    const std::uint8_t kind = from.u8();
    const std::string_view content = from.text_view();
    TRY(model::Fact fact, ledger::decode(kind, content, from.text_view()));
    std::visit(
        [&](auto& one) {
          if constexpr (requires { profiles.apply(seq, std::move(one)); })
            profiles.apply(seq, std::move(one));
        },
        fact);
  }
  return {};
}

void save_exchanges(base::ByteWriter& to, const exchange::Courses& courses) {
  const auto add = [&](const model::EntryId& id, std::uint64_t seq, const model::Fact& fact) {
    const ledger::Encoded encoded = ledger::encode(fact);
    to.u64(seq);
    to.bytes(base::view(id.bytes));
    to.u8(static_cast<std::uint8_t>(encoded.kind));
    to.text(encoded.content);
  };
  std::uint64_t count = courses.all().size() + courses.cards().size();
  for (const exchange::Course& c : courses.all()) count += c.steps.size();
  to.u64(count);
  for (const exchange::Course& c : courses.all()) {
    add(model::EntryId{c.id.bytes}, c.seq, model::ExchangeOpened{c.what});
    for (const auto& s : c.steps) add({}, s.seq, model::ExchangeStepped{s.step});
  }
  for (const auto& card : courses.cards()) add({}, card.seq, model::IdealCardWritten{card.card});
}

base::Result<void> load_exchanges(base::ByteReader& from, exchange::Courses& courses) {
  for (std::uint64_t n = from.u64(); n > 0 && from.ok(); --n) {
    const std::uint64_t seq = from.u64();
    model::EntryId id;
    from.bytes(id.bytes.data(), id.bytes.size());
    const std::uint8_t kind = from.u8();
    TRY(model::Fact fact, ledger::decode(kind, from.text_view(), {}));
    if (auto* opened = std::get_if<model::ExchangeOpened>(&fact))
      courses.apply(id, seq, std::move(*opened));
    if (auto* stepped = std::get_if<model::ExchangeStepped>(&fact))
      courses.apply(seq, std::move(*stepped));
    if (auto* card = std::get_if<model::IdealCardWritten>(&fact))
      courses.apply(seq, std::move(*card));
  }
  return {};
}

}  // namespace

base::Result<void> save(const State& state, const store::Sink& sink) {
  TRY_DO(sink(kMagic));
  Blocks blocks(sink);
  std::string bytes;
  base::ByteWriter to(bytes);
  to.u64(state.seq);
  to.u64(state.interactions);
  to.u64(static_cast<std::uint64_t>(base::micros(state.newest)));
  save_contact(to, state.last_contact);
  to.u64(state.completed.size());
  for (const auto& [id, seq] : state.completed) {
    to.bytes(base::view(id.bytes));
    to.u64(seq);
  }
  to.u64(state.superseded.size());
  for (const std::uint64_t seq : state.superseded) to.u64(seq);
  to.u64(state.one_to_ones.size());
  for (const base::Time at : state.one_to_ones)
    to.u64(static_cast<std::uint64_t>(base::micros(at)));
  save_profiles(to, state.profiles);
  save_exchanges(to, state.exchanges);
  const auto part = [&](const auto& fold) {
    std::string own;
    fold.save(own);
    to.text(own);
  };
  part(state.people);
  part(state.conversations);
  part(state.answers);
  to.varint(state.ties.saved_size());
  TRY_DO(blocks.write(bytes));
  TRY_DO(state.ties.save([&](std::string_view some) { return blocks.write(some); }));
  return blocks.finish();
}

base::Result<State> load_state(std::string_view bytes) {
  const auto bad = [] { return base::fail(base::Code::kCorrupt, "the snapshot does not read"); };
  if (!bytes.starts_with(kMagic) || bytes.size() < kMagic.size() + kHash) return bad();
  const std::string_view body = bytes.substr(kMagic.size(), bytes.size() - kMagic.size() - kHash);
  if (!hash_fits(body, bytes.substr(bytes.size() - kHash))) return bad();
  base::ByteReader from(body);
  State state;
  state.seq = from.u64();
  state.interactions = from.u64();
  state.newest = base::time_from_micros(static_cast<std::int64_t>(from.u64()));
  state.last_contact = load_contact(from);
  for (std::uint64_t n = from.u64(); n > 0 && from.ok(); --n) {
    model::InteractionId id;
    from.bytes(id.bytes.data(), id.bytes.size());
    state.completed[id] = from.u64();
  }
  for (std::uint64_t n = from.u64(); n > 0 && from.ok(); --n) state.superseded.insert(from.u64());
  for (std::uint64_t n = from.u64(); n > 0 && from.ok(); --n)
    state.one_to_ones.push_back(base::time_from_micros(static_cast<std::int64_t>(from.u64())));
  TRY_DO(load_profiles(from, state.profiles));
  TRY_DO(load_exchanges(from, state.exchanges));
  TRY(state.people, identity::Directory::load(from.text_view()));
  TRY(state.conversations, suggest::Conversations::load(from.text_view()));
  TRY(state.answers, suggest::Answers::load(from.text_view()));
  TRY(state.ties, graph::Ties::load(from.text_view()));
  if (!from.done()) return bad();
  return state;
}

}  // namespace app
