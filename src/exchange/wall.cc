// SPDX-License-Identifier: AGPL-3.0-or-later
#include "exchange/wall.h"

#include <algorithm>

namespace exchange {
namespace {

// What was last said of showing these thanks.
const TakenStep* last_word(const Course& c) {
  const Step* thanks = c.last(StepKind::kThanked);
  if (thanks == nullptr) return nullptr;
  const auto at = std::find_if(c.steps.rbegin(), c.steps.rend(), [&](const TakenStep& s) {
    return is_of_wall(s.step.kind) && s.step.by == thanks->by;
  });
  return at == c.steps.rend() ? nullptr : &*at;
}

// With these words, since somebody last said something.
const Step* open_question(const Course& c, const std::string& words) {
  for (auto s = c.steps.rbegin(); s != c.steps.rend(); ++s) {
    if (s->step.kind == StepKind::kShown || s->step.kind == StepKind::kHidden) return nullptr;
    if (s->step.kind == StepKind::kAskedToShow && s->step.words == words) return &s->step;
  }
  return nullptr;
}

}  // namespace

bool is_of_wall(StepKind kind) {
  return kind == StepKind::kAskedToShow || kind == StepKind::kShown || kind == StepKind::kHidden;
}

const TakenStep* shown(const Course& c) {
  const Step* thanks = c.last(StepKind::kThanked);
  if (thanks == nullptr) return nullptr;
  for (auto s = c.steps.rbegin(); s != c.steps.rend(); ++s) {
    if (s->step.by != thanks->by) continue;
    if (s->step.kind == StepKind::kHidden) return nullptr;
    if (s->step.kind == StepKind::kShown) return &*s;
  }
  return nullptr;
}

const Step* asked_to_show(const Course& c) {
  const TakenStep* last = last_word(c);
  return last != nullptr && last->step.kind == StepKind::kAskedToShow ? &last->step : nullptr;
}

std::string words_to_show(const Course& c) {
  if (const TakenStep* last = last_word(c); last != nullptr && !last->step.words.empty())
    return last->step.words;
  const Step* thanks = c.last(StepKind::kThanked);
  return thanks == nullptr ? "" : thanks->words;
}

std::string objection_to_wall(const Course& c, const Step& wanted) {
  const TakenStep* last = last_word(c);
  const bool hidden = last != nullptr && last->step.kind == StepKind::kHidden;
  if (wanted.kind == StepKind::kHidden)
    return last == nullptr ? "nobody was asked yet, and nothing is shown"
           : hidden        ? "it is not shown"
                           : "";
  const TakenStep* now_shown = shown(c);
  if (now_shown != nullptr && now_shown->step.words == wanted.words)
    return "they agreed to these words already";
  if (wanted.kind == StepKind::kShown) return "";
  if (hidden) return "it is not to be shown: they are asked no more";
  const Step* asked = open_question(c, wanted.words);
  return asked == nullptr || wanted.at >= asked->at + kAskToShowAgain ? ""
                                                                      : "they were asked already";
}

}  // namespace exchange
