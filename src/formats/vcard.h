// vCard: one person's card, of version 2.1, 3.0 or 4.0.
// Shape:  what Rapport understands of it in plain fields, and the card as it stood, byte for byte, so
//         that what it does not understand comes back out. A card in a card (AGENT) belongs to it.
// Errors: the source's own. A card is never refused; what is odd stands in `problem`.
// Cost:   linear, streaming; a card of at most 4 MiB, 2,000 lines.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "formats/content_line.h"

namespace formats {

struct VCard {
  std::string version, uid, kind;
  std::string name;           // FN, or made of N
  std::string family, given;  // of N
  std::vector<std::string> nicknames;
  std::vector<std::string> mails, phones, urls;
  std::vector<std::string> accounts;  // "xmpp:ada@example.org"
  std::string organization, title, role;
  std::string birthday, note, revised;  // as written
  std::vector<std::string> categories;
  std::string raw;
  std::uint64_t line = 0;  // of its BEGIN
  std::string problem;     // empty: none
};

class VCardReader {
 public:
  explicit VCardReader(ByteSource& from) : lines_(from) {}
  base::Result<bool> next(VCard& card);  // false: no more

 private:
  base::Result<void> body(VCard& card);
  ContentLines lines_;
};

// A card of version 4.0 with the plain fields that are not empty.
std::string print_vcard(const VCard& card);

}  // namespace formats
