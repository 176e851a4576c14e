// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/record_drafts.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <unordered_map>
#include <utility>

namespace app {
namespace {

using model::Interaction;

// A clock that is a day wrong is common; more than that is a wrong date.
constexpr std::chrono::days kClockSlack(1);

class Recorder {
 public:
  explicit Recorder(const Known& known) : known_(known) {}

  base::Result<Outcome> record(const importers::Read& read) {
    return std::visit([&](const auto& draft) { return record(draft); }, read);
  }

  // A version that was seen before is a duplicate; another one of a profile that is known, an update.
  base::Result<Outcome> record(const importers::ProfileDraft& draft) {
    const base::Key& key = known_.ledger.key();
    model::Profile p;
    p.id.bytes = base::id_from<model::ProfileTag>(
                     base::Hasher(key).add("profile").add(draft.source).add(draft.key).finish())
                     .bytes;
    p.source = draft.source;
    p.as_of = draft.as_of;
    p.name = draft.name;
    p.statements = draft.statements;
    std::sort(p.statements.begin(), p.statements.end());
    p.statements.erase(std::unique(p.statements.begin(), p.statements.end()), p.statements.end());
    p.raw = draft.raw;
    std::vector<model::IdentitySeen> seen;
    for (const importers::ProfileDraft::Handle& h : draft.handles) {
      model::Handle handle{h.kind, h.text};
      const model::IdentityId id = ledger::identity_id(key, handle);
      p.identities.push_back(id);
      // Said of the profile's other handles, a name would make a shared mailbox somebody's.
      seen.push_back({id, std::move(handle), h.kind == model::HandleKind::kName ? draft.name : ""});
    }
    std::sort(p.identities.begin(), p.identities.end());
    p.identities.erase(std::unique(p.identities.begin(), p.identities.end()), p.identities.end());
    base::Hasher version(key);
    version.add("version").add(base::view(p.id.bytes)).add(p.name).add(p.raw);
    version.add(static_cast<std::uint64_t>(base::micros(p.as_of)));
    for (const model::IdentityId& id : p.identities) version.add(base::view(id.bytes));
    for (const model::Statement& s : p.statements) {
      version.add(model::word(s.kind)).add(s.value).add(s.detail);
      version.add(static_cast<std::uint64_t>(base::micros(s.at)));
    }
    const auto id = base::id_from<model::EntryTag>(version.finish());
    TRY(const bool there, is_there(id));
    if (there) return Outcome::kDuplicate;
    const bool another = known_.state.profiles.knows(p.id) || !profiles_.insert(p.id).second;
    for (model::IdentitySeen& s : seen) see(std::move(s));
    facts_.push_back({id, model::ProfileSeen{std::move(p)}});
    return another ? Outcome::kUpdated : Outcome::kImported;
  }

  base::Result<Outcome> record(const importers::DeedDraft& draft) {
    const base::Key& key = known_.ledger.key();
    const auto id =
        base::id_from<model::EntryTag>(base::Hasher(key).add("deed").add(draft.key).finish());
    TRY(const bool there, is_there(id));
    if (there) return Outcome::kDuplicate;
    model::Handle handle{draft.other.kind, draft.other.text};
    const model::IdentityId other = ledger::identity_id(key, handle);
    see({other, std::move(handle), draft.other_name});
    facts_.push_back(
        {id, model::DeedRecorded{{draft.at, draft.kind, draft.given, other, draft.text}}});
    return Outcome::kImported;
  }

  base::Result<Outcome> record(const importers::Draft& draft) {
    if (draft.at > known_.now + kClockSlack) return Outcome::kFuture;
    std::vector<model::IdentitySeen> seen;
    Interaction fresh = interaction_of(draft, seen);
    TRY(const Before before, look_up(fresh.id));
    if (before.closed) return Outcome::kDuplicate;
    for (model::IdentitySeen& s : seen) see(std::move(s));
    if (!before.there) {
      place(fresh.id, facts_.size(), fresh);
      facts_.push_back(
          {model::EntryId{fresh.id.bytes}, model::InteractionRecorded{std::move(fresh)}});
      return Outcome::kImported;
    }
    Interaction both = model::join(before.interaction, fresh);
    if (both == before.interaction) return Outcome::kDuplicate;
    complete(std::move(both));
    return Outcome::kUpdated;
  }

  // Identities first: a copy later in the group may have brought somebody into an earlier fact.
  Facts take() {
    Facts all = std::move(identities_);
    std::move(facts_.begin(), facts_.end(), std::back_inserter(all));
    return all;
  }

 private:
  base::Result<bool> is_there(const model::EntryId& id) {
    if (!ids_.insert(id).second) return true;
    TRY(const auto seq, known_.ledger.find(id));
    return seq.has_value();
  }

  struct Before {
    bool there = false;
    bool closed = false;  // erased, or sealed by a forgetting
    Interaction interaction;
  };

  Interaction interaction_of(const importers::Draft& draft,
                             std::vector<model::IdentitySeen>& seen) {
    const base::Key& key = known_.ledger.key();
    Interaction it;
    it.id = ledger::interaction_id(key, draft.key);
    it.at = draft.at;
    it.channel = draft.channel;
    it.kind = draft.kind;
    it.audience = draft.audience;
    it.asks = draft.asks;
    it.recipients = draft.recipients;
    it.message_key = ledger::message_key(key, draft.message_id);
    it.parent_key = ledger::message_key(key, draft.parent_id);
    for (const importers::Draft::Party& party : draft.parties) {
      model::Handle handle{party.kind, party.handle};
      const model::IdentityId id = ledger::identity_id(key, handle);
      it.participants.push_back({id, party.role});
      seen.push_back({id, std::move(handle), party.name});
    }
    it.subject = draft.subject;
    it.text = draft.text;
    return model::join(it, it);  // participants in their one order
  }

  base::Result<Before> look_up(const model::InteractionId& id) {
    if (const auto mine = mine_.find(id); mine != mine_.end())
      return Before{true, false, mine->second.second};
    std::uint64_t seq = 0;
    if (const auto joined = known_.state.completed.find(id);
        joined != known_.state.completed.end()) {
      seq = joined->second;
    } else {
      TRY(const auto found, known_.ledger.find(model::EntryId{id.bytes}));
      if (!found) return Before{};
      seq = *found;
    }
    TRY(std::optional<model::Entry> entry, known_.ledger.read(seq, store::WithText::kYes));
    if (!entry) return Before{true, true, {}};
    Interaction there;
    if (auto* recorded = std::get_if<model::InteractionRecorded>(&entry->fact)) {
      there = std::move(recorded->interaction);
    } else if (auto* completed = std::get_if<model::InteractionCompleted>(&entry->fact)) {
      there = std::move(completed->interaction);
    }
    return Before{true, there.sealed, std::move(there)};
  }

  void see(model::IdentitySeen&& seen) {
    if (known_.state.people.knows(seen.identity, seen.name)) return;
    if (!seen_.emplace(seen.identity, seen.name).second) return;
    identities_.push_back({known_.random.id<model::EntryTag>(), std::move(seen)});
  }

  // A second copy in the same group as the first: the fact that waits is completed before it is
  // written.
  void complete(Interaction&& both) {
    const model::InteractionId id = both.id;
    if (const auto mine = mine_.find(id); mine != mine_.end()) {
      std::visit(model::Overload{[&](model::InteractionRecorded& f) { f.interaction = both; },
                                 [&](model::InteractionCompleted& f) { f.interaction = both; },
                                 [](auto&) {}},
                 facts_[mine->second.first].fact);
      mine->second.second = std::move(both);
      return;
    }
    place(id, facts_.size(), both);
    facts_.push_back(
        {known_.random.id<model::EntryTag>(), model::InteractionCompleted{std::move(both)}});
  }

  void place(const model::InteractionId& id, std::size_t at, const Interaction& it) {
    mine_.emplace(id, std::pair(at, it));
  }

  const Known& known_;
  Facts identities_, facts_;
  std::set<std::pair<model::IdentityId, std::string>> seen_;
  std::set<model::EntryId> ids_;         // of profiles and deeds in this group
  std::set<model::ProfileId> profiles_;  // … new ones
  std::unordered_map<model::InteractionId, std::pair<std::size_t, Interaction>> mine_;
};

}  // namespace

base::Result<Facts> record_drafts(const Known& known, std::span<const importers::Read> drafts,
                                  std::vector<Outcome>& outcomes) {
  Recorder recorder(known);
  outcomes.clear();
  for (const importers::Read& draft : drafts) {
    TRY(const Outcome outcome, recorder.record(draft));
    outcomes.push_back(outcome);
  }
  return recorder.take();
}

}  // namespace app
