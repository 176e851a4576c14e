// Pressure: haste, guilt and reminders.
// Approach:silent where it is said that there is none: "nothing urgent", "no need to answer by Friday".
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "composer/coach.h"

namespace composer {
namespace {

const Phrases kPressure{
    "asap",
    "urgent|urgently",
    "as soon as possible",
    "following|follow up again|once",
    "circling back",
    "bumping|bump this|my|it|up|the",
    "any update|updates|news on|yet",
    "did|have you see|seen|get|got|read|receive|received my "
    "last|previous|earlier|first|email|message|mail|note|two|three",
    "owe|owes me",
    "after all i|we|the|i've|we've",
    "counting|relying|depending on you",
    "my|our last|only hope|chance|resort",
    "be|was|am|is|feel|felt disappointed|hurt|offended",
    "let me|us down",
    "haven't|have not|not|never heard back|from|anything",
    "second|third|fourth|last time|reminder|attempt|try|email|message|chance",
    "the least you",
    "before it's too",
    "end of day|business|today",
    "eod|cob",
    "need|needs an|your|the? answer|reply|decision|response by|today|now|tomorrow|before|asap",
    "by tomorrow|tonight|today|noon",
    "immediately|right away|at once",
    "surely you|it|that",
    "you never|still haven't|answered|replied|have",
    "you promised|said you",
    "gentle|friendly|quick|just|another reminder|nudge",
    "reply|answer|respond|confirm today|now|asap|immediately|tomorrow|by",
    "thought we were",
    "expected|expect you|better",
    "i'd do|have the|done same",
    "i would do the",
    "without you i|we",
    "if you don't|do not|can't help|we|i|do|introduce|reply|answer",
    "no excuse",
    "please hurry",
    "hurry up",
    "straight away",
    "need|want this|it * today|now|tonight|tomorrow",
    "deadline is"};
const Phrases kNone{
    "no|not|nothing|isn't|never|without|hardly|don't|none|needn't|neither|nor * "
    "urgent|urgency|rush|hurry|asap|urgently|reminder|right|immediately|possible|today|tomorrow|"
    "answer|reply|deadline|counting|disappointed|hurt|offended|owe",
    "won't|wouldn't|not be? disappointed|hurt|offended",
    "if you don't|can't have|find|know|fancy|mind", "haven't heard from them|him|her",
    "their|his|her|your deadline"};

void find(const Reading& r, std::vector<Advice>& out) {
  if (r.draft.kind == Kind::kThanks || r.draft.kind == Kind::kBlurb) return;
  for (const Sentence& sentence : r.sentences) {
    const auto phrase = kPressure.find(r.words, sentence.words);
    if (!phrase || r.has(sentence, kNone) || sentence.easy_no) continue;
    out.push_back({"", Severity::kMend, r.range(*phrase),
                   "This pushes, and people who are pushed step back.",
                   "Say when you need it and why, once; leave out whose turn it is."});
    return;
  }
}

}  // namespace

extern const Rule kPressure;
const Rule kPressure = {"pressure", "haste, guilt, reminders", false, find};

}  // namespace composer
