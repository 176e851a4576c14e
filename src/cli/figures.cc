// count, channels, mirror: figures of the whole book.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/core.h>

#include "api/figures_json.h"
#include "cli/command.h"
#include "cli/relation.h"

namespace cli {
namespace {

std::string many(std::uint64_t n, const char* one, const char* several) {
  return fmt::format("{} {}", n, n == 1 ? one : several);
}

void print_reflection(Console& console, const char* name, const app::Reflection& r) {
  console.line();
  const std::string before = r.before ? fmt::format("  (a year before: {:.2f})", *r.before) : "";
  console.line(fmt::format("{}  {}{}", console.tone(Tone::kStrong, name),
                           r.value ? fmt::format("{:.2f}", *r.value) : "nothing to count yet",
                           console.tone(Tone::kSoft, before)));
  console.line(wrap(r.of, 90, "  "));
  for (const auto& [what, count] : r.counts) {
    std::string words = what;
    for (char& c : words) c = c == '_' ? ' ' : c;
    console.line(console.tone(Tone::kSoft, fmt::format("  {:>7}  {}", count, words)));
  }
}

}  // namespace

base::Result<void> run_count(Session& session, const Words& words) {
  TRY(const app::Count count, app::count(*session.app));
  if (words.json) {
    print_json(session, api::count_json(*session.app, count));
    return {};
  }
  say_moment(session);
  session.console.line(fmt::format("You have {}. {} real. {} slipping. You owe {} a thank-you.",
                                   many(count.connections, "connection", "connections"),
                                   many(count.real, "is", "are"), many(count.slipping, "is", "are"),
                                   many(count.owed, "person", "people")));
  return {};
}

base::Result<void> run_channels(Session& session, const Words& words) {
  TRY(const app::Channels channels, app::channels(*session.app));
  if (words.json) {
    print_json(session, api::channels_json(channels));
    return {};
  }
  say_moment(session);
  if (channels.list.empty()) {
    session.console.line("No word with a real tie in the last two years.");
    return {};
  }
  session.console.line("Where your real ties are, and where they answered, in two years:");
  Table table({{"", Table::Align::kLeft, 20},
               {"real ties", Table::Align::kRight},
               {"you wrote", Table::Align::kRight},
               {"answered", Table::Align::kRight},
               {"half within", Table::Align::kRight}});
  for (const app::ChannelUse& use : channels.list) {
    const double share =
        use.sent == 0 ? 0 : static_cast<double>(use.answered) / static_cast<double>(use.sent);
    table.row({model::word(use.channel), std::to_string(use.real_ties), std::to_string(use.sent),
               use.sent == 0 ? "" : percent(share),
               use.median_answer_hours ? fmt::format("{:.1f} h", *use.median_answer_hours) : ""},
              Tone::kStrong);
  }
  table.print(session.console);
  return {};
}

base::Result<void> run_mirror(Session& session, const Words& words) {
  TRY(const app::Mirror mirror, app::mirror(*session.app));
  if (words.json) {
    print_json(session, api::mirror_json(*session.app, mirror));
    return {};
  }
  say_moment(session);
  session.console.line("Of the last year, from your own record, for nobody but you:");
  print_reflection(session.console, "Generous", mirror.generous);
  print_reflection(session.console, "Other-centred", mirror.other_centred);
  print_reflection(session.console, "Helpful", mirror.helpful);
  return {};
}

}  // namespace cli
