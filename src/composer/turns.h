// Turns: the turns of speech by which a sentence is told: asking, offering, letting go, giving reasons.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "composer/phrases.h"

namespace composer {

bool requests(std::span<const Word> words, Span sentence);
bool invites(std::span<const Word> words, Span sentence);
bool is_pleasantry(std::span<const Word> words, Span sentence);
bool offers(std::span<const Word> words, Span sentence);
bool is_generous(std::span<const Word> words, Span sentence);
bool lets_go(std::span<const Word> words, Span sentence);
bool gives_reason(std::span<const Word> words, Span sentence);
bool pitches(std::span<const Word> words, Span sentence);

// Words that speak of a favour: "introduce", "vote", "testimonial", "hire".
bool names_favour(std::span<const Word> words, Span sentence);

}  // namespace composer
