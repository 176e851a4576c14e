// SPDX-License-Identifier: AGPL-3.0-or-later
#include "formats/vcard.h"

#include <glib.h>

#include <algorithm>
#include <functional>
#include <map>
#include <memory>

#include "base/text.h"

namespace formats {
namespace {

constexpr std::size_t kMostLines = 2000, kMostRaw = std::size_t{4} << 20, kMostOfAKind = 200;

std::string decode_quoted_printable(std::string_view text) {
  const auto digit = [](char c) {
    return c >= '0' && c <= '9'   ? c - '0'
           : c >= 'A' && c <= 'F' ? c - 'A' + 10
           : c >= 'a' && c <= 'f' ? c - 'a' + 10
                                  : -1;
  };
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '=' && i + 2 < text.size() && digit(text[i + 1]) >= 0 &&
        digit(text[i + 2]) >= 0) {
      out += static_cast<char>(digit(text[i + 1]) * 16 + digit(text[i + 2]));
      i += 2;
    } else if (text[i] != '=' || i + 1 < text.size()) {
      out += text[i];
    }
  }
  return out;
}

// The value's bytes in UTF-8: its transfer encoding and charset undone, its escapes not yet.
std::string decoded(const ContentLine& line) {
  std::string value = line.value;
  const std::string encoding = base::lower_ascii(line.param("ENCODING"));
  if (encoding == "quoted-printable") value = decode_quoted_printable(value);
  const std::string charset = line.param("CHARSET");
  if (!charset.empty() && base::lower_ascii(charset) != "utf-8") {
    gsize size = 0;
    const std::unique_ptr<gchar, decltype(&g_free)> converted(
        g_convert_with_fallback(value.data(), static_cast<gssize>(value.size()), "UTF-8",
                                charset.c_str(), "?", nullptr, &size, nullptr),
        g_free);
    if (converted) value.assign(converted.get(), size);
  }
  return base::make_utf8(value);
}

std::string text_of(const ContentLine& line) {
  return std::string(base::trim(unescape_text(decoded(line))));
}

std::vector<std::string> parts_of(const ContentLine& line, char by) {
  std::vector<std::string> parts;
  for (const std::string& part : split_unescaped(decoded(line), by))
    parts.emplace_back(base::trim(unescape_text(part)));
  return parts;
}

void add(std::vector<std::string>& list, std::string value) {
  const bool there = std::find(list.begin(), list.end(), value) != list.end();
  if (!value.empty() && !there && list.size() < kMostOfAKind) list.push_back(std::move(value));
}

// "tel:+44-1632", "mailto:a@b": the part behind the scheme.
std::string without_scheme(std::string value, std::string_view scheme) {
  return base::starts_with_ignoring_case(value, scheme) ? value.substr(scheme.size()) : value;
}

std::string joined(const std::vector<std::string>& parts) {
  std::string all;
  for (const std::string& part : parts) {
    if (!part.empty()) all += (all.empty() ? "" : " ") + part;
  }
  return all;
}

using Take = std::function<void(VCard&, const ContentLine&)>;

void take_name(VCard& card, const ContentLine& line) {
  std::vector<std::string> parts = parts_of(line, ';');
  parts.resize(5);
  card.family = parts[0];
  card.given = parts[1];
  if (card.name.empty()) card.name = joined({parts[3], parts[1], parts[2], parts[0], parts[4]});
}

const std::map<std::string, Take, std::less<>>& takes() {
  static const std::map<std::string, Take, std::less<>> kTakes = {
      {"VERSION", [](VCard& c, const ContentLine& l) { c.version = text_of(l); }},
      {"UID", [](VCard& c, const ContentLine& l) { c.uid = text_of(l); }},
      {"KIND", [](VCard& c, const ContentLine& l) { c.kind = base::lower_ascii(text_of(l)); }},
      {"X-ADDRESSBOOKSERVER-KIND",
       [](VCard& c, const ContentLine& l) { c.kind = base::lower_ascii(text_of(l)); }},
      {"FN",
       [](VCard& c, const ContentLine& l) {
         if (const std::string name = text_of(l); !name.empty()) c.name = name;
       }},
      {"N", take_name},
      {"NICKNAME",
       [](VCard& c, const ContentLine& l) {
         for (const std::string& nick : parts_of(l, ',')) add(c.nicknames, nick);
       }},
      {"EMAIL",
       [](VCard& c, const ContentLine& l) { add(c.mails, without_scheme(text_of(l), "mailto:")); }},
      {"TEL",
       [](VCard& c, const ContentLine& l) { add(c.phones, without_scheme(text_of(l), "tel:")); }},
      {"URL", [](VCard& c, const ContentLine& l) { add(c.urls, text_of(l)); }},
      {"X-SOCIALPROFILE", [](VCard& c, const ContentLine& l) { add(c.urls, text_of(l)); }},
      {"IMPP", [](VCard& c, const ContentLine& l) { add(c.accounts, text_of(l)); }},
      {"X-JABBER", [](VCard& c, const ContentLine& l) { add(c.accounts, "xmpp:" + text_of(l)); }},
      {"X-SKYPE", [](VCard& c, const ContentLine& l) { add(c.accounts, "skype:" + text_of(l)); }},
      {"ORG",
       [](VCard& c, const ContentLine& l) {
         if (c.organization.empty()) c.organization = parts_of(l, ';').front();
       }},
      {"TITLE", [](VCard& c, const ContentLine& l) { c.title = text_of(l); }},
      {"ROLE", [](VCard& c, const ContentLine& l) { c.role = text_of(l); }},
      {"BDAY", [](VCard& c, const ContentLine& l) { c.birthday = text_of(l); }},
      {"NOTE", [](VCard& c, const ContentLine& l) { c.note = text_of(l); }},
      {"REV", [](VCard& c, const ContentLine& l) { c.revised = text_of(l); }},
      {"CATEGORIES",
       [](VCard& c, const ContentLine& l) {
         for (const std::string& one : parts_of(l, ',')) add(c.categories, one);
       }},
  };
  return kTakes;
}

bool is(const ContentLine& line, const char* name) {
  return line.name == name && base::lower_ascii(base::trim(line.value)) == "vcard";
}

}  // namespace

base::Result<void> VCardReader::body(VCard& card) {
  std::size_t count = 0;
  for (int depth = 1; depth > 0;) {
    ContentLine line;
    TRY(const bool more, lines_.next(line));
    if (!more) {
      card.problem = "the file ends inside a card";
      break;
    }
    if (line.cut) card.problem = "a line over 1 MiB was cut";
    if (is(line, "BEGIN")) ++depth;
    if (is(line, "END")) --depth;
    if (depth != 1 || line.name == "END") continue;
    if (++count > kMostLines) {
      card.problem = "more lines than a card may have: the rest was passed over";
      continue;
    }
    const auto take = takes().find(line.name);
    if (take != takes().end()) take->second(card, line);
    if (line.name == "VERSION") lines_.keep_fold_space(card.version == "2.1");
  }
  return {};
}

base::Result<bool> VCardReader::next(VCard& card) {
  card = {};
  ContentLine line;
  do {
    (void)lines_.take_raw();
    TRY(const bool more, lines_.next(line));
    if (!more) return false;
  } while (!is(line, "BEGIN"));
  card.line = line.line;
  lines_.keep_fold_space(false);
  TRY_DO(body(card));
  card.raw = lines_.take_raw();
  // What stood between the last card and this one's BEGIN is not its own.
  const std::size_t begin = base::lower_ascii(card.raw).find("begin:");
  if (begin != std::string::npos) card.raw.erase(0, begin);
  if (card.raw.empty() || card.raw.size() > kMostRaw) {
    card.raw.clear();
    card.problem = "a card over 4 MiB: it cannot be given back as it stood";
  }
  return true;
}

namespace {

void print_property(std::string& out, std::string_view name, std::string_view value) {
  if (!value.empty()) print_content_line(std::string(name) + ":" + escape_text(value), out);
}

}  // namespace

std::string print_vcard(const VCard& card) {
  std::string out = "BEGIN:VCARD\r\nVERSION:4.0\r\n";
  print_property(out, "FN", card.name);
  for (const std::string& mail : card.mails) print_property(out, "EMAIL", mail);
  for (const std::string& phone : card.phones) print_property(out, "TEL", phone);
  for (const std::string& url : card.urls) print_property(out, "URL", url);
  print_property(out, "ORG", card.organization);
  print_property(out, "TITLE", card.title);
  print_property(out, "BDAY", card.birthday);
  for (const std::string& tag : card.categories) print_property(out, "CATEGORIES", tag);
  return out + "END:VCARD\r\n";
}

}  // namespace formats
