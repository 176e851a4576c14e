// Answer: somebody asked you something, directly, and has not heard from you since.
// Approach:a conversation whose last question is younger than your last word to that person is
//         settled. After two months a question is stale: to dig it up needs more than an answer.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/core.h>

#include "base/text.h"
#include "graph/strength.h"
#include "model/question.h"
#include "suggest/suggestion.h"
#include "suggest/wording.h"

namespace suggest {
namespace {

constexpr std::chrono::days kStale(60);

void propose(const View& view, std::vector<Suggestion>& out) {
  const Person me = view.people.owner();
  if (me == identity::kNobody) return;
  for (const auto& [person, c] : view.conversations.all()) {
    if (c.question_seq == 0 || c.from_me >= c.question || c.question > view.now) continue;
    if (view.now - c.question > kStale) continue;
    const Answer said = view.said("answer", person);
    if (said.done >= c.question) continue;
    // Whom you have written to comes before strangers, however loudly those ask.
    const double known = c.to_them > 0 ? 1.0 : 0.0;
    const double closeness = graph::strength(view.ties, me, person, view.day()).probability;
    out.push_back({nullptr, person, known + closeness, {c.question_seq}});
  }
}

Words say(const View& view, const Suggestion& it, std::span<const model::Interaction> entries) {
  const model::Interaction& asked = entries.front();
  Words words;
  const std::string question = model::first_question(asked.text);
  words.reason =
      fmt::format("{} asked on {}", view.people.name(it.about), base::print_day(asked.at));
  if (!question.empty()) words.reason += fmt::format(": “{}”", question);
  if (question.empty() && !asked.subject.empty())
    words.reason += fmt::format(", in “{}”", topic(asked.subject));
  const base::Micros open = view.now - asked.at;
  if (open >= std::chrono::days(1)) {
    words.reason += fmt::format("{} You have not answered for {}.", question.empty() ? "." : "",
                                base::print_ago(open));
  } else if (question.empty()) {
    words.reason += ".";
  }
  words.subject = reply_subject(asked.subject);
  words.first_line = greeting(view.people, it.about) + " thank you for your question. ";
  return words;
}

}  // namespace

extern const Rule kAnswer;
const Rule kAnswer = {"answer", "Answer", propose, say};

}  // namespace suggest
