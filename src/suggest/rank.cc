// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>
#include <set>

#include "suggest/suggestion.h"

namespace suggest {
namespace {

constexpr std::size_t kMostOfOneRule = 3;

}  // namespace

std::vector<Suggestion> proposals(const View& view, const Rule& rule) {
  std::vector<Suggestion> all;
  rule.propose(view, all);
  std::erase_if(all, [&](const Suggestion& s) {
    return Answers::rests(view.said(rule.name, s.about), view.now);
  });
  for (Suggestion& s : all) s.rule = &rule;
  std::sort(all.begin(), all.end(), [&](const Suggestion& a, const Suggestion& b) {
    if (a.weight != b.weight) return a.weight > b.weight;
    return view.people.handle(a.about) < view.people.handle(b.about);
  });
  return all;
}

Answer View::said(std::string_view rule, Person about) const {
  Answer all;
  for (const identity::Number n : people.identities_of(about)) {
    const Answer one = answers.find(rule, people.at(n).id);
    all.done = std::max(all.done, one.done);
    all.later = std::max(all.later, one.later);
    all.refused = std::max(all.refused, one.refused);
    all.refusals += one.refusals;
  }
  return all;
}

const std::vector<exchange::Due>& View::dues() const {
  if (!looked_for) looked_for = exchange::dues(exchanges, model::IdentityId{}, now);
  return *looked_for;
}

std::vector<Suggestion> rank(const View& view) {
  std::vector<Suggestion> chosen, spare;
  std::set<Person> people;  // one card a person: the heaviest debt speaks
  for (const Rule* rule : rules()) {
    std::size_t taken = 0;
    for (Suggestion& s : proposals(view, *rule)) {
      if (chosen.size() + spare.size() >= 3 * kMostCards) break;
      if (!people.insert(s.about).second) continue;
      (taken++ < kMostOfOneRule ? chosen : spare).push_back(std::move(s));
    }
  }
  // Where the rules together leave room, the rest of the longer ones fills it.
  if (chosen.size() > kMostCards) chosen.resize(kMostCards);
  for (Suggestion& s : spare) {
    if (chosen.size() < kMostCards) chosen.push_back(std::move(s));
  }
  const auto debt = [](const Suggestion& s) {
    const auto all = rules();
    return std::find(all.begin(), all.end(), s.rule) - all.begin();
  };
  std::stable_sort(chosen.begin(), chosen.end(),
                   [&](const Suggestion& a, const Suggestion& b) { return debt(a) < debt(b); });
  return chosen;
}

std::string first_name(const identity::Directory& people, Person person) {
  const std::string name = people.name(person);
  if (name.find('@') != std::string::npos) return "";
  return name.substr(0, name.find(' '));
}

}  // namespace suggest
