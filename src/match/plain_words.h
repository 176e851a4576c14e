// Plain words: those that say nothing of what somebody needs or does.
// Shape:  words are folded (base::fold). English, as the lexicon is.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace match {

bool says_nothing(std::string_view word);  // "the", "somebody", "need"
bool is_rank(
    std::string_view word);  // "director", "owner": where somebody stands, not what they do
// How many words from `at` are what is said of anything that is sold: "no job too small"; 0: none.
std::size_t trimming_at(const std::vector<std::string>& words, std::size_t at);

}  // namespace match
