// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/derive.h"

#include <algorithm>
#include <utility>

#include "ledger/ledger.h"

namespace app {
namespace {

constexpr std::size_t kMostParties = std::size_t{1} << 20;  // then they are met anew: 200 MB
constexpr std::size_t kFewestSlots = 1024;

std::uint64_t hash_of(model::HandleKind kind, std::string_view handle, std::string_view name) {
  std::uint64_t h = std::hash<std::string_view>()(handle) + static_cast<std::uint64_t>(kind);
  if (!name.empty()) h = (h ^ std::hash<std::string_view>()(name)) * 0x9E37'79B9'7F4A'7C15ULL;
  return h;
}

}  // namespace

Party& Parties::at(const base::Key& key, model::HandleKind kind, std::string_view handle,
                   std::string_view name) {
  if (all_.size() * 2 >= slots_.size()) grow();
  const std::uint64_t hash = hash_of(kind, handle, name);
  std::size_t slot = hash & (slots_.size() - 1);
  for (; slots_[slot].party != nullptr; slot = (slot + 1) & (slots_.size() - 1)) {
    if (slots_[slot].hash != hash) continue;
    Party& p = *slots_[slot].party;
    if (p.seen.handle.text == handle && p.seen.handle.kind == kind && p.seen.name == name) return p;
  }
  model::Handle whole{kind, std::string(handle)};
  const model::IdentityId id = ledger::identity_id(key, whole);
  all_.push_back({{id, std::move(whole), std::string(name)}});
  slots_[slot] = {hash, &all_.back()};
  return all_.back();
}

void Parties::grow() {
  const std::vector<Slot> before = std::exchange(slots_, {});
  slots_.resize(std::max(kFewestSlots, before.size() * 2));
  for (const Slot& old : before) {
    if (old.party == nullptr) continue;
    std::size_t slot = old.hash & (slots_.size() - 1);
    while (slots_[slot].party != nullptr) slot = (slot + 1) & (slots_.size() - 1);
    slots_[slot] = old;
  }
}

model::IdentityId Deriver::meet(model::HandleKind kind, std::string_view handle,
                                std::string_view name, Batch& batch) {
  Party& party = parties_->at(key_, kind, handle, name);
  batch.parties.push_back(&party);
  return party.seen.identity;
}

void Deriver::add(importers::Read&& draft, Batch& batch) {
  // A batch's parties are of one set, so that each is there once.
  if (batch.records.empty()) {
    if (parties_->size() >= kMostParties) parties_ = std::make_shared<Parties>();
    batch.keeps = parties_;
    batch.number = ++batches_;
  }
  const std::size_t before = batch.parties.size();
  std::visit([&](auto& one) { derive(one, batch); }, draft);
  batch.party_counts.push_back(static_cast<std::uint32_t>(batch.parties.size() - before));
}

void Deriver::derive(importers::Draft& draft, Batch& batch) {
  const model::InteractionId id = ledger::interaction_id(key_, draft.key);
  model::NewEntry& entry = batch.records.emplace_back();
  entry.id.bytes = id.bytes;
  model::Interaction& it = entry.fact.emplace<model::InteractionRecorded>().interaction;
  it.id = id;
  it.at = draft.at;
  it.channel = draft.channel;
  it.kind = draft.kind;
  it.audience = draft.audience;
  it.asks = draft.asks;
  it.recipients = draft.recipients;
  it.message_key = ledger::message_key(key_, draft.message_id);
  it.parent_key = ledger::message_key(key_, draft.parent_id);
  it.participants.reserve(draft.parties.size());
  for (const importers::Draft::Party& p : draft.parties)
    it.participants.push_back({meet(p.kind, p.handle, p.name, batch), p.role});
  model::arrange(it.participants);
  it.subject = std::move(draft.subject);
  it.text = std::move(draft.text);
  batch.text_bytes += it.subject.size() + it.text.size();
}

void Deriver::derive(importers::ProfileDraft& draft, Batch& batch) {
  model::NewEntry& entry = batch.records.emplace_back();
  model::Profile& p = entry.fact.emplace<model::ProfileSeen>().profile;
  p.id.bytes = base::id_from<model::ProfileTag>(
                   base::Hasher(key_).add("profile").add(draft.source).add(draft.key).finish())
                   .bytes;
  p.source = std::move(draft.source);
  p.as_of = draft.as_of;
  p.name = std::move(draft.name);
  p.statements = std::move(draft.statements);
  std::sort(p.statements.begin(), p.statements.end());
  p.statements.erase(std::unique(p.statements.begin(), p.statements.end()), p.statements.end());
  p.raw = std::move(draft.raw);
  for (const importers::ProfileDraft::Handle& h : draft.handles) {
    // Said of the profile's other handles, a name would make a shared mailbox somebody's.
    const bool is_name = h.kind == model::HandleKind::kName;
    p.identities.push_back(meet(h.kind, h.text, is_name ? p.name : std::string_view(), batch));
  }
  std::sort(p.identities.begin(), p.identities.end());
  p.identities.erase(std::unique(p.identities.begin(), p.identities.end()), p.identities.end());
  base::Hasher version(key_);
  version.add("version").add(base::view(p.id.bytes)).add(p.name).add(p.raw);
  version.add(static_cast<std::uint64_t>(base::micros(p.as_of)));
  for (const model::IdentityId& id : p.identities) version.add(base::view(id.bytes));
  for (const model::Statement& s : p.statements) {
    version.add(model::word(s.kind)).add(s.value).add(s.detail);
    version.add(static_cast<std::uint64_t>(base::micros(s.at)));
  }
  entry.id = base::id_from<model::EntryTag>(version.finish());
  batch.text_bytes += p.raw.size();
}

void Deriver::derive(importers::DeedDraft& draft, Batch& batch) {
  model::NewEntry& entry = batch.records.emplace_back();
  entry.id = base::id_from<model::EntryTag>(base::Hasher(key_).add("deed").add(draft.key).finish());
  const model::IdentityId other = meet(draft.other.kind, draft.other.text, draft.other_name, batch);
  batch.text_bytes += draft.text.size();
  entry.fact.emplace<model::DeedRecorded>(
      model::Deed{draft.at, draft.kind, draft.given, other, std::move(draft.text)});
}

}  // namespace app
