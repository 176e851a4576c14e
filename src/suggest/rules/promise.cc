// Promise: you said that you would do something, and its day has come.
// Approach:a promise without a day comes up after a week. It stays until it is done.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/core.h>

#include <algorithm>

#include "suggest/rules/dues.h"
#include "suggest/wording.h"

namespace suggest {
namespace {

constexpr std::chrono::days kWithoutADay(7);

base::Time due(const model::Statement& promise) {
  if (const auto day = base::parse_time(promise.detail)) return *day;
  return promise.at + kWithoutADay;
}

void propose(const View& view, std::vector<Suggestion>& out) {
  propose_due(view, exchange::DueKind::kPromise, "promise", out);
  for (const auto& said : view.profiles.said()) {
    const model::Statement& s = said.said.statement;
    if (s.kind != model::StatementKind::kPromise) continue;
    const auto n = view.people.find(said.said.about);
    if (!n || s.at > view.now || due(s) > view.now) continue;
    const Person person = view.people.person_of(*n);
    if (view.said("promise", person).done >= std::max(s.at, due(s))) continue;
    const auto same = [&](const Suggestion& o) { return o.about == person; };
    if (std::any_of(out.begin(), out.end(), same)) continue;  // the first one said
    const double days = static_cast<double>((view.now - due(s)).count()) / 86'400e6;
    out.push_back({nullptr, person, days, {said.seq}, true});
  }
}

Words in_words(const View& view, const Suggestion& it, const std::string& what, base::Time at,
               base::Time by) {
  Words words;
  words.reason =
      fmt::format("On {} you promised {}: “{}”{}.", base::print_day(at), view.people.name(it.about),
                  what, by == base::Time{} ? "" : ", by " + base::print_day(by));
  words.subject = topic(what);
  words.first_line = greeting(view.people, it.about) + fmt::format(" as promised: {}.", what);
  return words;
}

Words say(const View& view, const Suggestion& it, std::span<const model::Interaction>) {
  if (it.due) {
    const model::Exchange& e = it.due->course->what;
    return in_words(view, it, e.about, e.at, e.due);
  }
  for (const auto& said : view.profiles.said()) {
    if (said.seq != it.entries.front()) continue;
    const model::Statement& s = said.said.statement;
    return in_words(view, it, s.value, s.at, s.detail.empty() ? base::Time{} : due(s));
  }
  return {};
}

}  // namespace

extern const Rule kPromise;
const Rule kPromise = {"promise", "Keep your promise to", propose, say};

}  // namespace suggest
