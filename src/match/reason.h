// Reason: why an offer fits a need, in words: the service both speak of, and the best pairs of words.
// Shape:  "forensic accounting: receipts – invoices, inspection – audits"; where nothing stands out,
//         "a guess".
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <span>
#include <string>

#include "match/sense.h"

namespace match {

struct Told {
  std::span<const WeighedWord> words;
  std::span<const Share> shares;
};
std::string reason_for(const Told& need, const Told& offer, const Lexicon& lexicon);

}  // namespace match
