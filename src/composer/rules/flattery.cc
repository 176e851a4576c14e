// Flattery: praise for everything, which could be said to anybody.
// Approach:thanks may praise. Praise for something that they did is none: "your talk on drains", "how you answered Noor".
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "composer/coach.h"

namespace composer {
namespace {

const Phrases kPraise{
    "huge|big|biggest|massive|great|long|long-time|longtime time? fan|admirer of "
    "you|your|yours|everything|all",
    "your biggest|number|no one? fan|admirer",
    "huge|massive|biggest fan|admirer",
    "admire|adore|worship|venerate|revere|idolise|idolize you|your|everything|all",
    "words cannot|can't|fail",
    "your * genius|brilliance|greatness|mastery",
    "unmatched|unrivalled|peerless",
    "admired|admiring you|your",
    "admirer of you|your",
    "in awe of",
    "love|loved what|everything|all you|you've do|are|stand|post|have|write|done|built|create|put",
    "love your work|content|posts|profile|energy|vibe|style|stuff|writing|page|feed",
    "your "
    "amazing|incredible|inspiring|impressive|awesome|outstanding|remarkable|wonderful|fantastic|"
    "brilliant|stellar|extraordinary|exceptional|unparalleled|inspirational|stunning|unique|"
    "fascinating|great|excellent",
    "so|truly|really|very|deeply|incredibly|extremely|always|utterly|quite "
    "inspired|impressed|inspiring|impressive|honoured|honored|amazed by|with|to|at "
    "you|your|connect|be",
    "you're|are|what such|truly|so|simply|absolutely|always? a|an|the? "
    "inspiration|inspiring|legend|rockstar|rock|genius|guru|star|amazing|incredible|brilliant|best|"
    "visionary|leader|expert|superstar|hero|icon|wizard",
    "thought leader|leadership",
    "guru",
    "visionary",
    "second to none",
    "expert|leader like|such|of you|your",
    "someone|somebody|person|people|man|woman of|like|as "
    "your|you|successful|brilliant|accomplished|inspiring|talented "
    "calibre|caliber|stature|standing|experience|wisdom|talent",
    "look|looked up to you",
    "role model",
    "like|as you nobody|no",
    "nobody|no one does|knows|is|writes * better|like|as",
    "honoured|honored|privilege|humbled to|by",
    "your career|profile|background|journey|story|achievements|accomplishments|success "
    "is|are|has|so|truly|very|really|speaks|inspires|inspired|impressed",
    "your insight|insights|wisdom|vision|genius|brilliance|talent|reputation",
    "most|one inspiring|impressive|talented|brilliant|generous|respected|connected|of"};
const Phrases kNamedAct{
    "your|the "
    "talk|article|post|essay|book|chapter|paper|episode|interview|speech|presentation|review|"
    "answer|advice|report|thread|letter|workshop|class|piece|column|question|recipe|photos|photo|"
    "drawing|map|repair|design|sermon|concert|performance|lecture|exhibition "
    "on|about|at|in|with|from|for|last|this|of|where|to|that|yesterday|where",
    "when|how|way you",
    "the way",
    "your # ",
    "your * "
    "talk|article|post|essay|book|chapter|paper|episode|interview|speech|answer|piece|lecture|"
    "report|column|workshop|exhibition on|about|at|in|with|from|for|last|this|of|where|to",
    "is that|because",
    "you said|wrote|told|showed|explained|turned|made|fixed|kept|got|spent"};
const Phrases kNotThem{"that|which|it is|was", "one of my|our|the|your"};

void find(const Reading& r, std::vector<Advice>& out) {
  if (r.draft.kind == Kind::kBlurb || r.draft.kind == Kind::kThanks) return;
  for (const Sentence& sentence : r.sentences) {
    const auto praise = kPraise.find(r.words, sentence.words);
    if (!praise || r.has(sentence, kNamedAct)) continue;
    // "a huge fan of brevity"
    static const Phrases kOther{"fan of"}, kYours{"fan of you|your|yours|everything|all"};
    const Span tail{praise->last - 1, sentence.words.last};
    if (kOther.find_at(r.words, tail, tail.first) && !kYours.find_at(r.words, tail, tail.first))
      continue;
    if (kNotThem.find_at(r.words, sentence.words, praise->first)) continue;
    out.push_back({"", is_ask(r.draft.kind) ? Severity::kMend : Severity::kHint, r.range(*praise),
                   "Praise that fits everybody sounds like a means to an end.",
                   "Name one thing they did, and what it changed for you; or leave it out."});
    return;
  }
}

}  // namespace

extern const Rule kFlattery;
const Rule kFlattery = {"flattery", "praise that is about no named act", false, find};

}  // namespace composer
