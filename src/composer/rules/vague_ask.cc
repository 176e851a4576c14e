// Vague ask: nobody can say yes to it, for it does not say to what.
// Approach:silent where the same sentence names a subject and a measure: "ten minutes about the lease".
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "composer/coach.h"

namespace composer {
namespace {

const Phrases kVague{
    "exchange ideas|views|thoughts|experiences",
    "free|time for a chat|call|talk",
    "pick|picking your brain|brains",
    "connect|chat|talk|catch|meet|grab|get|coffee|lunch|call|touch|speak * sometime|soon|someday",
    "any|some opportunities|openings|leads|possibilities",
    "any opportunity",
    "any ideas for me",
    "jump|hop|get on a quick|short|brief? call|zoom|chat",
    "synergies|synergy|synergistic",
    "explore|exploring|discuss|discussing possible|potential|some|any|mutual|further? "
    "ways|collaboration|collaborations|opportunities|possibilities|how|partnership|partnerships",
    "see how|if|whether we can|could|might help|work|collaborate|support|do",
    "mutually beneficial",
    "mutual benefit",
    "help each other",
    "anyone|anybody|someone|somebody|people who might|may|could be "
    "interested|want|need|help|benefit",
    "anyone|anybody who needs|wants",
    "anyone|anybody useful|interesting|relevant|good|important|suitable",
    "keep|have me|us in mind|touch for anything|something|opportunities|any",
    "touch base",
    "network with",
    "some|any|a advice|guidance|help|tips|input|pointers|bit",
    "chat|talk|speak about possibilities|opportunities|things|stuff|life|work|my career",
    "anything * comes|come up|along",
    "something suitable|interesting|for me",
    "help me out",
    "help me with my career|business|startup",
    "introduce me to people|some|your|anyone|a few|others|everyone|interesting|contacts",
    "work together",
    "partner up|with",
    "be a? resource",
    "brainstorm"};
const Phrases kSubject{"about|on|regarding|whether|how|over|for|with|who|to|in"};
const Phrases kMeasure{"#",
                       "minute|minutes|hour|monday|tuesday|wednesday|thursday|friday|saturday|"
                       "sunday|tomorrow|paragraph|page|chapter|clause|draft"};

bool is_specific(const Reading& r, const Sentence& s, Span phrase) {
  if (!r.has(s, kSubject)) return false;
  if (r.has(s, kMeasure)) return true;
  // A name behind the phrase: "anyone at Siemens Leeds who needs …".
  for (std::size_t i = phrase.first + 1; i < s.words.last; ++i) {
    if (r.words[i].capital && !r.words[i].folded.starts_with("i")) return true;
  }
  return false;
}

void find(const Reading& r, std::vector<Advice>& out) {
  if (!is_ask(r.draft.kind)) return;
  for (const Sentence& sentence : r.sentences) {
    const auto phrase = kVague.find(r.words, sentence.words);
    if (!phrase || sentence.easy_no || sentence.offers || is_specific(r, sentence, *phrase))
      continue;
    if (!sentence.requests && !sentence.question) continue;
    out.push_back({"", Severity::kMend, r.range(*phrase), "They cannot tell what a yes would mean.",
                   "Name the one thing: who, how long, about what, by when."});
    return;
  }
}

}  // namespace

extern const Rule kVagueAsk;
const Rule kVagueAsk = {"vague_ask", "an ask that does not say for what", false, find};

}  // namespace composer
