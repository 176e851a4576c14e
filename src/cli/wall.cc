// wall: the thanks that are said aloud.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/wall.h"

#include <fmt/core.h>

#include <algorithm>

#include "api/wall_json.h"
#include "base/text.h"
#include "cli/command.h"

namespace cli {
namespace {

constexpr std::size_t kShownOfAnId = 8, kMostShown = 200;

}  // namespace

base::Result<void> run_wall(Session& session, const Words& words) {
  const app::App& app = *session.app;
  TRY(const app::Wall all, app::wall(app));
  if (words.json) {
    print_json(session, api::wall_json(app, all, kMostShown));
    return {};
  }
  Console& console = session.console;
  say_moment(session);
  for (std::size_t i = 0; i < std::min(kMostShown, all.list.size()); ++i) {
    const app::SaidAloud& said = all.list[i];
    console.line(
        fmt::format("  {}  {}  {}",
                    console.tone(Tone::kSoft, base::print(said.course->id).substr(0, kShownOfAnId)),
                    show_name(app, said.who), base::print_day(said.agreed->step.at)));
    for (const std::string_view line : base::split(said.agreed->step.words, '\n'))
      console.line("    " + safe(line));
  }
  if (all.list.size() > kMostShown)
    console.line(fmt::format("… and {} more", all.list.size() - kMostShown));
  if (all.list.empty())
    console.line(
        "Nothing is said aloud. Where somebody was thanked, `rapport compose ID` drafts the "
        "question; `rapport step ID shown --say WORDS` notes to which words they agreed.");
  return {};
}

}  // namespace cli
