// SPDX-License-Identifier: AGPL-3.0-or-later
#include "suggest/rules/dues.h"

#include <set>

namespace suggest {

void propose_due(const View& view, exchange::DueKind kind, const char* rule,
                 std::vector<Suggestion>& out) {
  std::set<Person> people;
  for (const Suggestion& s : out) people.insert(s.about);
  for (const exchange::Due& due : view.dues()) {
    if (due.kind != kind) continue;
    const auto n = view.people.find(due.whom);
    if (!n) continue;
    const Person person = view.people.person_of(*n);
    if (view.said(rule, person).done >= due.since) continue;
    if (!people.insert(person).second) continue;
    out.push_back(
        {nullptr, person, base::days(view.now - due.since), {due.course->seq}, true, due});
  }
}

std::string name_of(const View& view, const exchange::Course& course, exchange::Part part) {
  const auto who = course.who(part);
  const auto n = who ? view.people.find(*who) : std::nullopt;
  return n ? view.people.name(view.people.person_of(*n)) : "somebody";
}

}  // namespace suggest
