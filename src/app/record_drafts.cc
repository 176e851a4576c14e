// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/record_drafts.h"

#include <iterator>
#include <set>
#include <span>
#include <utility>

namespace app {
namespace {

using model::Interaction;

constexpr std::uint32_t kNone = ~std::uint32_t{0};

// From an id to the first record of the batch that has it.
class FirstOf {
 public:
  explicit FirstOf(std::span<const model::EntryId> ids) : ids_(ids) {
    std::size_t slots = 16;
    while (slots < ids.size() * 2) slots *= 2;
    slots_.assign(slots, kNone);
  }
  std::uint32_t operator()(std::uint32_t i) {
    std::size_t slot = ids_[i].prefix() & (slots_.size() - 1);
    while (slots_[slot] != kNone && ids_[slots_[slot]] != ids_[i])
      slot = (slot + 1) & (slots_.size() - 1);
    if (slots_[slot] == kNone) slots_[slot] = i;
    return slots_[slot];
  }

 private:
  std::span<const model::EntryId> ids_;
  std::vector<std::uint32_t> slots_;
};

class Recorder {
 public:
  Recorder(const Known& known, Batch& batch) : known_(known), batch_(batch) {
    ids_.reserve(batch.records.size());
    for (const model::NewEntry& record : batch.records) ids_.push_back(record.id);
    fact_of_.assign(batch.records.size(), kNone);
  }

  base::Result<void> run(std::vector<Outcome>& outcomes) {
    TRY(seqs_, known_.ledger.find_all(ids_));
    FirstOf first_of(ids_);
    std::span<Party* const> parties = batch_.parties;
    for (std::uint32_t i = 0; i < ids_.size(); ++i) {
      parties_ = parties.first(batch_.party_counts[i]);
      parties = parties.subspan(parties_.size());
      const std::uint32_t first = first_of(i);
      if (auto* f = std::get_if<model::InteractionRecorded>(&batch_.records[i].fact)) {
        TRY(const Outcome outcome, record(i, first, f->interaction));
        outcomes.push_back(outcome);
      } else {
        outcomes.push_back(record(i, first));
      }
    }
    return {};
  }

  // Identities first: a copy later in the batch may have brought somebody into an earlier fact.
  Facts take() {
    Facts facts = std::move(batch_.records);
    facts.resize(kept_);
    if (identities_.empty()) return facts;
    identities_.reserve(identities_.size() + facts.size());
    std::move(facts.begin(), facts.end(), std::back_inserter(identities_));
    return std::move(identities_);
  }

 private:
  // A profile or a deed. A version that was seen before is a duplicate; another one of a profile that
  // is known, an update.
  Outcome record(std::uint32_t i, std::uint32_t first) {
    if (first != i || seqs_[i] != 0) return Outcome::kDuplicate;
    const auto* seen = std::get_if<model::ProfileSeen>(&batch_.records[i].fact);
    const bool another = seen != nullptr && (known_.state.profiles.knows(seen->profile.id) ||
                                             !profiles_.insert(seen->profile.id).second);
    see_parties();
    keep(i);
    return another ? Outcome::kUpdated : Outcome::kImported;
  }

  base::Result<Outcome> record(std::uint32_t i, std::uint32_t first, Interaction& fresh) {
    // A second copy in the same batch as the first: the fact that waits is completed before it is
    // written.
    if (fact_of_[first] != kNone) {
      see_parties();
      model::Fact& waits = batch_.records[fact_of_[first]].fact;
      auto* recorded = std::get_if<model::InteractionRecorded>(&waits);
      Interaction& there = recorded != nullptr
                               ? recorded->interaction
                               : std::get<model::InteractionCompleted>(waits).interaction;
      return complete(there, fresh) ? Outcome::kUpdated : Outcome::kDuplicate;
    }
    const auto joined = known_.state.completed.find(fresh.id);
    const std::uint64_t seq = joined != known_.state.completed.end() ? joined->second : seqs_[i];
    if (seq == 0) {
      see_parties();
      fact_of_[first] = keep(i);
      return Outcome::kImported;
    }
    TRY(std::optional<model::Entry> entry, known_.ledger.read(seq, store::WithText::kYes));
    if (!entry) return Outcome::kDuplicate;  // erased
    Interaction there;
    if (auto* f = std::get_if<model::InteractionRecorded>(&entry->fact)) {
      there = std::move(f->interaction);
    } else if (auto* c = std::get_if<model::InteractionCompleted>(&entry->fact)) {
      there = std::move(c->interaction);
    }
    if (there.sealed) return Outcome::kDuplicate;  // by a forgetting
    see_parties();
    if (!complete(there, fresh)) return Outcome::kDuplicate;
    batch_.records[i] = {known_.random.id<model::EntryTag>(),
                         model::InteractionCompleted{std::move(there)}};
    fact_of_[first] = keep(i);
    return Outcome::kUpdated;
  }

  // The facts take the records' own places, so that most never move.
  std::uint32_t keep(std::uint32_t i) {
    if (kept_ != i) batch_.records[kept_] = std::move(batch_.records[i]);
    return kept_++;
  }

  static bool complete(Interaction& there, const Interaction& fresh) {
    Interaction both = model::join(there, fresh);
    if (both == there) return false;
    there = std::move(both);
    return true;
  }

  // Whoever stands in the record at hand is known from now on. Asked once a batch.
  void see_parties() {
    for (Party* party : parties_) {
      if (std::exchange(party->looked_up_in, batch_.number) == batch_.number) continue;
      if (known_.state.people.knows(party->seen.identity, party->seen.name)) continue;
      identities_.push_back({known_.random.id<model::EntryTag>(), party->seen});
    }
  }

  const Known& known_;
  Batch& batch_;
  std::vector<model::EntryId> ids_;     // by record
  std::vector<std::uint64_t> seqs_;     // … the entry that says it already; 0: none
  std::vector<std::uint32_t> fact_of_;  // … the fact that will, for the first record of its id
  std::span<Party* const> parties_;     // of the record at hand
  Facts identities_;
  std::uint32_t kept_ = 0;               // the batch's first records, which are facts to append
  std::set<model::ProfileId> profiles_;  // new ones in this batch
};

}  // namespace

base::Result<Facts> record_drafts(const Known& known, Batch& batch,
                                  std::vector<Outcome>& outcomes) {
  outcomes.clear();
  Recorder recorder(known, batch);
  TRY_DO(recorder.run(outcomes));
  return recorder.take();
}

}  // namespace app
