// Similar: whether two messages are the same one, pasted and a little changed.
// Shape:  greeting, closing, names and numbers are taken out; what is left is compared by its pairs of
//         neighbouring words: those in both, of all. A text of fewer than kFewWords words can't be told
//         from an honest short note, so it is like another only where they are the same, names and all.
//         A sketch keeps the kKept smallest hashes of the pairs: exact for a text of up to that many,
//         an estimate beyond (± .06 on average).
// Unit:   0 to 1. From kSame on, two are one message.
// Cost:   a sketch: linear in the text; comparing two: kKept steps.
// Source: Broder's resemblance, by the smallest hashes.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

namespace composer {

inline constexpr double kSame = .45;
inline constexpr std::size_t kFewWords = 15;
inline constexpr std::size_t kKept = 64;

// What is kept of a message that was sent: 272 bytes, from which no word can be read.
struct SentText {
  std::uint64_t whole = 0;  // of all words but greeting and closing
  std::uint32_t pairs = 0;  // different ones; 0: too few words to judge by them
  std::uint32_t kept = 0;
  std::array<std::uint32_t, kKept> least{};  // the smallest hashes, sorted
};

SentText sketch(std::string_view text);
double similar(const SentText& a, const SentText& b);
double similar(std::string_view a, std::string_view b);
std::size_t count_same(const SentText& text, std::span<const SentText> sent);

}  // namespace composer
