// SPDX-License-Identifier: AGPL-3.0-or-later
#include "formats/mail_fields.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "base/text.h"
#include "formats/gmime_values.h"
#include "formats/plain_values.h"

namespace formats {
namespace {

constexpr std::size_t kMostAddresses = 5000;

std::string text(std::string_view value, Values how) {
  if (how == Values::kPlain) {
    if (std::optional<std::string> plain = plain_text(value)) return std::move(*plain);
  }
  return gmime_text(value);
}

std::string text(const MailHead& head, HeaderName name, Values how) {
  const auto value = first_value(head, name);
  return value ? text(*value, how) : "";
}

std::optional<base::Time> date(const std::string& said, Values how) {
  const std::string line = base::one_line(said);
  if (how == Values::kPlain) {
    if (const auto plain = plain_date(line)) return plain;
  }
  // GMime reads the year 0002 as 2002; a year written with four digits is meant as it stands.
  const std::vector<std::string_view> words = base::split(line, ' ');
  for (std::size_t i = 2; i < std::min<std::size_t>(words.size(), 5); ++i) {
    const bool digits =
        words[i].size() == 4 &&
        std::all_of(words[i].begin(), words[i].end(), [](char c) { return c >= '0' && c <= '9'; });
    const bool behind_month = words[i - 1].size() >= 3 &&
                              std::isalpha(static_cast<unsigned char>(words[i - 1].front())) != 0;
    if (digits && behind_month && words[i] < "1970") return std::nullopt;
  }
  return gmime_date(said);
}

void read_dates(const MailHead& head, Values how, Mail& mail) {
  mail.date_text = text(head, HeaderName::kDate, how);
  if (!mail.date_text.empty()) mail.stated_date = date(mail.date_text, how);
  std::string_view trace = first_value(head, HeaderName::kReceived).value_or("");
  // Its date stands last; where nothing is encoded, the rest need not be read.
  if (how == Values::kPlain && trace.find("=?") == std::string_view::npos)
    trace = trace.substr(std::min(trace.size(), trace.rfind(';')));
  const std::string line = text(trace, how);
  const std::size_t at = line.rfind(';');
  const auto received = at == std::string::npos ? std::nullopt : date(line.substr(at + 1), how);
  // Nobody receives a mail a week before it was written: the sender's clock was wrong.
  const bool from_the_future =
      mail.stated_date && received && *mail.stated_date > *received + std::chrono::days(7);
  mail.date = mail.stated_date && !from_the_future ? mail.stated_date : received;
}

std::vector<std::string> ids(std::string_view value, Values how) {
  if (how == Values::kPlain) {
    if (auto plain = plain_ids(value)) return std::move(*plain);
  }
  return gmime_ids(value);
}

// The last one of the name, as GMime has it.
std::string message_id(const MailHead& head, Values how) {
  const auto last = std::find_if(head.rbegin(), head.rend(), [](const HeaderLine& line) {
    return line.name == HeaderName::kMessageId;
  });
  if (last == head.rend()) return "";
  if (how == Values::kPlain) {
    if (auto plain = plain_ids(last->value); plain && plain->size() == 1)
      return std::move(plain->front());
  }
  return gmime_id(last->value);
}

void read_threads(const MailHead& head, Values how, Mail& mail) {
  mail.message_id = message_id(head, how);
  if (const auto value = first_value(head, HeaderName::kReferences))
    mail.references = ids(*value, how);
  // In-Reply-To may hold words ("Message from Bob <bob@example.org> of Tuesday <id@host>"): the
  // last in brackets.
  const std::string words = text(head, HeaderName::kInReplyTo, how);
  for (std::size_t open = words.find('<'); open != std::string::npos;
       open = words.find('<', open + 1)) {
    const std::size_t close = words.find('>', open);
    if (close == std::string::npos) break;
    const std::string id = words.substr(open + 1, close - open - 1);
    if (id.find('@') != std::string::npos && id.find_first_of(" <") == std::string::npos)
      mail.in_reply_to = id;
  }
}

// All headers of one name, several of a kind joined.
std::vector<Address> addresses(const MailHead& head, HeaderName name, Values how) {
  std::vector<Address> out;
  for (const HeaderLine& line : head) {
    if (line.name != name) continue;
    if (how == Values::kPlain && plain_addresses(line.value, kMostAddresses, out)) continue;
    gmime_addresses(line.value, kMostAddresses, out);
  }
  return out;
}

std::string subject(const MailHead& head, Values how) {
  const auto value = first_value(head, HeaderName::kSubject);
  if (!value) return "";
  if (how == Values::kPlain) {
    if (std::optional<std::string> plain = plain_text(*value)) return std::move(*plain);
  }
  return gmime_subject(*value);
}

// What mailers without a header for it write.
bool is_auto_subject(std::string_view subject) {
  static constexpr std::array<std::string_view, 9> kOpenings = {
      "out of office", "automatic reply",      "auto-reply",
      "autoreply",     "undeliverable:",       "delivery status notification",
      "returned mail", "mail delivery failed", "read receipt"};
  return std::any_of(kOpenings.begin(), kOpenings.end(), [&](std::string_view o) {
    return base::starts_with_ignoring_case(subject, o);
  });
}

void read_nature(const MailHead& head, Values how, Mail& mail) {
  mail.list_id = base::lower_ascii(text(head, HeaderName::kListId, how));
  mail.precedence = base::lower_ascii(text(head, HeaderName::kPrecedence, how));
  mail.auto_submitted = base::lower_ascii(text(head, HeaderName::kAutoSubmitted, how));
  mail.return_path = text(head, HeaderName::kReturnPath, how);
  mail.unsubscribe = has(head, HeaderName::kListUnsubscribe);
  mail.mailing_list =
      !mail.list_id.empty() || has(head, HeaderName::kOfList) || mail.precedence == "list";
  mail.campaign = has(head, HeaderName::kOfCampaign);
  mail.auto_reply = has(head, HeaderName::kOfAutoReply) || mail.precedence == "auto_reply" ||
                    is_auto_subject(mail.subject);
}

}  // namespace

std::optional<base::Time> parse_mail_date(const std::string& said) {
  return date(said, Values::kPlain);
}

void read_fields(const MailHead& head, Values how, Mail& mail) {
  read_threads(head, how, mail);
  read_dates(head, how, mail);
  mail.from = addresses(head, HeaderName::kFrom, how);
  mail.sender = addresses(head, HeaderName::kSender, how);
  mail.reply_to = addresses(head, HeaderName::kReplyTo, how);
  mail.to = addresses(head, HeaderName::kTo, how);
  mail.cc = addresses(head, HeaderName::kCc, how);
  mail.bcc = addresses(head, HeaderName::kBcc, how);
  mail.subject = subject(head, how);
  read_nature(head, how, mail);
}

}  // namespace formats
