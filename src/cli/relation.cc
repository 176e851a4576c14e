// SPDX-License-Identifier: AGPL-3.0-or-later
#include "cli/relation.h"

#include <fmt/core.h>

#include <cmath>

#include "suggest/wording.h"

namespace cli {

std::string ago(const app::App& app, const app::Relation& r) {
  const std::string span = base::print_ago(app.moment.at - r.last);
  return span == "today" ? span : span + " ago";
}

std::string usual_gap(const app::Relation& r) { return suggest::rhythm_of(r.usual_gap_days); }

std::string remark(const app::Relation& r) {
  if (r.dormant) return "rests";
  if (r.slipping) return "slipping";
  return r.rising ? "rising" : "";
}

std::string percent(double p) {
  if (p < .01) return "< 1 %";
  return fmt::format("{} %", std::lround(100 * p));
}

}  // namespace cli
