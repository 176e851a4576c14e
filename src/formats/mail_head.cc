// SPDX-License-Identifier: AGPL-3.0-or-later
#include "formats/mail_head.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace formats {
namespace {

struct Known {
  std::string_view written;
  HeaderName name;
};

// By length, so that a name is compared with few others.
constexpr std::array<Known, 37> kKnown = {{
    {"To", HeaderName::kTo},
    {"Cc", HeaderName::kCc},
    {"Bcc", HeaderName::kBcc},
    {"From", HeaderName::kFrom},
    {"Date", HeaderName::kDate},
    {"Sender", HeaderName::kSender},
    {"Subject", HeaderName::kSubject},
    {"List-Id", HeaderName::kListId},
    {"Reply-To", HeaderName::kReplyTo},
    {"Received", HeaderName::kReceived},
    {"X-SG-EID", HeaderName::kOfCampaign},
    {"List-Post", HeaderName::kOfList},
    {"List-Help", HeaderName::kOfList},
    {"X-MC-User", HeaderName::kOfCampaign},
    {"Message-Id", HeaderName::kMessageId},
    {"References", HeaderName::kReferences},
    {"Precedence", HeaderName::kPrecedence},
    {"X-Campaign", HeaderName::kOfCampaign},
    {"In-Reply-To", HeaderName::kInReplyTo},
    {"Return-Path", HeaderName::kReturnPath},
    {"X-BeenThere", HeaderName::kOfList},
    {"Feedback-ID", HeaderName::kOfCampaign},
    {"X-Autoreply", HeaderName::kOfAutoReply},
    {"Content-Type", HeaderName::kContentType},
    {"Mailing-List", HeaderName::kOfList},
    {"X-CampaignID", HeaderName::kOfCampaign},
    {"X-Campaign-Id", HeaderName::kOfCampaign},
    {"X-Mailgun-Sid", HeaderName::kOfCampaign},
    {"X-Autorespond", HeaderName::kOfAutoReply},
    {"Auto-Submitted", HeaderName::kAutoSubmitted},
    {"X-Mailing-List", HeaderName::kOfList},
    {"List-Unsubscribe", HeaderName::kListUnsubscribe},
    {"X-CSA-Complaints", HeaderName::kOfCampaign},
    {"X-Mailman-Version", HeaderName::kOfList},
    {"Content-Disposition", HeaderName::kContentDisposition},
    {"X-Auto-Response-Suppress", HeaderName::kOfAutoReply},
    {"Content-Transfer-Encoding", HeaderName::kContentEncoding},
}};
constexpr std::size_t kLongest = 25;

// Where in kKnown the names of each length begin.
constexpr std::array<std::size_t, kLongest + 2> kStarts = [] {
  std::array<std::size_t, kLongest + 2> starts{};
  for (std::size_t length = 0; length < starts.size(); ++length) {
    while (starts[length] < kKnown.size() && kKnown[starts[length]].written.size() < length)
      ++starts[length];
  }
  return starts;
}();

bool is_blank(char c) { return c == ' ' || c == '\t'; }

// Every carriage return belongs to a line end.
bool has_whole_line_ends(std::string_view head) {
  for (std::size_t at = head.find('\r'); at != std::string_view::npos; at = head.find('\r', at + 1))
    if (at + 1 == head.size() || head[at + 1] != '\n') return false;
  return true;
}

}  // namespace

HeaderName header_name(std::string_view written) {
  if (written.size() > kLongest) return HeaderName::kOther;
  for (std::size_t i = kStarts[written.size()]; i < kStarts[written.size() + 1]; ++i)
    if (base::equal_ignoring_case(written, kKnown[i].written)) return kKnown[i].name;
  return HeaderName::kOther;
}

std::string_view bare(std::string_view value) {
  constexpr std::string_view kWhite = " \t\r\n";
  const std::size_t first = value.find_first_not_of(kWhite);
  if (first == std::string_view::npos) return {};
  return value.substr(first, value.find_last_not_of(kWhite) + 1 - first);
}

std::optional<std::string_view> first_value(const MailHead& head, HeaderName name) {
  for (const HeaderLine& line : head)
    if (line.name == name) return line.value;
  return std::nullopt;
}

std::optional<std::size_t> scan_head(std::string_view bytes, MailHead& head) {
  for (std::size_t at = 0; at < bytes.size();) {
    const bool ends = bytes[at] == '\n' || bytes.substr(at, 2) == "\r\n";
    if (ends) {
      if (!has_whole_line_ends(bytes.substr(0, at))) return std::nullopt;
      return at + (bytes[at] == '\n' ? 1 : 2);
    }
    std::size_t colon = at;
    while (colon < bytes.size() && bytes[colon] > ' ' && bytes[colon] < 0x7F && bytes[colon] != ':')
      ++colon;
    // What begins as a boundary does may be one.
    if (colon == at || colon == bytes.size() || bytes[colon] != ':' || bytes.substr(at, 2) == "--")
      return std::nullopt;
    std::size_t end = colon;
    do {
      end = bytes.find('\n', end);
      if (end == std::string_view::npos) return std::nullopt;
      ++end;
    } while (end < bytes.size() && is_blank(bytes[end]));
    if (const HeaderName name = header_name(bytes.substr(at, colon - at));
        name != HeaderName::kOther)
      head.push_back({name, bytes.substr(colon + 1, end - colon - 1)});
    at = end;
  }
  return std::nullopt;
}

}  // namespace formats
