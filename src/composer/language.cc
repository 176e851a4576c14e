// SPDX-License-Identifier: AGPL-3.0-or-later
#include "composer/language.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "composer/words.h"

namespace composer {
namespace {

constexpr std::size_t kFewWords = 5;
constexpr std::size_t kLanguages = 6;
constexpr std::array<const char*, kLanguages> kTags = {"en", "de", "fr", "es", "it", "nl"};

// Words without accents, as they are folded; none that two of the six share but for "in" and the like,
// which are left out.
constexpr std::array<std::string_view, kLanguages> kSmallWords = {
    " the and you your of to is that it for with would could have i my we our this are be from at "
    "if not was but about thank thanks please what how can will ",
    " der das und ich sie ihr ihre ihnen nicht ist mit fur auf ein eine einen dem den zu von wir "
    "uns "
    "wurde wurden konnten konnen habe haben bitte danke vielen sehr auch dass wie mir mich du dir ",
    " le les des et vous votre je nous est pour avec dans une sur que qui pas merci bonjour ce "
    "cette au "
    "aux mais pourriez pouvez avez suis notre mon vos cordialement ",
    " el los las y usted su que para con una por gracias hola mi nos pero esta este muy podria "
    "como mas "
    "tu te saludos estoy tiene soy lo le ",
    " il gli e che per con una sono grazie ciao della nel mi ti ci suo vorrei molto anche potrebbe "
    "questo questa buongiorno lei di non come al saluti ho ",
    " het een en van ik je jij jullie niet is met voor op dat zou kunnen wij ons onze bedankt dank "
    "hallo bent graag deze naar maar ook wat u uw mij groeten heb "};

bool is_in(std::string_view list, const std::string& word) {
  return list.find(" " + word + " ") != std::string_view::npos;
}

}  // namespace

const char* word(Language language) {
  return language == Language::kOther ? "" : kTags.at(static_cast<std::size_t>(language));
}

Language read_language(std::string_view tag) {
  const std::string first = base::lower_ascii(tag.substr(0, tag.find('-')));
  for (std::size_t i = 0; i < kLanguages; ++i) {
    if (first == kTags[i]) return static_cast<Language>(i);
  }
  return Language::kOther;
}

Language language_of(std::span<const Word> words) {
  constexpr std::size_t kEnough = 400;  // words that tell as well as all
  std::array<std::size_t, kLanguages> counts{};
  std::size_t plain = 0;
  for (const Word& word : words.first(std::min(words.size(), kEnough))) {
    if (word.kind != Word::Kind::kPlain) continue;
    ++plain;
    const std::string whole = word.folded.substr(0, word.folded.find('\''));
    for (std::size_t i = 0; i < kLanguages; ++i) counts.at(i) += is_in(kSmallWords.at(i), whole);
  }
  const auto most = std::max_element(counts.begin(), counts.end());
  if (*most == 0) return plain <= kFewWords ? Language::kEnglish : Language::kOther;
  if (counts.front() == *most) return Language::kEnglish;
  return static_cast<Language>(most - counts.begin());
}

}  // namespace composer
