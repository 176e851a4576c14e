// Early testimonial: praise in public is asked of somebody who has nothing to praise yet.
// Approach:silent where words went both ways, the tie is at least loose and a month old; or where it is
//         steady, whenever a platform says they connected.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "composer/coach.h"

namespace composer {
namespace {

constexpr int kYoung = 30;  // days

const Phrases kPraise{
    "testimonial|testimonials",
    "recommendation|endorsement|endorsements for|of|on|about me|us|my|our|linkedin",
    "recommend|endorse|rate me|us|my|our",
    "write|leave|give|post|drop|send * recommendation|endorsement|review|reference|rating|stars",
    "review|rating on|of|for my|our|me|us|google|trustpilot|amazon|yelp|facebook",
    "# star~ review|rating",
    "google review",
    "kind|nice|few words about|on my|me|us|our|linkedin",
    "endorse * skills",
    "like my page"};
const Phrases kTheirs{"your testimonial|recommendation|endorsement|review",
                      "you a? testimonial|recommendation",
                      "wrote|written|write|leave|left you",
                      "recommend|endorse you|your",
                      "for you|yours",
                      "about you|your"};

void find(const Reading& r, std::vector<Advice>& out) {
  const Situation& s = r.draft.situation;
  const bool young = !s.days_connected || *s.days_connected < kYoung;
  const bool known = s.exchanged && !s.first_message &&
                     (s.band >= Band::kSteady || (s.band >= Band::kLoose && !young));
  if (known ||
      !(is_ask(r.draft.kind) || r.draft.kind == Kind::kReachOut || r.draft.kind == Kind::kThanks))
    return;
  for (const std::size_t i : r.asks()) {
    const Sentence& sentence = r.sentences[i];
    if (!r.has(sentence, kPraise) || r.has(sentence, kTheirs)) continue;
    out.push_back({"", Severity::kStop, r.range(sentence),
                   "This asks for a testimonial before you two have done anything together.",
                   "Do something for them first; ask when they have something true to say."});
    return;
  }
}

}  // namespace

extern const Rule kEarlyTestimonial;
const Rule kEarlyTestimonial = {
    "early_testimonial",
    "a testimonial, review or endorsement is asked of somebody who hardly knows you", false, find};

}  // namespace composer
