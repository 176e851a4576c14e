// Mail: one message as its headers and words say it, decoded: RFC 5322, 2045–2047, 2231.
// Shape:  everything in UTF-8. A message is never refused: what does not read is left out and
//         stands in `problems`. Addresses without an "@" keep what they are: an X.500 name or a
//         bare name.
// Cost:   linear; at most 100 parts, 16 deep; a body text of at most 1 MiB. Plain mail in about a
//         twentieth of GMime's time (plain_mail.h).
// Source: GMime.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"

namespace formats {

struct Address {
  enum class Kind { kMail, kX500, kName } kind = Kind::kMail;
  std::string name;       // as people write it: "Last, First" turned round; empty: none
  std::string address;    // as it stood; for kName the name again
  std::string written{};  // the name as it stood

  bool operator==(const Address&) const = default;
};

struct Mail {
  std::string message_id, in_reply_to;    // without angle brackets; empty: none
  std::vector<std::string> references;    // the oldest first
  std::optional<base::Time> stated_date;  // what the Date header says
  std::optional<base::Time> date;  // the same, or the youngest Received where it can't be right
  std::string date_text;           // the Date header as it stood
  std::vector<Address> from, sender, reply_to, to, cc, bcc;
  std::string subject;
  std::string text;  // the best text part: plain, else out of HTML
  std::string list_id, precedence, auto_submitted, return_path;  // lower case where they are words
  bool mailing_list = false;  // any header that a list's software writes
  bool unsubscribe = false;
  bool auto_reply = false;  // a vacation notice, a delivery report, a read receipt
  bool campaign = false;    // sent by a bulk mailer
  std::vector<std::string> problems;

  bool operator==(const Mail&) const = default;
};

Mail parse_mail(std::string_view bytes);

// "Thu, 22 Aug 2002 18:26:25 +0700" and what mailers make of it; none where it can't be right
// (before 1970).
std::optional<base::Time> parse_mail_date(const std::string& text);
// The date at the end of a "From " line, as asctime writes it.
std::optional<base::Time> parse_from_line_date(std::string_view from_line);

}  // namespace formats
