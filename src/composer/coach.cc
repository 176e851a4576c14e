// SPDX-License-Identifier: AGPL-3.0-or-later
#include "composer/coach.h"

#include <algorithm>

namespace composer {

std::vector<Advice> all_advice(const Draft& draft) {
  const Reading reading = read(draft);
  std::vector<Advice> all;
  for (const Rule* rule : rules()) {
    if (reading.language != Language::kEnglish && !rule->every_language) continue;
    const std::size_t before = all.size();
    rule->find(reading, all);
    for (std::size_t i = before; i < all.size(); ++i) all[i].rule = rule->name;
  }
  std::stable_sort(all.begin(), all.end(),
                   [](const Advice& a, const Advice& b) { return a.severity < b.severity; });
  return all;
}

std::vector<Advice> coach(const Draft& draft) {
  std::vector<Advice> all = all_advice(draft);
  if (all.size() > kMostAdvice) all.resize(kMostAdvice);
  return all;
}

bool is_sound(std::span<const Advice> advice) {
  return std::all_of(advice.begin(), advice.end(),
                     [](const Advice& a) { return a.severity == Severity::kHint; });
}

const char* word(Severity severity) {
  return severity == Severity::kStop ? "stop" : severity == Severity::kMend ? "mend" : "hint";
}

}  // namespace composer
