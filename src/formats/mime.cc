// SPDX-License-Identifier: AGPL-3.0-or-later
#include "formats/mime.h"

#include <gmime/gmime.h>

#include <algorithm>
#include <ctime>
#include <memory>

#include "base/text.h"
#include "formats/gmime_values.h"
#include "formats/html_text.h"
#include "formats/mail_fields.h"
#include "formats/plain_body.h"
#include "formats/plain_mail.h"

namespace formats {
namespace {

constexpr int kMostParts = 100, kMostDepth = 16;

struct Unref {
  void operator()(void* object) const { g_object_unref(object); }
};
template <class T>
using Owned = std::unique_ptr<T, Unref>;

struct FreeText {
  void operator()(char* text) const { g_free(text); }
};
using OwnedText = std::unique_ptr<char, FreeText>;

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

// GMime keeps the Content-… headers with the body, apart from these.
MailHead head_of(GMimeMessage* message) {
  MailHead head;
  GMimeHeaderList* headers = g_mime_object_get_header_list(GMIME_OBJECT(message));
  for (int i = 0; i < g_mime_header_list_get_count(headers); ++i) {
    GMimeHeader* header = g_mime_header_list_get_header_at(headers, i);
    const char* value = g_mime_header_get_raw_value(header);
    const HeaderName name = header_name(g_mime_header_get_name(header));
    if (value != nullptr && name != HeaderName::kOther) head.push_back({name, value});
  }
  return head;
}

// A delivery report is no letter.
bool is_report(GMimeMessage* message) {
  GMimeContentType* type = g_mime_object_get_content_type(GMIME_OBJECT(message));
  GMimeObject* part = g_mime_message_get_mime_part(message);
  if (part != nullptr) type = g_mime_object_get_content_type(part);
  return type != nullptr && g_mime_content_type_is_type(type, "multipart", "report");
}

}  // namespace

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
  if (std::optional<Mail> plain = parse_plain_mail(bytes)) return std::move(*plain);
  return parse_any_mail(bytes);
}

std::optional<Mail> parse_plain_mail(std::string_view bytes) {
  if (bytes.find('\0') != std::string_view::npos) return std::nullopt;
  MailHead head;
  head.reserve(24);
  const auto body = scan_head(bytes, head);
  if (!body) return std::nullopt;
  std::optional<std::string> text = plain_body(head, bytes.substr(*body));
  if (!text) return std::nullopt;
  Mail mail;
  read_fields(head, Values::kPlain, mail);
  mail.text = std::move(*text);
  return mail;
}

Mail parse_any_mail(std::string_view bytes) {
  GMimeParserOptions* o = gmime_options();
  const Owned<GMimeStream> stream(g_mime_stream_mem_new_with_buffer(bytes.data(), bytes.size()));
  const Owned<GMimeParser> parser(g_mime_parser_new_with_stream(stream.get()));
  const Owned<GMimeMessage> message(g_mime_parser_construct_message(parser.get(), o));
  Mail mail;
  if (!message) {
    mail.problems.emplace_back("it has no headers");
    return mail;
  }
  read_fields(head_of(message.get()), Values::kGMime, mail);
  mail.auto_reply = mail.auto_reply || is_report(message.get());
  const Body body = read_body(message.get(), mail.problems);
  mail.text = body.plain.empty() && !body.html.empty() ? html_text(body.html) : body.plain;
  return mail;
}

}  // namespace formats
