// Mail, written: one plain-text message as RFC 5322 wants its bytes.
// Shape:  UTF-8 in; seven-bit lines with CRLF out, quoted-printable where a letter is no ASCII. Names
//         and subject are put on one line first, so that no text can begin a header of its own.
// Errors: kInvalid for an address that cannot be mailed to, and a further header that is not one plain
//         line.
// Source: RFC 5322, 2045–2047; GMime.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "formats/mime.h"

namespace formats {

struct MailToWrite {
  std::string message_id;  // without angle brackets
  base::Time date{};
  Address from;
  std::vector<Address> reply_to, to;
  std::string subject, text;
  std::vector<std::pair<std::string, std::string>> headers;  // further ones, as they are to stand
};

base::Result<std::string> print_mail(const MailToWrite& mail);

// "ada@example.org": what SMTP can carry without extensions, and nothing that quotes.
bool is_mailable(std::string_view address);
// "Rapport <rapport@example.org>" or the bare address; kInvalid.
base::Result<Address> parse_mailbox(const std::string& text);

}  // namespace formats
