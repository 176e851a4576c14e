// why: what one tie is made of.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/why.h"

#include <fmt/core.h>

#include <algorithm>
#include <cstdlib>

#include "api/json.h"
#include "base/text.h"
#include "cli/command.h"
#include "cli/item.h"
#include "cli/relation.h"

namespace cli {
namespace {

void print_factors(Console& console, const graph::FactorReport& f) {
  console.line("Five factors, against the median of your ties:");
  for (const std::size_t i : f.order) {
    const double d = f.differences[i];
    console.line(
        fmt::format("  {:<12} {}", graph::kFactors[i],
                    console.tone(d >= 0 ? Tone::kGood : Tone::kWarn, fmt::format("{:+.2f}", d))));
  }
  console.line(console.tone(
      Tone::kSoft,
      fmt::format("  median {:+.2f} and these make {:+.2f}; log-odds .49 · {:.2f} + 1.19 = {:+.2f}",
                  f.median.z, f.strength.z, f.strength.z, .49 * f.strength.z + 1.19)));
}

void print_memory(Session& session, const app::Why& why, std::size_t most) {
  Console& console = session.console;
  const app::App& app = *session.app;
  console.line(fmt::format(
      "The memory: {:.4f} a day from them, {:.4f} from you, made of {} items. The weightiest:",
      why.memory_to_me, why.memory_to_them, why.items.size()));
  for (std::size_t i = 0; i < std::min(most, why.items.size()); ++i) {
    const app::MemoryItem& m = why.items[i];
    const std::string without =
        m.without ? fmt::format("without this: {}", graph::shown(*m.without)) : "";
    console.line(fmt::format(
        "  {:>11}  {}  {:.4f}  {:<16}  {}{}  {}", base::print_day(m.interaction.at),
        direction(app, m.interaction, why.relation.person), m.to_me + m.to_them, without,
        kind_word(m.interaction), base::shorten(title_of(m.interaction), 60, true),
        console.tone(Tone::kSoft, fmt::format("#{}", m.seq))));
  }
}

}  // namespace

base::Result<void> run_why(Session& session, const Words& words) {
  TRY(const identity::Number person, who(session, words.joined()));
  std::size_t most = 8;
  if (words.has("--items")) most = std::strtoul(words.options.at("--items").c_str(), nullptr, 10);
  app::App& app = *session.app;
  TRY(const app::Why why, app::why(app, person, most));
  if (words.json) {
    print_json(session, api::why_json(app, why));
    return {};
  }
  Console& console = session.console;
  say_moment(session);
  const app::Relation& r = why.relation;
  if (!r.mutual) {
    console.line(console.tone(Tone::kStrong, show_name(app, person)) +
                 ": no tie, because words went one way only or not at all.");
    console.line(fmt::format(
        "  {} from them, {} from you, personal ones; lists, bulk and machines do not count.",
        r.to_me, r.to_them));
    return {};
  }
  console.line(fmt::format("{}: {} ({}), a {} chance of contact both ways in the next month",
                           console.tone(Tone::kStrong, show_name(app, person)),
                           graph::shown(r.strength.probability), app::word(r.band),
                           percent(r.strength.probability)));
  console.line();
  print_factors(console, why.factors);
  console.line();
  print_memory(session, why, most);
  return {};
}

}  // namespace cli
