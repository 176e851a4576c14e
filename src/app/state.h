// State: all folds over the ledger, read-only to everybody but commit() and refold().
// Shape:  apply() is total, does no I/O and costs O(1) amortised while things come in the order in
//         which they happened. What comes late sets `late`: the ties are then folded anew, sorted,
//         by refold(), so that the order of imports never shows.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "exchange/course.h"
#include "graph/ties.h"
#include "identity/directory.h"
#include "identity/profiles.h"
#include "ledger/ledger.h"
#include "model/entry.h"
#include "store/file.h"
#include "suggest/answers.h"
#include "suggest/conversations.h"

namespace app {

// One interaction between two identities, as the folds take it in.
struct Contact {
  base::Time at{};
  std::uint64_t seq = 0;
  identity::Number from = 0, to = 0;
  std::uint32_t recipients = 1;
  model::Kind kind = model::Kind::kMessage;
  bool asks = false;  // puts a question to `to`, who stands in To
};

// The pairs that a personal interaction touches; none for lists, bulk and machines.
std::vector<Contact> contacts_of(const model::Interaction& interaction, std::uint64_t seq,
                                 const identity::Directory& people);
// A meeting or a call: each came to the other.
bool goes_both_ways(model::Kind kind);

struct State {
  identity::Directory people;
  identity::Profiles profiles;
  graph::Ties ties;
  suggest::Conversations conversations;
  suggest::Answers answers;
  exchange::Courses exchanges;
  // Interactions of which more than one copy was recorded: the entry that holds their join, and the
  // entries it replaces; among these also those that were undone.
  std::unordered_map<model::InteractionId, std::uint64_t> completed;
  std::set<std::uint64_t> superseded;
  std::vector<base::Time> one_to_ones;  // meetings and calls of the owner with one other
  std::uint64_t seq = 0;                // the last entry folded
  std::uint64_t interactions = 0;
  base::Time newest{};   // of all interactions
  Contact last_contact;  // the youngest that entered the ties
  // Who was in contact in what was folded since somebody emptied it.
  std::vector<std::pair<identity::Number, identity::Number>> in_contact;
  bool late = false;  // refold() is due before a query
  // The last entry for which who is who is to be worked out anew; 0: none. Until then whoever is new stands
  // alone.
  std::uint64_t unresolved = 0;
};

void apply(State& state, const model::Entry& entry);

// The ledger read once: all but the ties and conversations, and the contacts that make them, by
// time.
struct Gathered {
  State state;
  std::vector<Contact> contacts;
};
// `persons`: who is who, where that is known already of all of them; otherwise it is worked out.
base::Result<Gathered> gather(ledger::Ledger& ledger, base::Time until,
                              const identity::Persons* persons = nullptr);
// The ties as they were had the interaction at this entry never been.
graph::Ties ties_without(const Gathered& all, std::uint64_t left_out);

// Everything anew from the ledger, interactions in order of time, leaving out what is after
// `until`.
base::Result<State> refold(ledger::Ledger& ledger, base::Time until,
                           const identity::Persons* persons = nullptr);
inline constexpr base::Time kAlways = base::Time::max();

base::Result<void> save(const State& state, const store::Sink& sink);
base::Result<State> load_state(std::string_view bytes);

}  // namespace app
