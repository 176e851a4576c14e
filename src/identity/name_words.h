// Name words: what of a name tells people apart, in a form in which its spellings meet.
// Shape:  words are folded, Latin where the script has a letter for it, ae/oe/ue/aa as one letter;
//         titles, signs and digits are gone: "Dr. Müller, Eva" → muller eva; "Ольга" → olga.
// Cost:   linear in the name's length.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace identity {

enum class Generation : char { kNone, kJunior, kSenior };

struct NameWords {
  std::vector<std::string> words;  // given name first where a comma tells
  Generation generation = Generation::kNone;
};

// A hyphen joins in what people write ("Anne-Marie") and parts in a handle ("ada-brenner").
enum class Hyphen : bool { kJoins, kParts };
NameWords name_words(std::string_view name, Hyphen hyphen = Hyphen::kJoins);

// How a word sounds, roughly, without its vowels: "Muhammad" and "Mohamed" are one.
std::string sound_of(std::string_view word);
// Letters to put in, take out or change to make one of the other.
std::size_t edit_distance(std::string_view a, std::string_view b);

// May one have become the other by a slip: a letter too many, too few, other, or two swapped.
bool is_slip(std::string_view a, std::string_view b);

std::string firm_key(std::string_view firm);  // without case, signs and the legal form

// "Ada Brenner via Choir", "Bo Lee on behalf of Ada Brenner": the part that names the writer.
std::string_view writer_of(std::string_view display_name);

// Names that are one: each line a given name and its short forms. A word may stand on several
// ("chris").
const std::vector<std::vector<std::string>>& short_forms();

}  // namespace identity
