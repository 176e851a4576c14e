// Bare thanks: it does not say for what, so it could be for anything.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "composer/coach.h"

namespace composer {
namespace {

const Phrases kFor{"thank|thanks|grateful|gratitude|appreciate|appreciated|thankful|ta|cheers"};
// Behind "for": what could stand in any letter.
const Phrases kGeneral{
    "for your * help|support|time|advice|input|kindness|assistance|guidance|effort|efforts",
    "for your "
    "friendship|love|loyalty|trust|patience|understanding|partnership|business|cooperation|"
    "presence",
    "for all|everything|anything|being|always|it|that|this",
    "for your|the all|kind|great|wonderful|amazing|continued|ongoing|kind|generous|valuable? "
    "help|support|time|advice|input|kindness|assistance|consideration|attention|guidance|effort|"
    "efforts|feedback|generosity|message|reply|response",
    "your all|kind|great|wonderful|amazing|continued|ongoing|generous|valuable? "
    "help|support|time|advice|input|kindness|assistance|consideration|attention|guidance|effort|"
    "efforts|generosity"};
const Phrases kNarrows{
    "with|on|about|in|when|at|yesterday|that|over|last|this|against|behind|through|to"};
const Phrases kActs{
    "you|you've "
    "introduced|told|sent|wrote|gave|took|showed|spent|stayed|came|drove|called|recommended|"
    "referred|explained|pointed|lent|brought|shared|stood|answered|found|connected|kept|sat|walked|"
    "passed|spoke|noticed|made|read|put|cooked|fixed|mentioned|caught|picked|covered|rang|met|said|"
    "asked|suggested|offered|let|held|carried|opened|listened|invited|hosted|talked|taught",
    "introducing|telling|sending|writing|giving|taking|showing|spending|staying|coming|driving|"
    "calling|recommending|referring|explaining|pointing|lending|bringing|sharing|standing|"
    "answering|finding|connecting|keeping|sitting|walking|passing|speaking|making|reading|putting|"
    "cooking|fixing|mentioning|catching|covering|meeting|suggesting|offering|letting|holding|"
    "hosting|listening|teaching",
    "introduction|intro|referral|recommendation|letter|note|review|lift|loan|template|visit|tip|"
    "suggestion|lunch|dinner|call|book|ladder|keys|reference|talk|chapter|comments|edits|article|"
    "flowers|soup|cake|ride|contact|card|parcel|photos|photo|idea|warning|list|draft|spreadsheet|"
    "testimonial"};

constexpr std::size_t kTold = 8;  // words
const Phrases kGushing{
    "always|never|everything|anything|forever|amazing|great|best|awesome|wonderful|star|legend",
    "so|really|truly much|kind|good|great|nice|lovely|lucky|blessed|happy|glad|proud",
    "means|meant a|so|the|everything",
    "don't know what|how",
    "without you",
    "you all|guys|are|rock",
    "hope you|all",
    "best|kind|warm regards|wishes"};
// "for" and something that is this one's own.
bool names_act(const Reading& r, const Sentence& s) {
  if (r.has(s, kActs)) return true;
  for (std::size_t i = s.words.first; i + 1 < s.words.last; ++i) {
    const std::string& next = r.words[i + 1].folded;
    if (r.words[i].folded == "for" && next.ends_with("ing") && !next.ends_with("thing") &&
        next != "being")
      return true;
  }
  const auto general = kGeneral.find(r.words, s.words);
  if (general) {
    const Span rest{general->last, s.words.last};
    const auto narrows = kNarrows.find(r.words, rest);
    return narrows && rest.last - narrows->first >= 3;
  }
  static const Phrases kThe{"for the|your|a|those|these|that"};
  return r.has(s, kFor) && r.has(s, kThe);
}

void find(const Reading& r, std::vector<Advice>& out) {
  if (r.draft.kind != Kind::kThanks || r.sentences.empty()) return;
  for (const Sentence& sentence : r.sentences) {
    if (names_act(r, sentence)) return;
    // What came of it, told without thanking, names it as well.
    if (sentence.words.size() >= kTold && !r.has(sentence, kFor) && !r.has(sentence, kGushing))
      return;
  }
  const auto found = r.find(kFor);
  out.push_back({"", Severity::kMend, found ? r.range(r.sentences[found->sentence]) : Range{},
                 "This does not say what you thank them for.",
                 "Name what they did, and what came of it."});
}

}  // namespace

extern const Rule kBareThanks;
const Rule kBareThanks = {"bare_thanks", "thanks that name no act", false, find};

}  // namespace composer
