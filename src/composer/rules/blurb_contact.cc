// Blurb with contacts: addresses stand in what is passed on before anybody has said yes.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>

#include "composer/coach.h"

namespace composer {
namespace {

constexpr std::ptrdiff_t kPhoneDigits = 7;

bool is_phone(const Reading& r, const Word& word) {
  if (word.kind != Word::Kind::kNumber) return false;
  // "+44 1632 960123", "01632-960123": digits up to the next letter.
  std::ptrdiff_t digits = 0;
  for (std::size_t i = word.at.begin; i < r.text.size(); ++i) {
    const char c = r.text[i];
    if (c >= '0' && c <= '9') {
      ++digits;
    } else if (c != ' ' && c != '-' && c != '/' && c != '(' && c != ')') {
      break;
    }
  }
  return digits >= kPhoneDigits;
}

void find(const Reading& r, std::vector<Advice>& out) {
  if (r.draft.kind != Kind::kBlurb) return;
  for (const Word& word : r.words) {
    if (word.kind != Word::Kind::kMail && !is_phone(r, word)) continue;
    out.push_back({"", Severity::kMend, word.at,
                   "An address travels with this before both have said yes.",
                   "Leave it out: the introduction brings the addresses."});
    return;
  }
}

}  // namespace

extern const Rule kBlurbContact;
const Rule kBlurbContact = {"blurb_contact", "a mail address or a telephone number in a blurb",
                            true, find};

}  // namespace composer
