// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/wall.h"

#include <fmt/core.h>

#include <algorithm>
#include <tuple>

#include "app/exchanges.h"
#include "app/person.h"
#include "base/text.h"
#include "exchange/wall.h"
#include "suggest/wording.h"

namespace app {

using exchange::Course;
using exchange::StepKind;

base::Result<Wall> wall(const App& app, std::string_view after) {
  Wall all;
  for (const Course& c : app.state.exchanges.all()) {
    const exchange::TakenStep* agreed = exchange::shown(c);
    if (agreed == nullptr || agreed->step.at > app.moment.at) continue;
    if (const auto who = person_in(app, c, agreed->step.by)) all.list.push_back({&c, agreed, *who});
  }
  std::sort(all.list.begin(), all.list.end(), [](const SaidAloud& a, const SaidAloud& b) {
    return std::tuple(a.agreed->step.at, a.agreed->seq) >
           std::tuple(b.agreed->step.at, b.agreed->seq);
  });
  if (after.empty()) return all;
  const auto last = std::find_if(all.list.begin(), all.list.end(), [&](const SaidAloud& one) {
    return base::print(one.course->id) == after;
  });
  if (last == all.list.end())
    return base::fail(base::Code::kInvalid, "this page is no longer here: begin with the first");
  all.from = static_cast<std::size_t>(last - all.list.begin()) + 1;
  return all;
}

ExchangeLetter letter_for_wall(const App& app, const Course& c, std::string words) {
  ExchangeLetter letter;
  const exchange::Step* thanks = c.last(StepKind::kThanked);
  const auto who = thanks == nullptr ? std::nullopt : person_in(app, c, thanks->by);
  if (!who) return letter;
  const identity::Number me = app.state.people.owner();
  letter.to = {*who};
  if (std::string address = mail_address(app, *who); !address.empty())
    letter.addresses.push_back(std::move(address));
  letter.subject = "May I say this aloud?";
  letter.text = fmt::format(
      "{} I would like to thank you where others hear it, too: on a page that I show at our "
      "meetings. It would say this, with your name and the day, and nothing else:\n\n“{}”\n\nMay "
      "I? "
      "A no is fine, and so is no answer: then it is not shown.\n\n{}\n",
      suggest::greeting(app.state.people, *who), words,
      me == identity::kNobody ? "" : app.state.people.name(me));
  letter.done = exchange::Move{StepKind::kAskedToShow, thanks->by};
  letter.quoted = std::move(words);
  return letter;
}

std::string words_for_wall(const App& app, const Course& c) {
  const std::string words = exchange::words_to_show(c);
  std::string_view rest = base::trim(words);
  const identity::Number me = app.state.people.owner();
  const std::string name = me == identity::kNobody ? "" : app.state.people.name(me);
  if (!name.empty() && rest.ends_with("\n" + name)) rest.remove_suffix(name.size());
  return std::string(base::trim(rest));
}

}  // namespace app
