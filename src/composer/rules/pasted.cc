// Pasted: the marks of a message that was written for nobody in particular.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>

#include "composer/coach.h"

namespace composer {
namespace {

const Phrases kNobody{
    "dear|hello|hi|hey|good|greetings * "
    "sir|madam|sirs|team|all|everyone|everybody|friends|connections|colleagues|network|folks|"
    "contact|connection|friend|valued",
    "to whom it may concern", "^sir|madam|greetings",
    "dear|hi|hello|hey there|professional|hiring|business|fellow"};
const Phrases kOpening{"hope|trust you're|you|youre are? * well|great|fine|good",
                       "hope|trust this * you well",
                       "hope this|the|my email|message|mail|note|letter? finds you",
                       "hope this|the|my email|message finds you",
                       "hope you are|re? doing|keeping? well|great|good|fine|safe",
                       "hope you're|youre doing|keeping? well|great|good|fine",
                       "hope all is well",
                       "trust this|you email|message|are? finds|well",
                       "came across your profile",
                       "happened|stumbled to|upon|across * your profile",
                       "i noticed we|you have|share|are many|mutual",
                       "as a fellow",
                       "expand|grow|growing|expanding my|our network"};

// "Dear poetry lover": not one name in it.
bool is_common(const Reading& r) {
  static const Phrases kFormal{"dear|hello"},
      kNear{"my|neighbour|neighbor|old|aunt|uncle|mum|mom|dad"};
  if (r.greeting.size() < 3 || !kFormal.find_at(r.words, r.greeting, r.greeting.first) ||
      kNear.stands_in(r.words, r.greeting))
    return false;
  return std::none_of(r.words.begin() + static_cast<std::ptrdiff_t>(r.greeting.first + 1),
                      r.words.begin() + static_cast<std::ptrdiff_t>(r.greeting.last),
                      [](const Word& w) { return w.capital; });
}

void find(const Reading& r, std::vector<Advice>& out) {
  if (!r.placeholders.empty()) {
    out.push_back({"", Severity::kStop, r.placeholders.front(),
                   "A blank was left where their name should be.",
                   "Write it for this one person, or not at all."});
    return;
  }
  if (r.language != Language::kEnglish || r.draft.kind == Kind::kBlurb) return;
  // "Dear Sir Geoffrey" is somebody.
  const auto found = kNobody.find(r.words, r.greeting);
  static const Phrases kAndSo{"or|and|madam|of"};
  const bool nobody = (found && (found->last == r.greeting.last ||
                                 kAndSo.find_at(r.words, r.greeting, found->last))) ||
                      is_common(r);
  bool opening = false;
  Range where = r.range(r.greeting);
  if (!r.sentences.empty()) {
    const Sentence& first = r.sentences.front();
    opening = r.has(first, kOpening) && first.words.size() <= 14;
    if (opening) where = r.range(first);
  }
  if (!nobody && !opening) return;
  out.push_back({"", nobody ? Severity::kMend : Severity::kHint, where,
                 nobody ? "This greets nobody: it could have gone to anyone."
                        : "This opening could stand in any letter, so it says nothing to them.",
                 nobody ? "Begin with their first name."
                        : "Begin with something that only you two know of."});
}

}  // namespace

extern const Rule kPasted;
const Rule kPasted = {"pasted",
                      "a blank left in, a greeting to nobody, an opening that fits every letter",
                      true, find};

}  // namespace composer
