// The folds as bytes: a cache in the data folder, tied to one ledger by its key and last entry.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/state.h"
#include "base/bytes.h"
#include "base/hash.h"

namespace app {
namespace {

constexpr std::string_view kMagic = "rapport folds 3\n";

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

}  // namespace

std::string save(const State& state) {
  std::string body;
  base::ByteWriter to(body);
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
  const auto part = [&](const auto& fold) {
    std::string bytes;
    fold.save(bytes);
    to.text(bytes);
  };
  const std::vector<std::uint64_t> entries = state.profiles.entries();
  to.u64(entries.size());
  for (const std::uint64_t seq : entries) to.u64(seq);
  part(state.people);
  part(state.ties);
  part(state.conversations);
  part(state.answers);
  std::string out(kMagic);
  out += base::view(base::Hasher().add(body).finish());
  return out + body;
}

base::Result<State> load_state(std::string_view bytes,
                               std::vector<std::uint64_t>& profile_entries) {
  const auto bad = [] { return base::fail(base::Code::kCorrupt, "the snapshot does not read"); };
  if (!bytes.starts_with(kMagic) || bytes.size() < kMagic.size() + 32) return bad();
  const std::string_view hash = bytes.substr(kMagic.size(), 32);
  const std::string_view body = bytes.substr(kMagic.size() + 32);
  if (base::view(base::Hasher().add(body).finish()) != hash) return bad();
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
  for (std::uint64_t n = from.u64(); n > 0 && from.ok(); --n) profile_entries.push_back(from.u64());
  TRY(state.people, identity::Directory::load(from.text()));
  TRY(state.ties, graph::Ties::load(from.text()));
  TRY(state.conversations, suggest::Conversations::load(from.text()));
  TRY(state.answers, suggest::Answers::load(from.text()));
  if (!from.done()) return bad();
  return state;
}

}  // namespace app
