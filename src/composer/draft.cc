// SPDX-License-Identifier: AGPL-3.0-or-later
#include "composer/draft.h"

#include <array>

namespace composer {
namespace {

constexpr std::array<const char*, 7> kKinds = {
    "ask_introduction", "ask_opportunity", "ask_watch", "reach_out", "thanks", "offer", "blurb"};
constexpr std::array<const char*, 5> kBands = {"none", "faint", "loose", "steady", "strong"};

template <class Enum, std::size_t N>
bool find_word(const std::array<const char*, N>& words, std::string_view word, Enum& value) {
  for (std::size_t i = 0; i < N; ++i) {
    if (word != words[i]) continue;
    value = static_cast<Enum>(i);
    return true;
  }
  return false;
}

}  // namespace

bool is_ask(Kind kind) {
  return kind == Kind::kAskIntroduction || kind == Kind::kAskOpportunity || kind == Kind::kAskWatch;
}

const char* word(Kind kind) { return kKinds.at(static_cast<std::size_t>(kind)); }
const char* word(Band band) { return kBands.at(static_cast<std::size_t>(band)); }
bool read_word(std::string_view word, Kind& kind) { return find_word(kKinds, word, kind); }
bool read_word(std::string_view word, Band& band) { return find_word(kBands, word, band); }

}  // namespace composer
