// Blurb without a part: who it is, what is wanted, or what makes it worth a yes.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "composer/coach.h"

namespace composer {
namespace {

const Phrases kWho{"is|i'm|am|are|was|we're a|an|the|one|our|two|three|head|director|owner",
                   "my name", "name's|name is"};
const Phrases kWants{
    "would like|love|welcome|be|value|appreciate",
    "wants|want|wishes|wish|hopes|hope|seeks|seek|needs|need|asks|ask "
    "to|for|a|an|some|ten|fifteen|twenty|half|advice|somebody|someone|whether|if|one|two|help",
    "looking|searching|hoping|keen|eager|asking for|to|out",
    "i'd|would like|love",
    "interested in",
    "is after",
    "is|am|are seeking",
    "to meet|talk|speak",
    "a call|conversation|word|meeting|quarter|minutes with|about|of|on"};
const Phrases kWhy{
    "because|since",
    "so that",
    "as she|he|they|her|his|their",
    "in return|exchange|turn",
    "could|can",
    "would|will * save|help|show|bring|give|lend|teach|host|pay|spare|supply|interest|cut",
    "offers|brings|saves|shows|gives|helps",
    "of use|value|interest",
    "useful|relevant|interesting|worth for|to|because|hearing|knowing",
    "for her|him|them|their|its this|that|it|part|team|plant|school|members|readers|clients",
    "what's|is in it",
    "the|one reason",
    "both|same|similar|just|also",
    "knows|has|have "
    "how|what|just|already|done|been|run|worked|built|faced|written|the|a|twelve|ten|two|three",
    "might|may be|interest|help|save|want|like|use|find"};

// "I move pianos", "Kwabena Asare moves pianos": whoever does something is somebody.
bool says_who(const Reading& r) {
  static const Phrases kWish{
      "would|want|need|hope|wish|seek|look|could|can|wants|needs|hopes|wishes|seeks|asks|will|"
      "looks"};
  static const Phrases kThing{"this|that|it|there|what|in|for|because"};
  if (r.find(kWho)) return true;
  for (const Sentence& s : r.sentences) {
    std::size_t i = s.words.first;
    const bool me = r.words[i].folded == "i" || r.words[i].folded == "we";
    while (i < s.words.last && r.words[i].capital) ++i;
    if (i == s.words.last || kWish.find_at(r.words, s.words, i)) continue;
    if (kThing.find_at(r.words, s.words, s.words.first) || is_number(r.words[s.words.first]))
      continue;
    if (me || (i > s.words.first && r.words[i].folded.ends_with('s'))) return true;
  }
  return false;
}

void find(const Reading& r, std::vector<Advice>& out) {
  if (r.draft.kind != Kind::kBlurb || r.sentences.empty()) return;
  const char* missing = !says_who(r)      ? "Whoever reads this does not learn who it is."
                        : !r.find(kWants) ? "Whoever reads this does not learn what is wanted."
                        : !r.find(kWhy)   ? "Whoever reads this finds no reason to say yes."
                                          : nullptr;
  if (missing == nullptr) return;
  out.push_back({"",
                 Severity::kMend,
                 {},
                 missing,
                 "One sentence each: who, what is wanted, and what it is worth to them."});
}

}  // namespace

extern const Rule kBlurbParts;
const Rule kBlurbParts = {"blurb_parts", "a blurb without who, what, or what it is worth to them",
                          false, find};

}  // namespace composer
