// SPDX-License-Identifier: AGPL-3.0-or-later
#include "formats/gmime_values.h"

#include <gmime/gmime.h>

#include <memory>

#include "base/text.h"
#include "formats/address_quirks.h"

namespace formats {
namespace {

struct FreeText {
  void operator()(char* text) const { g_free(text); }
};
using OwnedText = std::unique_ptr<char, FreeText>;

std::string text_of(const char* s) { return s == nullptr ? "" : base::make_utf8(s); }

std::string decoded(const std::string& raw) {
  const OwnedText text(g_mime_utils_header_decode_text(gmime_options(), raw.c_str()));
  return base::one_line(text_of(text.get()));
}

// As GMime's own header value is: unfolded and decoded, white space as it stood.
OwnedText value_of(std::string_view raw) {
  const OwnedText line(g_mime_utils_header_unfold(std::string(raw).c_str()));
  return OwnedText(g_mime_utils_header_decode_text(gmime_options(), line.get()));
}

// Without its line breaks, and with its spaces: two of them between names mean something.
std::string unfolded(std::string_view raw) {
  std::string line;
  for (const char c : raw) {
    if (c != '\r' && c != '\n') line += c == '\t' ? ' ' : c;
  }
  return line;
}

void collect(InternetAddressList* list, int depth, std::size_t most, std::vector<Address>& out) {
  for (int i = 0; i < internet_address_list_length(list) && out.size() < most; ++i) {
    InternetAddress* one = internet_address_list_get_address(list, i);
    if (INTERNET_ADDRESS_IS_GROUP(one)) {
      if (depth < 3) {
        collect(internet_address_group_get_members(INTERNET_ADDRESS_GROUP(one)), depth + 1, most,
                out);
      }
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

}  // namespace

GMimeParserOptions* gmime_options() {
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

std::string gmime_text(std::string_view value) {
  return base::one_line(text_of(value_of(value).get()));
}

std::string gmime_subject(std::string_view value) { return decoded(value_of(value).get()); }

std::optional<base::Time> gmime_date(const std::string& line) {
  gmime_options();
  GDateTime* date = g_mime_utils_header_decode_date(line.c_str());
  if (date == nullptr) return std::nullopt;
  const gint64 seconds = g_date_time_to_unix(date);
  g_date_time_unref(date);
  if (seconds <= 0 || seconds > 0xFFFF'FF00) return std::nullopt;
  return base::time_from_seconds(seconds);
}

std::string gmime_id(std::string_view value) {
  const OwnedText text = value_of(value);
  const OwnedText id(g_mime_utils_decode_message_id(text.get()));
  return text_of(id.get());
}

std::vector<std::string> gmime_ids(std::string_view value) {
  std::vector<std::string> out;
  const OwnedText text = value_of(value);
  const std::unique_ptr<GMimeReferences, void (*)(GMimeReferences*)> list(
      g_mime_references_parse(gmime_options(), text.get()), g_mime_references_free);
  for (int i = 0; list && i < g_mime_references_length(list.get()); ++i)
    out.push_back(text_of(g_mime_references_get_message_id(list.get(), i)));
  return out;
}

void gmime_addresses(std::string_view value, std::size_t most, std::vector<Address>& out) {
  const std::string raw(value);
  if (std::vector<Address> odd = parse_odd_addresses(decoded(raw)); !odd.empty()) {
    out.insert(out.end(), odd.begin(), odd.end());
    return;
  }
  const std::unique_ptr<InternetAddressList, void (*)(void*)> list(
      internet_address_list_parse(gmime_options(), unfolded(raw).c_str()), g_object_unref);
  if (list) collect(list.get(), 0, most, out);
}

}  // namespace formats
