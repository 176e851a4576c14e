// SPDX-License-Identifier: AGPL-3.0-or-later
#include <array>

#include "suggest/suggestion.h"

namespace suggest {

extern const Rule kThank;
extern const Rule kAnswer;
extern const Rule kPromise;
extern const Rule kReport;
extern const Rule kClarify;
extern const Rule kBringTogether;
extern const Rule kFollowUp;
extern const Rule kReciprocate;
extern const Rule kWatch;
extern const Rule kAskAgain;
extern const Rule kRemind;
extern const Rule kReachOut;
extern const Rule kStillSo;

namespace {
constexpr std::array kRules = {&kThank,         &kAnswer,   &kPromise,     &kReport, &kClarify,
                               &kBringTogether, &kFollowUp, &kReciprocate, &kWatch,  &kAskAgain,
                               &kRemind,        &kReachOut, &kStillSo};
}  // namespace

std::span<const Rule* const> rules() { return kRules; }

const Rule* find_rule(std::string_view name) {
  for (const Rule* rule : kRules) {
    if (name == rule->name) return rule;
  }
  return nullptr;
}

}  // namespace suggest
