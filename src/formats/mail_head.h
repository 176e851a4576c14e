// Mail head: the header lines of a message that Rapport reads, each with its value as it stood.
// Shape:  a value is what stands behind the colon, folds and line end in it. Headers that nobody
//         reads are passed over. Content-… headers belong to the body and are listed all the same.
// Errors: scan_head() declines what is not plain: a line without a name, a head without an end, a
//         carriage return on its own. GMime's way with those is its own.
// Cost:   linear; no copies.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace formats {

enum class HeaderName : std::uint8_t {
  kOther,
  kFrom,
  kSender,
  kReplyTo,
  kTo,
  kCc,
  kBcc,
  kSubject,
  kDate,
  kReceived,
  kMessageId,
  kReferences,
  kInReplyTo,
  kListId,
  kPrecedence,
  kAutoSubmitted,
  kReturnPath,
  kListUnsubscribe,
  kOfList,       // any header that only a list's software writes
  kOfCampaign,   // … a bulk mailer
  kOfAutoReply,  // … an answering machine
  kContentType,
  kContentEncoding,
  kContentDisposition,
};

HeaderName header_name(std::string_view written);

struct HeaderLine {
  HeaderName name = HeaderName::kOther;
  std::string_view value;
};

using MailHead = std::vector<HeaderLine>;

// Without white space around, as GMime knows it in a head: vertical tabs and form feeds are none.
std::string_view bare(std::string_view value);

// Where several bear the name: the first.
std::optional<std::string_view> first_value(const MailHead& head, HeaderName name);
inline bool has(const MailHead& head, HeaderName name) {
  return first_value(head, name).has_value();
}

// Reads a plain head; how many bytes it and the empty line behind it are.
std::optional<std::size_t> scan_head(std::string_view bytes, MailHead& head);

}  // namespace formats
