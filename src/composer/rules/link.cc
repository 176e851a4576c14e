// Link: somebody who hears from you for the first time is sent elsewhere.
// Approach:a link to the reader's own work is none of yours, and stays. A shop or a calendar weighs
//         more than a page to read.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/text.h"
#include "composer/coach.h"

namespace composer {
namespace {

constexpr int kJustConnected = 14;  // days

const Phrases kTheirs{
    "your "
    "article|post|talk|piece|paper|essay|blog|episode|book|interview|page|site|website|photo|"
    "photos|report|repository|repo|project|answer|recipe|map|video|newsletter|column|profile|"
    "question|comment|listing|advert|ad|notice|job|call|guide",
    "you wrote|posted|shared|published|asked|gave|made|built"};

bool sells(std::string_view link) {
  static constexpr std::string_view kShops[] = {
      "calendly",    "cal.com", "hubspot", "acuity",   "booking", "book",   "meet",
      "shop",        "buy",     "store",   "pricing",  "demo",    "trial",  "signup",
      "sign-up",     "offer",   "product", "checkout", "gumroad", "amazon", "etsy",
      "kickstarter", "webinar", "utm_",    "ref="};
  for (const std::string_view one : kShops) {
    if (base::contains_ignoring_case(link, one)) return true;
  }
  return false;
}

void find(const Reading& r, std::vector<Advice>& out) {
  const Situation& s = r.draft.situation;
  const bool early =
      s.first_message || (!s.exchanged && s.days_connected.value_or(0) < kJustConnected);
  if (!early || r.draft.kind == Kind::kBlurb) return;
  for (const Sentence& sentence : r.sentences) {
    for (std::size_t i = sentence.words.first; i < sentence.words.last; ++i) {
      const Word& word = r.words[i];
      if (word.kind != Word::Kind::kLink) continue;
      if (r.language == Language::kEnglish && r.has(sentence, kTheirs)) continue;
      const bool worse = sells(r.raw(word));
      out.push_back(
          {"", worse ? Severity::kStop : Severity::kMend, word.at,
           worse ? "A link to buy or to book, before you know whether they have any use for it."
                 : "A link in a first message looks like an advertisement.",
           "Say in one sentence what it is, and ask whether they would like to see it."});
      return;
    }
  }
}

}  // namespace

extern const Rule kLink;
const Rule kLink = {"link", "a link of yours in a first message; shops and calendars weigh more",
                    true, find};

}  // namespace composer
