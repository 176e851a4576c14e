// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/day_letter.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>

#include "app/today.h"
#include "base/text.h"

namespace app {
namespace {

constexpr std::size_t kColumns = 72, kLongestName = 40;

std::string wrapped(std::string_view text, std::string_view indent) {
  const std::string all = base::one_line(text);
  std::string out, line(indent);
  for (const std::string_view word : base::split(all, ' ')) {
    const bool fresh = line.size() == indent.size();
    if (!fresh && base::width(line) + 1 + base::width(word) > kColumns) {
      out += line + "\n";
      line = indent;
    } else if (!fresh) {
      line += ' ';
    }
    line += word;
  }
  return out + line + "\n";
}

std::string name_of(const App& app, identity::Number person) {
  return base::shorten(base::one_line(app.state.people.name(person)), kLongestName, true);
}

// Whom it is about, each once: by their first names, unless two bear the same one.
std::string names_in(const App& app, const std::vector<Card>& cards, std::size_t& count) {
  std::vector<identity::Number> people;
  for (const Card& card : cards) {
    if (std::find(people.begin(), people.end(), card.suggestion.about) == people.end())
      people.push_back(card.suggestion.about);
  }
  count = people.size();
  const auto first = [&](identity::Number n) {
    return base::shorten(base::one_line(suggest::first_name(app.state.people, n)), kLongestName,
                         true);
  };
  std::string names;
  for (const identity::Number n : people) {
    const bool alone = std::count_if(people.begin(), people.end(), [&](identity::Number other) {
                         return first(other) == first(n);
                       }) == 1;
    names +=
        (names.empty() ? "" : ", ") + (alone && !first(n).empty() ? first(n) : name_of(app, n));
  }
  return names;
}

std::string subject_of(const App& app, const std::vector<Card>& cards) {
  constexpr std::array kCounts = {"No people",    "One person",  "Two people",
                                  "Three people", "Four people", "Five people"};
  std::size_t count = 0;
  const std::string names = names_in(app, cards, count);
  return fmt::format("{} today: {}", kCounts.at(count), names);
}

}  // namespace

base::Result<std::optional<DayLetter>> day_letter(App& app, const DayLinks& links) {
  TRY(const std::vector<Card> cards, today(app, false));
  if (cards.empty()) return std::optional<DayLetter>();
  std::string text;
  if (app.moment.archive) {
    text += wrapped("Seen as of " + base::print_day(app.moment.at) +
                        ", when the last conversation in your book ended.",
                    "") +
            "\n";
  }
  for (const Card& card : cards) {
    text += wrapped(fmt::format("{}. {} {}", card.number, card.suggestion.rule->verb,
                                name_of(app, card.suggestion.about)),
                    "");
    text += wrapped(card.words.reason, "   ");
    text += wrapped("“" + card.words.first_line + "”", "   ") + "\n";
  }
  if (!links.today.empty())
    text += "To write, put off or leave one alone:\n" + links.today + "\n\n";
  if (!links.when.empty()) {
    text += "-- \n" + wrapped("This comes each day " + links.when +
                                  ", when there is something to say. It loads nothing and counts "
                                  "nothing.",
                              "");
  }
  if (!links.stop.empty()) text += "To stop it:\n" + links.stop + "\n";
  return std::optional(DayLetter{subject_of(app, cards), std::move(text)});
}

}  // namespace app
