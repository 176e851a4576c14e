// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/why.h"

#include <algorithm>
#include <tuple>

#include "app/history.h"
#include "graph/weights.h"

namespace app {
namespace {

struct PairEvents {
  std::vector<graph::Event> events;
  std::vector<std::size_t> item;  // of each event
};

// The events by which each item entered this pair, as the fold took them in.
PairEvents events_between(const App& app, identity::Number me, identity::Number person,
                          const Gathered& all, const std::vector<Item>& items) {
  PairEvents pair;
  for (const Contact& c : all.contacts) {
    const identity::Number from = app.state.people.person_of(c.from),
                           to = app.state.people.person_of(c.to);
    if (!((from == me && to == person) || (from == person && to == me))) continue;
    const auto item =
        std::find_if(items.begin(), items.end(), [&](const Item& i) { return i.seq == c.seq; });
    if (item == items.end()) continue;
    const auto second = static_cast<std::uint32_t>(base::micros(c.at) / 1'000'000);
    const auto at = static_cast<std::size_t>(item - items.begin());
    const float weight = graph::weight(c.kind);
    pair.events.push_back({second, from, to, c.recipients, weight});
    pair.item.push_back(at);
    if (goes_both_ways(c.kind)) {
      pair.events.push_back({second + 1, to, from, c.recipients, weight});
      pair.item.push_back(at);
    }
  }
  return pair;
}

}  // namespace

base::Result<Why> why(App& app, identity::Number person, std::size_t foretell) {
  TRY(const identity::Number me, owner_of(app));
  if (person == me) return base::fail(base::Code::kInvalid, "this is you");
  const double day = base::days_since_epoch(app.moment.at);
  Why why;
  why.relation = relation(app, me, person);
  why.factors = graph::explain(app.state.ties, me, person, day);
  TRY(std::vector<Item> items, history_of(app, person, store::WithText::kYes));
  TRY(const Gathered all, gather(*ledger_of(app), app.until, &app.state.people.persons()));
  const PairEvents pair = events_between(app, me, person, all, items);
  const std::vector<double> shares = graph::memory_shares(pair.events, day);
  std::vector<MemoryItem> weights(items.size());
  for (std::size_t i = 0; i < shares.size(); ++i) {
    const bool to_me = pair.events[i].to == me;
    (to_me ? weights[pair.item[i]].to_me : weights[pair.item[i]].to_them) += shares[i];
    (to_me ? why.memory_to_me : why.memory_to_them) += shares[i];
  }
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (weights[i].to_me + weights[i].to_them == 0) continue;
    weights[i].seq = items[i].seq;
    weights[i].interaction = std::move(items[i].interaction);
    why.items.push_back(std::move(weights[i]));
  }
  std::sort(why.items.begin(), why.items.end(), [](const MemoryItem& a, const MemoryItem& b) {
    return std::tuple(-(a.to_me + a.to_them), b.interaction.at, a.seq) <
           std::tuple(-(b.to_me + b.to_them), a.interaction.at, b.seq);
  });
  for (std::size_t i = 0; i < std::min(foretell, why.items.size()); ++i) {
    const graph::Ties without = ties_without(all, why.items[i].seq);
    why.items[i].without = graph::strength(without, me, person, day).probability;
  }
  return why;
}

}  // namespace app
