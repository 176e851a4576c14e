// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/state.h"

#include <algorithm>
#include <thread>
#include <tuple>

#include "graph/weights.h"
#include "identity/resolve.h"

namespace app {
namespace {

using model::Role;

const base::Time kEarliest = base::time_from_seconds(0);
const base::Time kLatest = base::time_from_seconds(0xFFFF'FF00);  // 32-bit seconds: the year 2106

constexpr std::uint64_t kNothing = 0;        // no entry has this number
constexpr std::size_t kFewEvents = 100'000;  // a second thread would take longer to start

std::int64_t second_of(const Contact& c) { return base::micros(c.at) / 1'000'000; }

// Contacts at the same second are ordered by who they are between, never by where they came from.
bool before(const Contact& a, const Contact& b, const identity::Directory& people) {
  if (second_of(a) != second_of(b)) return second_of(a) < second_of(b);
  const auto rank = [&](const Contact& c) {
    return std::tuple(people.at(c.from).handle, people.at(c.to).handle, c.recipients, c.kind);
  };
  return rank(a) < rank(b);
}

// Numbers are sorted by second first: few contacts share one, and only those are compared by
// handle.
void sort_by_time(std::vector<Contact>& contacts, const identity::Directory& people) {
  const auto order = [&](const Contact& a, const Contact& b) { return before(a, b, people); };
  if (std::is_sorted(contacts.begin(), contacts.end(), order)) return;
  std::stable_sort(contacts.begin(), contacts.end(),
                   [](const Contact& a, const Contact& b) { return second_of(a) < second_of(b); });
  for (auto from = contacts.begin(); from != contacts.end();) {
    const auto to = std::find_if(
        from, contacts.end(), [&](const Contact& c) { return second_of(c) != second_of(*from); });
    if (to - from > 1) std::sort(from, to, order);
    from = to;
  }
}

// The events that a contact is to the ties: none, one, or one each way.
template <class Visit>
void visit_events(const Contact& c, const identity::Directory& people, const Visit& visit) {
  const identity::Number from = people.person_of(c.from), to = people.person_of(c.to);
  if (from == to) return;
  const auto second = static_cast<std::uint32_t>(second_of(c));
  const float weight = graph::weight(c.kind);
  visit(graph::Event{second, from, to, c.recipients, weight});
  // In a meeting the other one came as well: an answer, a second later.
  if (goes_both_ways(c.kind)) visit(graph::Event{second + 1, to, from, c.recipients, weight});
}

graph::Ties fold_ties(const Gathered& all, std::uint64_t left_out) {
  std::vector<graph::Event> events;
  events.reserve(all.contacts.size());
  for (const Contact& c : all.contacts) {
    if (c.seq == left_out) continue;
    visit_events(c, all.state.people, [&](const graph::Event& e) { events.push_back(e); });
  }
  const unsigned threads =
      events.size() < kFewEvents ? 1 : std::clamp(std::thread::hardware_concurrency(), 1U, 8U);
  return graph::Ties::fold(events, threads);
}

void converse(State& state, const Contact& c) {
  const identity::Number from = state.people.person_of(c.from), to = state.people.person_of(c.to);
  const identity::Number me = state.people.owner();
  if (from == to || (from != me && to != me)) return;
  if (goes_both_ways(c.kind) && c.recipients == 1) state.one_to_ones.push_back(c.at);
  state.conversations.apply(
      {from == me ? to : from, from != me, goes_both_ways(c.kind), c.asks, c.at, c.seq});
}

struct Folding {
  State& state;
  const model::EntryId& id;
  std::uint64_t seq;

  void operator()(const model::IdentitySeen& f) const {
    state.people.apply(f);
    state.unresolved = seq;
  }
  void operator()(const model::InteractionRecorded& f) const { take_in(f.interaction); }
  void operator()(const model::InteractionCompleted& f) const {
    const auto [at, first] = state.completed.try_emplace(f.interaction.id, seq);
    if (!first) state.superseded.insert(at->second);
    at->second = seq;
    state.late = true;  // the first copy's part must come out again
  }
  void operator()(const model::OwnerNamed& f) const {
    state.people.apply(f);
    state.late = true;  // who "me" is decides every direction
  }
  void operator()(const model::SuggestionAnswered& f) const { state.answers.apply(seq, f); }
  void operator()(const model::Erased&) const { state.late = true; }
  void operator()(const model::ProfileSeen& f) const {
    state.profiles.apply(seq, f);
    state.unresolved = seq;
  }
  void operator()(const model::StatementMade& f) const { state.profiles.apply(seq, f); }
  void operator()(const model::DeedRecorded& f) const { state.profiles.apply(seq, f); }
  void operator()(const model::IdentitiesJudged& f) const {
    state.profiles.apply(seq, f);
    state.unresolved = seq;
  }
  void operator()(const model::Undone& f) const {
    const identity::Profiles::Taken taken = state.profiles.apply(f);
    if (taken.judgement) state.unresolved = seq;
    if (taken.any || state.answers.apply(f) || state.exchanges.apply(f)) return;
    // Nothing else can be undone but a logged meeting: its part in the ties must come out.
    if (state.superseded.insert(f.seq).second) --state.interactions;
    state.late = true;
  }

  void operator()(const model::ExchangeOpened& f) const { state.exchanges.apply(id, seq, f); }
  void operator()(const model::ExchangeStepped& f) const { state.exchanges.apply(seq, f); }
  void operator()(const model::IdealCardWritten& f) const { state.exchanges.apply(seq, f); }

  void take_in(const model::Interaction& interaction) const {
    ++state.interactions;
    state.newest = std::max(state.newest, interaction.at);
    if (state.late) return;  // all contacts are folded anew
    std::vector<Contact> contacts = contacts_of(interaction, seq, state.people);
    const auto order = [&](const Contact& a, const Contact& b) {
      return before(a, b, state.people);
    };
    std::sort(contacts.begin(), contacts.end(), order);
    for (const Contact& c : contacts) {
      if (state.last_contact.seq != 0 && order(c, state.last_contact)) {
        state.late = true;
        return;
      }
      visit_events(c, state.people, [&](const graph::Event& e) {
        state.ties.apply(e);
        state.in_contact.emplace_back(e.from, e.to);
      });
      converse(state, c);
      state.last_contact = c;
    }
  }
};

}  // namespace

bool goes_both_ways(model::Kind kind) {
  return kind == model::Kind::kMeeting || kind == model::Kind::kCall;
}

std::vector<Contact> contacts_of(const model::Interaction& interaction, std::uint64_t seq,
                                 const identity::Directory& people) {
  std::vector<Contact> contacts;
  if (interaction.audience != model::Audience::kPersonal) return contacts;
  if (interaction.at < kEarliest || interaction.at > kLatest) return contacts;
  if (graph::weight(interaction.kind) == 0) return contacts;
  std::uint32_t receivers = 0;
  std::optional<identity::Number> from;
  for (const model::Participant& p : interaction.participants) {
    if (p.role != Role::kFrom) {
      ++receivers;
    } else if (const auto n = people.find(p.identity)) {
      // Of several writers the first by handle: the order of ids differs from book to book.
      if (!from || people.at(*n).handle < people.at(*from).handle) from = n;
    }
  }
  const std::uint32_t recipients = std::max({receivers, interaction.recipients, 1U});
  if (!from || recipients > model::kMaxPersonal) return contacts;
  for (const model::Participant& p : interaction.participants) {
    const std::optional<identity::Number> to = people.find(p.identity);
    if (p.role == Role::kFrom || !to || *to == *from) continue;
    contacts.push_back({interaction.at, seq, *from, *to, recipients, interaction.kind,
                        interaction.asks && p.role == Role::kTo});
  }
  return contacts;
}

void apply(State& state, const model::Entry& entry) {
  std::visit(Folding{state, entry.id, entry.seq}, entry.fact);
  state.seq = entry.seq;
}

base::Result<Gathered> gather(ledger::Ledger& ledger, base::Time until,
                              const identity::Persons* persons) {
  Gathered all;
  State& state = all.state;
  std::vector<Contact>& contacts = all.contacts;
  std::vector<std::pair<model::InteractionId, std::uint64_t>> joined;
  std::vector<std::pair<std::uint64_t, base::Time>> times;
  std::vector<std::uint64_t> undone, deeds;
  const auto collect = [&](const model::Interaction& interaction, std::uint64_t seq) {
    if (interaction.at > until) return;
    times.emplace_back(seq, interaction.at);
    const std::vector<Contact> some = contacts_of(interaction, seq, state.people);
    contacts.insert(contacts.end(), some.begin(), some.end());
  };
  TRY_DO(
      ledger.replay(0, store::WithText::kNo, [&](const model::Entry& entry) -> base::Result<void> {
        state.seq = entry.seq;
        std::visit(
            model::Overload{
                [&](const model::IdentitySeen& f) { state.people.apply(f); },
                [&](const model::InteractionRecorded& f) {
                  ++state.interactions;
                  collect(f.interaction, entry.seq);
                },
                [&](const model::InteractionCompleted& f) {
                  joined.emplace_back(f.interaction.id, entry.seq);
                  collect(f.interaction, entry.seq);
                },
                [&](const model::OwnerNamed& f) { state.people.apply(f); },
                [&](const model::SuggestionAnswered& f) {
                  if (f.at <= until) state.answers.apply(entry.seq, f);
                },
                [](const model::Erased&) {},
                [&](const model::ProfileSeen& f) { state.profiles.apply(entry.seq, f); },
                [&](const model::StatementMade& f) { state.profiles.apply(entry.seq, f); },
                [&](const model::DeedRecorded&) { deeds.push_back(entry.seq); },
                [&](const model::IdentitiesJudged& f) { state.profiles.apply(entry.seq, f); },
                [&](const model::Undone& f) { undone.push_back(f.seq); },
                [&](const model::ExchangeOpened& f) {
                  if (f.exchange.at <= until) state.exchanges.apply(entry.id, entry.seq, f);
                },
                [&](const model::ExchangeStepped& f) {
                  if (f.step.at <= until) state.exchanges.apply(entry.seq, f);
                },
                [&](const model::IdealCardWritten& f) {
                  if (f.card.at <= until) state.exchanges.apply(entry.seq, f);
                },
            },
            entry.fact);
        return {};
      }));
  for (const std::uint64_t seq : deeds) {  // few, and with their words, which the replay left out
    TRY(const std::optional<model::Entry> entry, ledger.read(seq, store::WithText::kYes));
    if (entry) state.profiles.apply(seq, std::get<model::DeedRecorded>(entry->fact));
  }
  std::erase_if(undone, [&](std::uint64_t seq) {
    const model::Undone f{seq};
    return state.profiles.apply(f).any || state.answers.apply(f) || state.exchanges.apply(f);
  });
  state.people.set_persons(persons != nullptr && persons->groups.size() == state.people.size()
                               ? *persons
                               : identity::resolve_persons(state.people, state.profiles));
  for (const auto& [id, seq] : joined) {
    const auto [at, first] = state.completed.try_emplace(id, seq);
    if (first) {
      TRY(const std::optional<std::uint64_t> original, ledger.find(model::EntryId{id.bytes}));
      if (original) state.superseded.insert(*original);
    } else {
      state.superseded.insert(at->second);
      at->second = seq;
    }
  }
  for (const std::uint64_t seq : undone) {  // a logged meeting, or an answer of after `until`
    const auto at = std::lower_bound(times.begin(), times.end(), std::pair(seq, base::Time::min()));
    if (at == times.end() || at->first != seq || !state.superseded.insert(seq).second) continue;
    --state.interactions;
  }
  for (const auto& [seq, at] : times) {
    if (!state.superseded.contains(seq)) state.newest = std::max(state.newest, at);
  }
  std::erase_if(contacts, [&](const Contact& c) { return state.superseded.contains(c.seq); });
  sort_by_time(contacts, state.people);
  return all;
}

graph::Ties ties_without(const Gathered& all, std::uint64_t left_out) {
  return fold_ties(all, left_out);
}

base::Result<State> refold(ledger::Ledger& ledger, base::Time until,
                           const identity::Persons* persons) {
  TRY(Gathered all, gather(ledger, until, persons));
  all.state.ties = fold_ties(all, kNothing);
  for (const Contact& c : all.contacts) converse(all.state, c);
  if (!all.contacts.empty()) all.state.last_contact = all.contacts.back();
  return std::move(all.state);
}

}  // namespace app
