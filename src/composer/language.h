// Language: which of six languages a text is in, told by its smallest words.
// Shape:  the words that a language can't do without ("the", "und", "che") are counted; the one with
//         the most says which. Too few words, or none of these languages: nothing.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <optional>
#include <span>
#include <string_view>

namespace composer {

struct Word;

enum class Language { kEnglish, kGerman, kFrench, kSpanish, kItalian, kDutch, kOther };

const char* word(Language language);           // "en"; "" for another one
Language read_language(std::string_view tag);  // "de", "en-GB"; kOther for any other

// What the words are in. A text of a few words is taken for English, as are the names in it.
Language language_of(std::span<const Word> words);

}  // namespace composer
