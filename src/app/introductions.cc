// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/introductions.h"

#include <algorithm>
#include <array>

#include "app/fields.h"
#include "app/matches.h"
#include "app/relations.h"

namespace app {
namespace {

using identity::Number;

// "Tom Reyes needs property managers; Zoe Lind does property management".
std::string reason_of(const App& app, Number needs, Number gives, const Fit& fit) {
  const std::string both = app.state.people.name(needs) + " " + say(fit.need) + "; " +
                           app.state.people.name(gives) + " " + say(fit.offer);
  return fit.band < match::Band::kGood ? "perhaps: " + both : both;
}

std::string reason_of(const App& app, const graph::Introduction& i) {
  std::string who = i.broker == app.state.people.owner() ? "you" : app.state.people.name(i.broker);
  if (i.brokers == 1) return who + (who == "you" ? " know both" : " knows both");
  return who + " and " + std::to_string(i.brokers - 1) +
         (i.brokers == 2 ? " other know both" : " others know both");
}

struct Complementary {
  Number who = identity::kNobody;
  std::string reason;
};

// Of the owner's ties, the surest first.
std::vector<Complementary> complementary(const App& app, Number person, std::size_t want) {
  const Number me = app.state.people.owner();
  std::vector<Complementary> found;
  if (me == identity::kNobody) return found;
  WhoElse who;
  who.want = want;
  who.may = [&](Number other) {
    const suggest::Conversation* c = app.state.conversations.find(other);
    return other != me && c != nullptr && c->to_me != 0 && c->to_them != 0 &&
           app.state.ties.find(person, other) == graph::kNoPair;
  };
  const PersonMatches all = matches_of(app, person, who);
  std::vector<std::pair<const Fit*, bool>> thought;  // whether they help the person
  for (const Fit& fit : all.helpers) thought.emplace_back(&fit, true);
  for (const Fit& fit : all.helped) thought.emplace_back(&fit, false);
  std::stable_sort(thought.begin(), thought.end(),
                   [](const auto& a, const auto& b) { return a.first->score > b.first->score; });
  std::array<std::size_t, 2> each_way{};
  for (const auto& [fit, helps] : thought) {
    if (each_way[helps] == want) continue;
    const auto same = [&, them = fit->person](const Complementary& o) { return o.who == them; };
    if (std::any_of(found.begin(), found.end(), same)) continue;
    ++each_way[helps];
    found.push_back({fit->person, helps ? reason_of(app, person, fit->person, *fit)
                                        : reason_of(app, fit->person, person, *fit)});
  }
  return found;
}

}  // namespace

std::vector<Proposed> propose_introductions(App& app, graph::Node person, std::size_t want) {
  std::vector<Proposed> all;
  const Number me = app.state.people.owner();
  if (person >= app.state.ties.nodes()) return all;
  const auto weights = app.network.weights(app.state.ties, base::days_since_epoch(app.moment.at));
  for (Complementary& c : complementary(app, person, want)) {
    graph::Introduction i = graph::introduction(app.state.ties, *weights, person, c.who);
    if (i.brokers == 0) i.broker = me;  // who knows the one, and is told of the other
    all.push_back({i, std::move(c.reason)});
  }
  for (const graph::Introduction& i : introductions(app, person, want + all.size())) {
    if (all.size() >= want) break;
    if (i.who == me || std::any_of(all.begin(), all.end(),
                                   [&](const Proposed& p) { return p.introduction.who == i.who; }))
      continue;
    all.push_back({i, reason_of(app, i)});
  }
  return all;
}

}  // namespace app
