// Still so: somebody close needed something half a year ago, and nothing was said of it since.
// Approach:only of a steady tie in which both had their say, and lately: the question has its place in a talk
//         that goes on. One card, and none on a day on which one was done.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <optional>
#include <tuple>

#include "base/text.h"
#include "graph/strength.h"
#include "suggest/aging.h"
#include "suggest/keeping.h"
#include "suggest/suggestion.h"
#include "suggest/wording.h"

namespace suggest {
namespace {

using model::StatementKind;

constexpr const char* kName = "still so";
constexpr std::chrono::days kInTouch(60), kADay(1);

struct Need {
  base::Time at{};
  std::uint64_t seq = 0;
};

bool was_done_today(const View& view) {
  const auto done = view.answers.done(kName);
  return std::any_of(done.begin(), done.end(),
                     [&](base::Time at) { return view.now - at < kADay; });
}

bool is_close_and_in_touch(const View& view, Person person) {
  const Conversation* c = view.conversations.find(person);
  if (c == nullptr || c->to_me == 0 || c->to_them == 0) return false;
  return view.now - std::max(c->from_them, c->from_me) < kInTouch &&
         graph::band(view.ties, view.people.owner(), person, view.day()) >= graph::Band::kSteady;
}

void propose(const View& view, std::vector<Suggestion>& out) {
  const Person me = view.people.owner();
  if (me == identity::kNobody || was_done_today(view)) return;
  // Each need once, as it was last said.
  std::map<std::tuple<Person, StatementKind, std::string>, Need> newest;
  for (const auto& said : view.profiles.said()) {
    const model::Statement& s = said.said.statement;
    const auto n = view.people.find(said.said.about);
    if (!n || (s.kind != StatementKind::kNeed && s.kind != StatementKind::kGoal)) continue;
    Need& need = newest[{view.people.person_of(*n), s.kind, base::fold(s.value)}];
    need = std::max(need, Need{s.at, said.seq}, [](const Need& a, const Need& b) {
      return std::tie(a.at, a.seq) < std::tie(b.at, b.seq);
    });
  }
  const auto keeps = keepings(view.people, view.profiles);
  std::optional<Suggestion> best;
  for (const auto& [whose, need] : newest) {
    const auto& [person, kind, value] = whose;
    if (person == me || !is_aged(kind, need.at, view.now)) continue;
    const auto keeping = keeps.find(person);
    if (keeping != keeps.end() && keeping->second == model::Keeping::kNo) continue;
    const Answer said = view.said(kName, person);
    if (Answers::rests(said, view.now) || view.now - said.done < kStillSoFor) continue;
    if (!is_close_and_in_touch(view, person)) continue;
    const double weight = graph::strength(view.ties, me, person, view.day()).probability;
    if (best && best->weight >= weight) continue;
    best = {nullptr, person, weight, {need.seq}, true};
  }
  if (best) out.push_back(std::move(*best));
}

Words say(const View& view, const Suggestion& it, std::span<const model::Interaction>) {
  Words words;
  for (const auto& said : view.profiles.said()) {
    if (said.seq != it.entries.front()) continue;
    const model::Statement& s = said.said.statement;
    const bool need = s.kind == StatementKind::kNeed;
    words.reason = fmt::format("On {} you noted what {} {}: “{}”. Nothing was said of it since.",
                               base::print_day(s.at), view.people.name(it.about),
                               need ? "needs" : "aims at", s.value);
    words.subject = topic(s.value);
    words.first_line = greeting(view.people, it.about) +
                       fmt::format(" last I heard {} {}. Is that still so, or is it settled?",
                                   need ? "you needed" : "you aimed at", s.value);
  }
  return words;
}

}  // namespace

extern const Rule kStillSo;
const Rule kStillSo = {"still so", "Ask what is still so of", propose, say};

}  // namespace suggest
