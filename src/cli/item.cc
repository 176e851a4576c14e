// SPDX-License-Identifier: AGPL-3.0-or-later
#include "cli/item.h"

#include <fmt/core.h>

#include "app/direction.h"
#include "base/text.h"
#include "cli/console.h"

namespace cli {
const char* direction(const app::App& app, const model::Interaction& it, identity::Number person) {
  switch (app::direction_of(app, it, person)) {
    case app::Direction::kFromOwner:
      return "→";
    case app::Direction::kFromThem:
      return "←";
    case app::Direction::kBoth:
      return "↔";
    case app::Direction::kAmongOthers:
      return "·";
  }
  return "";
}

std::string title_of(const model::Interaction& it) {
  std::string title =
      it.subject.empty() ? base::shorten(base::one_line(it.text), 70, true) : it.subject;
  if (it.audience != model::Audience::kPersonal)
    title += fmt::format(" ({})", model::word(it.audience));
  return safe(title);
}

std::string kind_word(const model::Interaction& it) {
  return it.kind == model::Kind::kMessage ? "" : std::string(model::word(it.kind)) + ": ";
}

}  // namespace cli
