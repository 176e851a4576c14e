// SPDX-License-Identifier: AGPL-3.0-or-later
#include <array>

#include "suggest/suggestion.h"

namespace suggest {

extern const Rule kThank;
extern const Rule kAnswer;
extern const Rule kPromise;
extern const Rule kReciprocate;
extern const Rule kReachOut;

namespace {
constexpr std::array<const Rule*, 5> kRules = {&kThank, &kAnswer, &kPromise, &kReciprocate,
                                               &kReachOut};
}  // namespace

std::span<const Rule* const> rules() { return kRules; }

const Rule* find_rule(std::string_view name) {
  for (const Rule* rule : kRules) {
    if (name == rule->name) return rule;
  }
  return nullptr;
}

}  // namespace suggest
