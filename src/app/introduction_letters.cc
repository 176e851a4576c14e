// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/introduction_letters.h"

#include <fmt/core.h>

#include <algorithm>

#include "app/exchanges.h"
#include "app/facts.h"
#include "app/person.h"
#include "base/text.h"
#include "suggest/suggestion.h"

namespace app {
namespace {

using exchange::Course;
using exchange::Part;
using identity::Number;
using model::StatementKind;

constexpr std::size_t kShortestWord = 3;  // of a name, that gives somebody away

Part other_of(Part part) { return part == Part::kFirst ? Part::kSecond : Part::kFirst; }

// What by itself leads to somebody: each word of their names, their handles, where they work.
std::vector<std::string> marks_of(const App& app, Number person) {
  std::vector<std::string> marks;
  const auto add = [&](std::string_view text) {
    if (text.size() >= kShortestWord) marks.push_back(base::fold(text));
  };
  for (const std::string& name : app.state.people.names(person)) {
    for (const std::string_view word : base::split(name, ' ')) add(word);
  }
  for (const Number n : app.state.people.identities_of(person)) {
    const std::string& handle = app.state.people.at(n).handle.text;
    add(handle);
    if (const std::size_t at = handle.find('@'); at != std::string::npos)
      add(handle.substr(at + 1));
  }
  for (const StatedFact& f : facts_of(app, person))
    if (f.statement.kind == StatementKind::kWorksAt) add(f.statement.value);
  return marks;
}

// "Al" is not in "also".
bool gives_away(const std::string& folded, const std::vector<std::string>& marks) {
  return std::any_of(marks.begin(), marks.end(), [&](const std::string& mark) {
    return base::find_words(folded, mark) != std::string::npos;
  });
}

// "somebody who does tax law", from what is known and gives nobody away.
std::string gist_of(const App& app, Number person) {
  const std::vector<std::string> marks = marks_of(app, person);
  std::string best;
  for (const StatedFact& f : facts_of(app, person)) {
    const model::Statement& s = f.statement;
    std::string gist;
    if (s.kind == StatementKind::kSkill) gist = "somebody who does " + s.value;
    if (s.kind == StatementKind::kOffer) gist = "somebody who offers " + s.value;
    if (s.kind == StatementKind::kNeed) gist = "somebody who needs " + s.value;
    if (s.kind == StatementKind::kWorksAt && !s.detail.empty())
      gist = "somebody who works as " + s.detail;
    if (gist.empty() || !f.holds || gives_away(base::fold(gist), marks)) continue;
    if (s.kind == StatementKind::kSkill) return gist;
    if (best.empty()) best = gist;
  }
  return best.empty() ? "somebody I think well of" : best;
}

std::string hello(const App& app, Number person) {
  const std::string first = suggest::first_name(app.state.people, person);
  return first.empty() ? "Hello," : "Hello " + first + ",";
}

std::string own_name(const App& app) {
  const Number me = app.state.people.owner();
  return me == identity::kNobody ? "" : app.state.people.name(me);
}

}  // namespace

IntroductionLetter asking_letter(const App& app, const Course& c, Part to) {
  const auto whom = person_in(app, c, to), other = person_in(app, c, other_of(to));
  IntroductionLetter letter;
  if (!whom || !other) return letter;
  letter.to = {*whom};
  if (const std::string address = mail_address(app, *whom); !address.empty())
    letter.addresses.push_back(address);
  letter.subject = "May I introduce somebody to you?";
  const std::vector<std::string> marks = marks_of(app, *other);
  const bool may_say = !c.what.about.empty() && !gives_away(base::fold(c.what.about), marks);
  letter.text = fmt::format(
      "{}\n\nI know {}, and I think that you two might be of use to each other.{}\n\n"
      "If you would like to meet, say yes; if both of you do, I bring you together. A no is fine, "
      "and so is no answer: I tell nobody.\n\n{}\n",
      hello(app, *whom), gist_of(app, *other), may_say ? " It is about " + c.what.about + "." : "",
      own_name(app));
  return letter;
}

IntroductionLetter joining_letter(const App& app, const Course& c) {
  const auto first = person_in(app, c, Part::kFirst), second = person_in(app, c, Part::kSecond);
  IntroductionLetter letter;
  if (!first || !second) return letter;
  const auto name = [&](Number n) { return app.state.people.name(n); };
  const auto short_name = [&](Number n) {
    const std::string one = suggest::first_name(app.state.people, n);
    return one.empty() ? name(n) : one;
  };
  for (const Number n : {*first, *second}) {
    letter.to.push_back(n);
    if (const std::string address = mail_address(app, n); !address.empty())
      letter.addresses.push_back(address);
  }
  letter.subject = fmt::format("{}, meet {}", short_name(*first), short_name(*second));
  const std::string works_first = works_at(app, *first), works_second = works_at(app, *second);
  const auto whoever = [](const std::string& who, const std::string& works) {
    return works.empty() ? who : who + " (" + works + ")";
  };
  letter.text = fmt::format(
      "{}, meet {}.\n{}, meet {}.\n\n{}\n\nYou both said that you would like to meet. I leave you "
      "to it.\n\n{}\n",
      short_name(*first), whoever(name(*second), works_second), short_name(*second),
      whoever(name(*first), works_first),
      c.what.words.empty() ? "I think that you two might be of use to each other." : c.what.words,
      own_name(app));
  return letter;
}

base::Result<void> keeps_the_secret(const App& app, const Course& c, Part to,
                                    std::string_view text) {
  const auto other = person_in(app, c, other_of(to));
  if (!other || !gives_away(base::fold(text), marks_of(app, *other))) return {};
  return base::fail(base::Code::kInvalid,
                    "this tells who the other one is, by a name, an address or a firm: before both "
                    "said yes neither is to know");
}

}  // namespace app
