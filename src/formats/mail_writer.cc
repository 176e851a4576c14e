// SPDX-License-Identifier: AGPL-3.0-or-later
#include "formats/mail_writer.h"

#include <gmime/gmime.h>

#include <algorithm>
#include <memory>

#include "base/text.h"
#include "formats/gmime_values.h"

namespace formats {
namespace {

constexpr std::size_t kLongestAddress = 254, kLongestLocal = 64, kLongestHeader = 900;

struct Unref {
  void operator()(void* object) const { g_object_unref(object); }
};
template <class T>
using Owned = std::unique_ptr<T, Unref>;

bool is_letter_or_digit(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

base::Result<void> add_all(GMimeMessage* message, GMimeAddressType type,
                           const std::vector<Address>& all) {
  InternetAddressList* list = g_mime_message_get_addresses(message, type);
  for (const Address& one : all) {
    if (!is_mailable(one.address))
      return base::fail(base::Code::kInvalid, "no mail can be sent to this address");
    const std::string name = base::one_line(base::make_utf8(one.name));
    const Owned<InternetAddress> box(
        internet_address_mailbox_new(name.empty() ? nullptr : name.c_str(), one.address.c_str()));
    internet_address_set_charset(box.get(), "utf-8");
    internet_address_list_add(list, box.get());
  }
  return {};
}

// GMime would take a long value apart, and an address in it with it; so it stands as it is.
base::Result<void> add_header(GMimeMessage* message, const std::string& name,
                              const std::string& value) {
  const bool named = !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
    return is_letter_or_digit(c) || c == '-';
  });
  const bool plain =
      !value.empty() && name.size() + value.size() <= kLongestHeader &&
      std::all_of(value.begin(), value.end(), [](char c) { return c >= ' ' && c <= '~'; });
  if (!named || !plain)
    return base::fail(base::Code::kInvalid, "a header of a mail is one plain line");
  GMimeHeaderList* list = g_mime_object_get_header_list(GMIME_OBJECT(message));
  g_mime_header_list_append(list, name.c_str(), "", nullptr);
  GMimeHeader* header =
      g_mime_header_list_get_header_at(list, g_mime_header_list_get_count(list) - 1);
  g_mime_header_set_raw_value(header, (" " + value + "\n").c_str());
  return {};
}

Owned<GMimeTextPart> text_part(const std::string& text) {
  Owned<GMimeTextPart> part(g_mime_text_part_new_with_subtype("plain"));
  const Owned<GMimeStream> stream(g_mime_stream_mem_new_with_buffer(text.data(), text.size()));
  const Owned<GMimeDataWrapper> content(
      g_mime_data_wrapper_new_with_stream(stream.get(), GMIME_CONTENT_ENCODING_DEFAULT));
  g_mime_part_set_content(GMIME_PART(part.get()), content.get());
  g_mime_text_part_set_charset(part.get(), "utf-8");
  g_mime_part_set_content_encoding(GMIME_PART(part.get()), GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE);
  return part;
}

// Lines end in LF here; GMime makes them CRLF.
std::string with_lines(std::string_view text) {
  std::string out;
  for (const char c : base::make_utf8(text)) {
    if (c != '\r') out += c;
  }
  if (!out.ends_with('\n')) out += '\n';
  return out;
}

}  // namespace

bool is_mailable(std::string_view address) {
  const std::size_t at = address.rfind('@');
  if (at == std::string_view::npos || at == 0 || at > kLongestLocal ||
      address.size() > kLongestAddress)
    return false;
  const std::string_view local = address.substr(0, at), domain = address.substr(at + 1);
  constexpr std::string_view kMarks = ".!#$%&'*+-/=?^_`{|}~";
  return std::all_of(local.begin(), local.end(),
                     [&](char c) {
                       return is_letter_or_digit(c) || kMarks.find(c) != std::string_view::npos;
                     }) &&
         !domain.empty() && domain.front() != '.' && domain.back() != '.' &&
         domain.find("..") == std::string_view::npos &&
         std::all_of(domain.begin(), domain.end(),
                     [](char c) { return is_letter_or_digit(c) || c == '.' || c == '-'; });
}

base::Result<Address> parse_mailbox(const std::string& text) {
  std::vector<Address> all;
  gmime_addresses(text, 2, all);
  if (all.size() != 1 || !is_mailable(all.front().address))
    return base::fail(base::Code::kInvalid, "write it as rapport@example.org");
  return all.front();
}

base::Result<std::string> print_mail(const MailToWrite& mail) {
  gmime_options();  // which readies GMime
  if (mail.to.empty()) return base::fail(base::Code::kInvalid, "a mail is for somebody");
  const Owned<GMimeMessage> message(g_mime_message_new(TRUE));
  TRY_DO(add_all(message.get(), GMIME_ADDRESS_TYPE_FROM, {mail.from}));
  TRY_DO(add_all(message.get(), GMIME_ADDRESS_TYPE_REPLY_TO, mail.reply_to));
  TRY_DO(add_all(message.get(), GMIME_ADDRESS_TYPE_TO, mail.to));
  const std::string subject = base::one_line(base::make_utf8(mail.subject));
  g_mime_message_set_subject(message.get(), subject.c_str(), "utf-8");
  GDateTime* date = g_date_time_new_from_unix_utc(base::micros(mail.date) / 1'000'000);
  g_mime_message_set_date(message.get(), date);
  g_date_time_unref(date);
  g_mime_message_set_message_id(message.get(), mail.message_id.c_str());
  for (const auto& [name, value] : mail.headers) TRY_DO(add_header(message.get(), name, value));
  const std::string text = with_lines(mail.text);
  const Owned<GMimeTextPart> part = text_part(text);
  g_mime_message_set_mime_part(message.get(), GMIME_OBJECT(part.get()));
  const std::unique_ptr<GMimeFormatOptions, void (*)(GMimeFormatOptions*)> options(
      g_mime_format_options_new(), g_mime_format_options_free);
  g_mime_format_options_set_newline_format(options.get(), GMIME_NEWLINE_FORMAT_DOS);
  const std::unique_ptr<char, void (*)(void*)> bytes(
      g_mime_object_to_string(GMIME_OBJECT(message.get()), options.get()), g_free);
  return std::string(bytes.get());
}

}  // namespace formats
