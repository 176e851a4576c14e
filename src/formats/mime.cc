// SPDX-License-Identifier: AGPL-3.0-or-later
#include "formats/mime.h"

#include <gmime/gmime.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <ctime>
#include <memory>

#include "base/text.h"
#include "formats/address_quirks.h"
#include "formats/html_text.h"

namespace formats {
namespace {

constexpr int kMostParts = 100, kMostDepth = 16;
constexpr std::size_t kMostBody = std::size_t{1} << 20;
constexpr std::size_t kMostAddresses = 5000;

struct Unref {
  void operator()(void* object) const { g_object_unref(object); }
};
template <class T>
using Owned = std::unique_ptr<T, Unref>;

struct FreeText {
  void operator()(char* text) const { g_free(text); }
};
using OwnedText = std::unique_ptr<char, FreeText>;

// Made once and never freed: GMime's own state lives as long as the process.
GMimeParserOptions* options() {
  static GMimeParserOptions* const kOptions = [] {
    g_mime_init();
    GMimeParserOptions* o = g_mime_parser_options_new();
    static const char* kCharsets[] = {"utf-8", "windows-1252", nullptr};
    g_mime_parser_options_set_fallback_charsets(o, kCharsets);
    g_mime_parser_options_set_address_compliance_mode(o, GMIME_RFC_COMPLIANCE_LOOSE);
    return o;
  }();
  return kOptions;
}

std::string text_of(const char* s) { return s == nullptr ? "" : base::make_utf8(s); }

std::string decoded(const char* raw) {
  if (raw == nullptr) return "";
  const OwnedText text(g_mime_utils_header_decode_text(options(), raw));
  return base::one_line(text_of(text.get()));
}

// Without its line breaks, and with its spaces: two of them between names mean something.
std::string unfolded(std::string_view raw) {
  std::string line;
  for (const char c : raw) {
    if (c != '\r' && c != '\n') line += c == '\t' ? ' ' : c;
  }
  return line;
}

void collect(InternetAddressList* list, int depth, std::vector<Address>& out) {
  for (int i = 0; i < internet_address_list_length(list) && out.size() < kMostAddresses; ++i) {
    InternetAddress* one = internet_address_list_get_address(list, i);
    if (INTERNET_ADDRESS_IS_GROUP(one)) {
      if (depth < 3)
        collect(internet_address_group_get_members(INTERNET_ADDRESS_GROUP(one)), depth + 1, out);
      continue;
    }
    const std::string name = text_of(internet_address_get_name(one));
    const std::string address =
        text_of(internet_address_mailbox_get_addr(INTERNET_ADDRESS_MAILBOX(one)));
    if (std::optional<Address> good = make_address(name, address)) {
      good->written = name;
      out.push_back(std::move(*good));
    }
  }
}

// All headers of one name, several of a kind joined.
std::vector<Address> addresses(GMimeObject* message, const char* name) {
  std::vector<Address> out;
  GMimeHeaderList* headers = g_mime_object_get_header_list(message);
  for (int i = 0; i < g_mime_header_list_get_count(headers); ++i) {
    GMimeHeader* header = g_mime_header_list_get_header_at(headers, i);
    if (!base::equal_ignoring_case(g_mime_header_get_name(header), name)) continue;
    const char* raw = g_mime_header_get_raw_value(header);
    if (raw == nullptr) continue;
    if (std::vector<Address> odd = parse_odd_addresses(decoded(raw)); !odd.empty()) {
      out.insert(out.end(), odd.begin(), odd.end());
      continue;
    }
    const std::string line = unfolded(raw);
    const Owned<InternetAddressList> list(internet_address_list_parse(options(), line.c_str()));
    if (list) collect(list.get(), 0, out);
  }
  return out;
}

std::string header(GMimeObject* message, const char* name) {
  const char* value = g_mime_object_get_header(message, name);
  return value == nullptr ? "" : base::one_line(base::make_utf8(value));
}

std::string body_text(GMimePart* part, std::vector<std::string>& problems) {
  if (GMIME_IS_TEXT_PART(part)) {
    const OwnedText text(g_mime_text_part_get_text(GMIME_TEXT_PART(part)));
    if (text) {
      const std::string_view all(text.get());
      if (all.size() > kMostBody) problems.emplace_back("a text longer than 1 MiB was cut");
      return base::make_utf8(all.substr(0, kMostBody));
    }
  }
  problems.emplace_back("a part could not be decoded");
  return "";
}

struct Body {
  std::string plain, html;
};

Body read_body(GMimeMessage* message, std::vector<std::string>& problems) {
  Body body;
  const std::unique_ptr<GMimePartIter, void (*)(GMimePartIter*)> at(
      g_mime_part_iter_new(GMIME_OBJECT(message)), g_mime_part_iter_free);
  for (int parts = 0; g_mime_part_iter_is_valid(at.get());) {
    GMimeObject* current = g_mime_part_iter_get_current(at.get());
    if (++parts > kMostParts) {
      problems.emplace_back("parts beyond the 100th were left out");
      break;
    }
    const std::unique_ptr<char, FreeText> path(g_mime_part_iter_get_path(at.get()));
    const std::string_view where = path ? path.get() : "";
    if (std::count(where.begin(), where.end(), '.') >= kMostDepth) {
      problems.emplace_back("parts nested deeper than 16 were left out");
    } else if (GMIME_IS_PART(current) &&
               !GMIME_IS_MESSAGE_PART(g_mime_part_iter_get_parent(at.get()))) {
      GMimePart* part = GMIME_PART(current);
      GMimeContentType* type = g_mime_object_get_content_type(current);
      if (!g_mime_part_is_attachment(part)) {
        if (body.plain.empty() && g_mime_content_type_is_type(type, "text", "plain"))
          body.plain = body_text(part, problems);
        if (body.html.empty() && g_mime_content_type_is_type(type, "text", "html"))
          body.html = body_text(part, problems);
      }
    }
    if (!body.plain.empty()) break;
    if (!g_mime_part_iter_next(at.get())) break;
  }
  return body;
}

std::optional<base::Time> plausible(GDateTime* date) {
  if (date == nullptr) return std::nullopt;
  const gint64 seconds = g_date_time_to_unix(date);
  g_date_time_unref(date);
  if (seconds <= 0 || seconds > 0xFFFF'FF00) return std::nullopt;
  return base::time_from_seconds(seconds);
}

void read_dates(GMimeObject* message, Mail& mail) {
  mail.date_text = header(message, "Date");
  if (!mail.date_text.empty()) mail.stated_date = parse_mail_date(mail.date_text);
  const std::string trace = header(message, "Received");
  const std::size_t at = trace.rfind(';');
  const auto received =
      at == std::string::npos ? std::nullopt : parse_mail_date(trace.substr(at + 1));
  // Nobody receives a mail a week before it was written: the sender's clock was wrong.
  const bool from_the_future =
      mail.stated_date && received && *mail.stated_date > *received + std::chrono::days(7);
  mail.date = mail.stated_date && !from_the_future ? mail.stated_date : received;
}

void read_threads(GMimeMessage* message, Mail& mail) {
  mail.message_id = text_of(g_mime_message_get_message_id(message));
  const auto ids = [&](const char* name) {
    std::vector<std::string> out;
    const char* raw = g_mime_object_get_header(GMIME_OBJECT(message), name);
    if (raw == nullptr) return out;
    const std::unique_ptr<GMimeReferences, void (*)(GMimeReferences*)> list(
        g_mime_references_parse(options(), raw), g_mime_references_free);
    for (int i = 0; list && i < g_mime_references_length(list.get()); ++i) {
      out.push_back(text_of(g_mime_references_get_message_id(list.get(), i)));
    }
    return out;
  };
  mail.references = ids("References");
  // In-Reply-To may hold words ("Message from Bob <bob@example.org> of Tuesday <id@host>"): the
  // last in brackets.
  const std::string words = unfolded(header(GMIME_OBJECT(message), "In-Reply-To"));
  for (std::size_t open = words.find('<'); open != std::string::npos;
       open = words.find('<', open + 1)) {
    const std::size_t close = words.find('>', open);
    if (close == std::string::npos) break;
    const std::string id = words.substr(open + 1, close - open - 1);
    if (id.find('@') != std::string::npos && id.find_first_of(" <") == std::string::npos)
      mail.in_reply_to = id;
  }
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

void read_nature(GMimeObject* message, Mail& mail) {
  const auto has = [&](const char* name) {
    return g_mime_object_get_header(message, name) != nullptr;
  };
  mail.list_id = base::lower_ascii(header(message, "List-Id"));
  mail.precedence = base::lower_ascii(header(message, "Precedence"));
  mail.auto_submitted = base::lower_ascii(header(message, "Auto-Submitted"));
  mail.return_path = header(message, "Return-Path");
  mail.unsubscribe = has("List-Unsubscribe");
  mail.mailing_list = !mail.list_id.empty() || has("List-Post") || has("Mailing-List") ||
                      has("X-Mailing-List") || has("X-BeenThere") || has("X-Mailman-Version") ||
                      has("List-Help") || mail.precedence == "list";
  mail.campaign = has("X-Campaign") || has("X-Campaign-Id") || has("X-CampaignID") ||
                  has("X-Mailgun-Sid") || has("X-SG-EID") || has("X-MC-User") ||
                  has("Feedback-ID") || has("X-CSA-Complaints");
  GMimeContentType* type = g_mime_object_get_content_type(message);
  GMimeObject* part = g_mime_message_get_mime_part(GMIME_MESSAGE(message));
  if (part != nullptr) type = g_mime_object_get_content_type(part);
  mail.auto_reply = has("X-Autoreply") || has("X-Autorespond") || has("X-Auto-Response-Suppress") ||
                    mail.precedence == "auto_reply" || is_auto_subject(mail.subject) ||
                    (type != nullptr && g_mime_content_type_is_type(type, "multipart", "report"));
}

}  // namespace

std::optional<base::Time> parse_mail_date(const std::string& text) {
  options();
  // GMime reads the year 0002 as 2002; a year written with four digits is meant as it stands.
  const std::string line = base::one_line(text);
  const std::vector<std::string_view> words = base::split(line, ' ');
  for (std::size_t i = 2; i < std::min<std::size_t>(words.size(), 5); ++i) {
    const bool digits =
        words[i].size() == 4 &&
        std::all_of(words[i].begin(), words[i].end(), [](char c) { return c >= '0' && c <= '9'; });
    const bool behind_month = words[i - 1].size() >= 3 &&
                              std::isalpha(static_cast<unsigned char>(words[i - 1].front())) != 0;
    if (digits && behind_month && words[i] < "1970") return std::nullopt;
  }
  return plausible(g_mime_utils_header_decode_date(text.c_str()));
}

std::optional<base::Time> parse_from_line_date(std::string_view from_line) {
  const std::string line = base::one_line(from_line);
  const std::vector<std::string_view> words = base::split(line, ' ');
  for (std::size_t i = 0; i + 3 < words.size(); ++i) {
    std::string date;
    for (std::size_t j = i; j < words.size(); ++j) date += std::string(words[j]) + " ";
    std::tm tm{};
    if (::strptime(date.c_str(), "%a %b %d %H:%M:%S %Y", &tm) == nullptr) continue;
    const std::time_t seconds = ::timegm(&tm);
    if (seconds > 0) return base::time_from_seconds(seconds);
  }
  return std::nullopt;
}

Mail parse_mail(std::string_view bytes) {
  GMimeParserOptions* o = options();
  const Owned<GMimeStream> stream(g_mime_stream_mem_new_with_buffer(bytes.data(), bytes.size()));
  const Owned<GMimeParser> parser(g_mime_parser_new_with_stream(stream.get()));
  const Owned<GMimeMessage> message(g_mime_parser_construct_message(parser.get(), o));
  Mail mail;
  if (!message) {
    mail.problems.emplace_back("it has no headers");
    return mail;
  }
  GMimeObject* object = GMIME_OBJECT(message.get());
  read_threads(message.get(), mail);
  read_dates(object, mail);
  mail.from = addresses(object, "From");
  mail.sender = addresses(object, "Sender");
  mail.reply_to = addresses(object, "Reply-To");
  mail.to = addresses(object, "To");
  mail.cc = addresses(object, "Cc");
  mail.bcc = addresses(object, "Bcc");
  mail.subject = decoded(g_mime_object_get_header(object, "Subject"));
  read_nature(object, mail);
  const Body body = read_body(message.get(), mail.problems);
  mail.text = body.plain.empty() && !body.html.empty() ? html_text(body.html) : body.plain;
  return mail;
}

}  // namespace formats
