// SPDX-License-Identifier: AGPL-3.0-or-later
#include "formats/plain_body.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "formats/html_text.h"
#include "formats/transfer_code.h"

namespace formats {
namespace {

constexpr std::size_t kMostNested = 4;

struct ContentType {
  enum class Kind { kPlain, kHtml, kParts } kind = Kind::kPlain;
  std::string_view charset;   // empty: none said
  std::string_view boundary;  // of the parts
};

// A run of printable characters without these.
std::string_view take_run(std::string_view& rest, std::string_view without) {
  std::size_t n = 0;
  while (n < rest.size() && rest[n] > ' ' && rest[n] < 0x7F &&
         without.find(rest[n]) == std::string_view::npos)
    ++n;
  const std::string_view run = rest.substr(0, n);
  rest.remove_prefix(n);
  return run;
}

std::string_view take_token(std::string_view& rest) { return take_run(rest, "()<>@,;:\\\"/[]?=*"); }

void skip_white(std::string_view& rest) {
  rest.remove_prefix(std::min(rest.find_first_not_of(" \t\r\n"), rest.size()));
}

bool take(std::string_view& rest, char c) {
  if (!rest.starts_with(c)) return false;
  rest.remove_prefix(1);
  return true;
}

// A parameter's value: a quoted string on one line, or all up to the next; mailers forget to quote.
std::string_view take_value(std::string_view& rest) {
  if (!take(rest, '"')) return take_run(rest, "();\\\"");
  const std::size_t end = rest.find_first_of("\"\\\r\n\t");
  if (end == std::string_view::npos || rest[end] != '"') return {};
  const std::string_view value = rest.substr(0, end);
  rest.remove_prefix(end + 1);
  return value;
}

std::optional<ContentType::Kind> kind_of(std::string_view type, std::string_view subtype) {
  const auto is = [](std::string_view a, std::string_view b) {
    return base::equal_ignoring_case(a, b);
  };
  if (is(type, "text") && is(subtype, "plain")) return ContentType::Kind::kPlain;
  if (is(type, "text") && is(subtype, "html")) return ContentType::Kind::kHtml;
  if (is(type, "multipart") &&
      (is(subtype, "alternative") || is(subtype, "mixed") || is(subtype, "related")))
    return ContentType::Kind::kParts;
  return std::nullopt;
}

std::optional<ContentType> read_content_type(std::string_view rest) {
  if (rest.find("=?") != std::string_view::npos || !base::is_ascii(rest)) return std::nullopt;
  skip_white(rest);
  const std::string_view type = take_token(rest);
  if (!take(rest, '/')) return std::nullopt;
  const auto kind = kind_of(type, take_token(rest));
  if (!kind) return std::nullopt;
  ContentType out{*kind, {}, {}};
  for (skip_white(rest); !rest.empty(); skip_white(rest)) {
    if (!take(rest, ';')) return std::nullopt;
    skip_white(rest);
    if (rest.empty()) break;
    const std::string_view name = take_token(rest);
    if (name.empty() || !take(rest, '=')) return std::nullopt;
    const std::string_view value = take_value(rest);
    if (value.empty()) return std::nullopt;
    for (const auto& [known, to] :
         {std::pair("charset", &out.charset), std::pair("boundary", &out.boundary)}) {
      if (!base::equal_ignoring_case(name, known)) continue;
      if (!to->empty()) return std::nullopt;
      *to = value;
    }
  }
  return out;
}

// The one value of that name; "" where there is none. None: there are several.
std::optional<std::string_view> only_value(const MailHead& head, HeaderName name) {
  std::optional<std::string_view> value;
  for (const HeaderLine& line : head) {
    if (line.name != name) continue;
    if (value) return std::nullopt;
    value = line.value;
  }
  return value.value_or("");
}

std::optional<std::string> decoded(std::string_view encoding, std::string_view bytes) {
  for (const char* as_it_stands : {"", "7bit", "8bit", "binary"})
    if (base::equal_ignoring_case(encoding, as_it_stands)) return std::string(bytes);
  if (base::equal_ignoring_case(encoding, "quoted-printable")) return sound_quoted_printable(bytes);
  if (base::equal_ignoring_case(encoding, "base64")) return sound_base64(bytes);
  return std::nullopt;
}

std::string from_latin_1(std::string_view bytes) {
  std::string text;
  text.reserve(bytes.size() + bytes.size() / 8);
  for (const char c : bytes) {
    const auto b = static_cast<unsigned char>(c);
    if (b < 0x80) {
      text += c;
    } else {
      text += static_cast<char>(0xC0 | (b >> 6));
      text += static_cast<char>(0x80 | (b & 0x3F));
    }
  }
  return text;
}

std::optional<std::string> in_utf8(std::string_view charset, std::string&& bytes) {
  static constexpr std::array<std::string_view, 6> kSupersets = {
      "us-ascii", "utf-8", "iso-8859-1", "iso-8859-15", "windows-1252", "iso-8859-2"};
  const bool ascii = base::is_ascii(bytes);
  if (bytes.find('\0') != std::string::npos) return std::nullopt;
  if (charset.empty()) return ascii ? std::move(bytes) : base::make_utf8(bytes);
  const auto is = [&](std::string_view name) { return base::equal_ignoring_case(charset, name); };
  if (std::none_of(kSupersets.begin(), kSupersets.end(), is)) return std::nullopt;
  if (ascii) return std::move(bytes);
  if (is("iso-8859-1")) return from_latin_1(bytes);
  if (is("utf-8") && !bytes.starts_with("\xEF\xBB\xBF") && base::is_utf8(bytes))
    return std::move(bytes);
  return std::nullopt;
}

// The text of one part: decoded, in UTF-8.
std::optional<std::string> read_text(const MailHead& head, const ContentType& type,
                                     std::string_view bytes) {
  const auto encoding = only_value(head, HeaderName::kContentEncoding);
  const auto disposition = only_value(head, HeaderName::kContentDisposition);
  if (!encoding || !disposition) return std::nullopt;
  const std::string_view shown = bare(disposition->substr(0, disposition->find(';')));
  if (!shown.empty() && !base::equal_ignoring_case(shown, "inline")) return std::nullopt;
  std::optional<std::string> raw = decoded(bare(*encoding), bytes);
  if (!raw) return std::nullopt;
  std::optional<std::string> text = in_utf8(type.charset, std::move(*raw));
  if (!text || text->size() > kMostBody) return std::nullopt;
  return text;
}

struct Boundary {
  std::size_t start = 0, end = 0;  // of its line, the line end in it
  bool begins_a_part = false;      // of the innermost, and not its last
};

// The first line from `at` that is a boundary of any of these. None: there is none, or one of which
// it is not sure.
std::optional<Boundary> next_boundary(std::string_view body, std::size_t at,
                                      const std::vector<std::string_view>& boundaries) {
  for (; at < body.size();) {
    const std::size_t end = body.find('\n', at);
    if (end == std::string_view::npos) return std::nullopt;
    if (body.substr(at, 2) == "--") {
      std::string_view line = body.substr(at + 2, end - at - 2);
      while (!line.empty() && std::string_view(" \t\r").find(line.back()) != std::string_view::npos)
        line.remove_suffix(1);
      for (const std::string_view boundary : boundaries) {
        if (!line.starts_with(boundary)) continue;
        const std::string_view behind = line.substr(boundary.size());
        if (behind.empty() || behind == "--") {
          return Boundary{at, end + 1,
                          behind.empty() && boundary.data() == boundaries.back().data()};
        }
      }
    }
    at = end + 1;
  }
  return std::nullopt;
}

// Without the line end in front of a boundary, which belongs to it.
std::optional<std::string_view> content_before(std::string_view body, const Boundary& boundary) {
  std::string_view content = body.substr(0, boundary.start);
  if (content.empty()) return std::nullopt;
  content.remove_suffix(1);
  const bool dos = body[boundary.end - 2] == '\r';
  if (content.ends_with('\r') != dos) return std::nullopt;
  if (dos) content.remove_suffix(1);
  return content;
}

std::optional<ContentType> type_of(const MailHead& head) {
  const auto said = only_value(head, HeaderName::kContentType);
  if (!said) return std::nullopt;
  return has(head, HeaderName::kContentType) ? read_content_type(*said) : ContentType{};
}

// The first part's text; the rest need not be read where there is one.
std::optional<std::string> first_part(std::string_view body, std::string_view boundary) {
  std::vector<std::string_view> boundaries = {boundary};
  while (boundaries.size() <= kMostNested) {
    if (boundaries.back().empty()) return std::nullopt;
    const auto opens = next_boundary(body, 0, boundaries);
    if (!opens || !opens->begins_a_part) return std::nullopt;
    body.remove_prefix(opens->end);
    MailHead head;
    const auto behind = scan_head(body, head);
    if (!behind) return std::nullopt;
    body.remove_prefix(*behind);
    const auto type = type_of(head);
    if (!type || type->kind == ContentType::Kind::kHtml) return std::nullopt;
    if (type->kind == ContentType::Kind::kParts) {
      boundaries.push_back(type->boundary);
      continue;
    }
    const auto closes = next_boundary(body, 0, boundaries);
    if (!closes) return std::nullopt;
    const auto content = content_before(body, *closes);
    if (!content) return std::nullopt;
    std::optional<std::string> text = read_text(head, *type, *content);
    if (!text || text->empty()) return std::nullopt;
    return text;
  }
  return std::nullopt;
}

}  // namespace

std::optional<std::string> plain_body(const MailHead& head, std::string_view body) {
  const auto type = type_of(head);
  if (!type) return std::nullopt;
  if (type->kind == ContentType::Kind::kParts) return first_part(body, type->boundary);
  std::optional<std::string> text = read_text(head, *type, body);
  if (text && type->kind == ContentType::Kind::kHtml) return html_text(*text);
  return text;
}

}  // namespace formats
