// Hint: the need is shown, and nobody is asked for anything.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "composer/coach.h"
#include "composer/rules/hints.h"

namespace composer {

const Phrases& hints() {
  static const Phrases kHints{
      "would|could be a|an|the|my|our dream|joy|honour|honor|pleasure|gift|start|help|chance",
      "trying|tried to reach|find|contact|get|meet",
      "hear|heard|told|tells that|me? you|she|he went|worked|used|sit|studied|grew",
      "would|could be * "
      "great|nice|lovely|wonderful|amazing|cool|awesome|fantastic|helpful|perfect|good|interesting|"
      "useful|handy",
      "love|like an|a intro~|chance|opportunity|word|slot",
      "love|like to "
      "meet|get|speak|talk|be|know|have|find|join|work|connect|write|show|present|learn|see|do",
      "always wanted|dreamt|dreamed|hoped",
      "pity|shame i|we|that|there|not",
      "if only",
      "mentioned|said|told * who works|knows|runs|sits|decides|has|is",
      "wish|wishing|wished * i|we|that",
      "could|can really|certainly|sure|do? use|with",
      "don't|do not know anyone|anybody|a|how|who",
      "see|saw|noticed|notice|gather|understand that? you|you're|your "
      "know|are|connected|friends|close|sit|work|went|used|two",
      "someone|somebody|people|person|anyone like|who|in|with|at",
      "if you * happen|ever|hear|know|think|meet",
      "would mean a|so|the",
      "looking|searching|hunting for|to",
      "in need of",
      "hard|difficult|impossible|tough to find|get|reach|meet|come",
      "putting|just it|this|saying|putting out|there",
      "not sure|certain how|who|whom|where",
      "hear|heard|told that|me? you know|are|have|may|might",
      "your contacts|network|connections|circle|address",
      "foot in",
      "any|some|a help|support|introduction|lead|leads|pointers|word "
      "would|is|are|welcome|appreciated",
      "doors",
      "need|needs|needed a|an|some|more|new|somebody|someone|to",
      "open to any|ideas|suggestions|offers|new",
      "nobody|no one|noone to|has|seems|I",
      "hoping|hope to|for|that|somebody|someone",
      "struggling|struggle",
      "thinking|wondering about|who|how|whether|if",
      "seems to know",
      "you know everyone|everybody|so|lots|many"};
  return kHints;
}

namespace {

void find(const Reading& r, std::vector<Advice>& out) {
  if (!is_ask(r.draft.kind) || !r.asks().empty()) return;
  const auto found = r.find(hints());
  if (!found) return;
  out.push_back({"", Severity::kMend, r.range(r.sentences[found->sentence]),
                 "This hints at what you need, and leaves it to them to guess the question.",
                 "Ask it: “Would you …?”"});
}

}  // namespace

extern const Rule kHint;
const Rule kHint = {"hint", "the need is shown, but nothing is asked", false, find};

}  // namespace composer
