// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/days.h"

#include <fmt/core.h>

#include <algorithm>
#include <map>

#include "app/exchanges.h"
#include "base/text.h"
#include "suggest/suggestion.h"

namespace app {
namespace {

using identity::Number;
using model::StatementKind;

constexpr std::size_t kMost = 5'000;
constexpr int kSomeLeapYear = 2000;  // so that a birthday tells no age

base::Time day_of(base::Time t) { return std::chrono::floor<std::chrono::days>(t); }

// "1980-03-21", "--03-21", "--0321" → that day of some leap year; nothing where it is no day.
std::optional<base::Time> birthday_in(std::string_view text) {
  std::string digits;
  if (text.size() > 10) text = text.substr(0, 10);
  for (const char c : text) {
    if (c >= '0' && c <= '9')
      digits += c;
    else if (c != '-')
      return std::nullopt;
  }
  if (text.starts_with("--") ? digits.size() != 4 : digits.size() != 8) return std::nullopt;
  const std::string month_day = digits.substr(digits.size() - 4);
  return base::parse_time(
      fmt::format("{}-{}-{}", kSomeLeapYear, month_day.substr(0, 2), month_day.substr(2)));
}

// The same as long as they are one person, whatever the order in which their handles came.
std::string lasting_id(const App& app, Number person) {
  std::string least;
  for (const Number n : app.state.people.identities_of(person)) {
    std::string id = base::print(app.state.people.at(n).id);
    if (least.empty() || id < least) least = std::move(id);
  }
  return least;
}

void add_promises(const App& app, std::vector<formats::DayEvent>& out) {
  const suggest::View view{app.state.people,  app.state.ties,     app.state.conversations,
                           app.state.answers, app.state.profiles, app.state.exchanges,
                           app.moment.at};
  for (const auto& said : app.state.profiles.said()) {
    const model::Statement& s = said.said.statement;
    if (s.kind != StatementKind::kPromise) continue;
    const auto day = base::parse_time(s.detail);
    const auto n = app.state.people.find(said.said.about);
    if (!day || !n) continue;
    const Number person = app.state.people.person_of(*n);
    if (view.said("promise", person).done >= std::max(s.at, *day)) continue;
    out.push_back({fmt::format("promise-{}-{}@rapport", base::print(said.said.about), said.seq),
                   fmt::format("Promised {}: {}", app.state.people.name(person), s.value),
                   day_of(*day), s.at, false});
  }
}

// Those of both sides, until they are kept or let go.
void add_exchanged_promises(const App& app, std::vector<formats::DayEvent>& out) {
  for (const exchange::Course& c : app.state.exchanges.all()) {
    if (c.what.kind != model::ExchangeKind::kPromise || c.what.due == base::Time{} ||
        exchange::is_over(exchange::stage_of(c, app.moment.at)))
      continue;
    const auto maker = person_in(app, c, model::Part::kMaker),
               taker = person_in(app, c, model::Part::kTaker);
    if (!maker && !taker) continue;
    out.push_back(
        {"promise-" + base::print(c.id) + "@rapport",
         maker ? fmt::format("{} promised: {}", app.state.people.name(*maker), c.what.about)
               : fmt::format("Promised {}: {}", app.state.people.name(*taker), c.what.about),
         day_of(c.what.due), c.what.at, false});
  }
}

void add_put_off(const App& app, std::vector<formats::DayEvent>& out) {
  app.state.answers.each_put_off(
      app.moment.at, [&](std::string_view name, const model::IdentityId& about, base::Time until) {
        const suggest::Rule* rule = suggest::find_rule(name);
        const auto n = app.state.people.find(about);
        if (rule == nullptr || !n) return;
        std::string word(name);
        std::replace(word.begin(), word.end(), ' ', '_');
        // When it was put off is not known here: the day is what was last said of it.
        out.push_back({fmt::format("later-{}-{}@rapport", word, base::print(about)),
                       fmt::format("{} {}", rule->verb,
                                   app.state.people.name(app.state.people.person_of(*n))),
                       day_of(until), day_of(app.moment.at), false});
      });
}

void add_birthdays(const App& app, std::vector<formats::DayEvent>& out) {
  std::map<Number, base::Time> found;
  const auto take = [&](Number person, const model::Statement& s) {
    if (s.kind != StatementKind::kBirthday || person == app.state.people.owner()) return;
    if (const auto day = birthday_in(s.value)) found[person] = *day;
  };
  const auto profiles = app.index.profiles(app);
  for (const auto& [person, i] : profiles->by_person) {
    if (profiles->newest[i] != i) continue;
    for (const model::Statement& s : app.state.profiles.all()[i].said.statements) take(person, s);
  }
  // The owner's word is the last.
  for (const auto& said : app.state.profiles.said()) {
    if (const auto n = app.state.people.find(said.said.about))
      take(app.state.people.person_of(*n), said.said.statement);
  }
  const base::Time some_day =
      std::chrono::sys_days(std::chrono::year(kSomeLeapYear) / std::chrono::January / 1);
  for (const auto& [person, day] : found) {
    out.push_back({"birthday-" + lasting_id(app, person) + "@rapport",
                   app.state.people.name(person) + "’s birthday", day, some_day, true});
  }
}

}  // namespace

std::vector<formats::DayEvent> days(const App& app) {
  std::vector<formats::DayEvent> all;
  add_promises(app, all);
  add_exchanged_promises(app, all);
  add_put_off(app, all);
  if (all.size() < kMost) add_birthdays(app, all);
  if (all.size() > kMost) all.resize(kMost);
  std::sort(all.begin(), all.end(), [](const formats::DayEvent& a, const formats::DayEvent& b) {
    return std::tie(a.day, a.uid) < std::tie(b.day, b.uid);
  });
  return all;
}

}  // namespace app
