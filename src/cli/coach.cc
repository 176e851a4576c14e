// coach: what stands in the way of a draft, and what to write instead.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "composer/coach.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cstdio>

#include "api/coach_json.h"
#include "cli/coach.h"
#include "store/file.h"

namespace cli {
namespace {

constexpr std::size_t kMostRead = std::size_t{1} << 20;
constexpr std::size_t kMostQuoted = 160;

base::Result<void> read_options(const Words& words, composer::Draft& draft) {
  const auto value = [&](const char* name) {
    const auto it = words.options.find(name);
    return it == words.options.end() ? std::string() : it->second;
  };
  draft.kind = composer::Kind::kAskOpportunity;
  if (words.has("--as") && !composer::read_word(value("--as"), draft.kind)) {
    return base::fail(base::Code::kInvalid,
                      fmt::format("--as {}: one of ask_introduction, ask_opportunity, ask_watch, "
                                  "reach_out, thanks, offer, blurb",
                                  value("--as")));
  }
  composer::Situation& s = draft.situation;
  if (words.has("--band") && !composer::read_word(value("--band"), s.band)) {
    return base::fail(
        base::Code::kInvalid,
        fmt::format("--band {}: one of none, faint, loose, steady, strong", value("--band")));
  }
  s.first_message = words.has("--first");
  s.exchanged = !s.first_message;
  if (s.first_message && !words.has("--band")) s.band = composer::Band::kNone;
  draft.subject = value("--subject");
  return {};
}

// "line 3: … «Would you …?»"
std::string place(const composer::Draft& draft, const composer::Range& where) {
  const std::string_view before = std::string_view(draft.text).substr(0, where.begin);
  const std::string quote =
      safe(std::string_view(draft.text).substr(where.begin, where.end - where.begin));
  return fmt::format("line {}: “{}”", 1 + std::count(before.begin(), before.end(), '\n'),
                     base::shorten(quote, kMostQuoted, true));
}

}  // namespace

base::Result<std::string> read_text(const std::string& name) {
  if (name != "-") return store::read_file(name);
  std::string text;
  std::array<char, 4096> piece{};
  while (text.size() < kMostRead) {
    const std::size_t n = std::fread(piece.data(), 1, piece.size(), stdin);
    if (n == 0) break;
    text.append(piece.data(), n);
  }
  return text;
}

void print_advice(Session& session, const composer::Draft& draft) {
  Console& console = session.console;
  const auto advice = composer::coach(draft);
  if (advice.empty()) console.line("Nothing stands in its way.");
  for (const composer::Advice& a : advice) {
    const Tone tone = a.severity == composer::Severity::kStop   ? Tone::kBad
                      : a.severity == composer::Severity::kMend ? Tone::kWarn
                                                                : Tone::kSoft;
    console.line(console.tone(tone, composer::word(a.severity)) + "  " +
                 console.tone(Tone::kStrong, a.what));
    if (!a.where.empty()) console.line(wrap(place(draft, a.where), console.columns(), "      "));
    console.line(wrap(a.instead, console.columns(), "      "));
  }
}

base::Result<void> run_coach(Session& session, const Words& words) {
  if (words.words.size() != 1)
    return base::fail(base::Code::kInvalid,
                      "which draft? Name a file, or - for what comes by pipe");
  composer::Draft draft;
  TRY_DO(read_options(words, draft));
  TRY(const std::string text, read_text(words.words.front()));
  draft.text = base::make_utf8(text);
  if (words.json) {
    print_json(session, api::coach_json(draft));
  } else {
    print_advice(session, draft);
  }
  return {};
}

}  // namespace cli
