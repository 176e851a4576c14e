// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/find_person.h"

#include <algorithm>
#include <tuple>

#include "graph/strength.h"

namespace app {

base::Result<Found> find_person(const App& app, std::string_view name) {
  const identity::Directory& people = app.state.people;
  const auto names = app.index.names(app);
  std::vector<identity::Match> matches = names->find(name);
  std::sort(matches.begin(), matches.end(), [&](const auto& a, const auto& b) {
    return std::tuple(-a.quality, names->place(a.person)) <
           std::tuple(-b.quality, names->place(b.person));
  });
  if (matches.empty()) {
    return base::fail(base::Code::kNotFound, "nobody here is called “" + std::string(name) + "”");
  }
  const auto whole =
      std::count_if(matches.begin(), matches.end(), [](const auto& m) { return m.quality == 3; });
  if (whole == 1 || matches.size() == 1) return Found{matches.front().person, {}};
  if (whole > 1) std::erase_if(matches, [](const auto& m) { return m.quality < 3; });
  Found found;
  for (const identity::Match& m : matches) found.candidates.push_back(m.person);
  const identity::Number me = people.owner();
  if (me != identity::kNobody) {
    const double day = base::days_since_epoch(app.moment.at);
    const auto nearness = [&](identity::Number n) {
      return n == me ? 1.0 : graph::strength(app.state.ties, me, n, day).probability;
    };
    std::stable_sort(
        found.candidates.begin(), found.candidates.end(),
        [&](identity::Number a, identity::Number b) { return nearness(a) > nearness(b); });
  }
  return found;
}

}  // namespace app
