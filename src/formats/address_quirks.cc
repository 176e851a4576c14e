// SPDX-License-Identifier: AGPL-3.0-or-later
#include "formats/address_quirks.h"

#include <algorithm>

#include "base/text.h"

namespace formats {
namespace {

constexpr std::size_t kMostBytes = 320;

std::string_view unquoted(std::string_view s) {
  s = base::trim(s);
  while (s.size() >= 2 && (s.front() == '"' || s.front() == '\'') && s.back() == s.front()) {
    s = base::trim(s.substr(1, s.size() - 2));
  }
  return s;
}

bool is_word(std::string_view s) {
  return !s.empty() && s.find_first_of(",;<>@\"") == std::string_view::npos;
}

// "Dicarlo  Louis": Exchange's last and first name, two spaces between them.
std::optional<std::string> turned_round(std::string_view s) {
  if (const std::size_t comma = s.find(','); comma != std::string_view::npos) {
    const std::string last = base::one_line(s.substr(0, comma)),
                      first = base::one_line(s.substr(comma + 1));
    if (is_word(last) && is_word(first) && first.size() < 40) return first + " " + last;
    return std::nullopt;
  }
  const std::size_t gap = s.find("  ");
  if (gap == std::string_view::npos) return std::nullopt;
  const std::string last = base::one_line(s.substr(0, gap)), first = base::one_line(s.substr(gap));
  if (is_word(last) && is_word(first)) return first + " " + last;
  return std::nullopt;
}

// The pieces of a header at its commas and semicolons, outside quotes and angle brackets.
std::vector<std::string> pieces(const std::string& header) {
  std::vector<std::string> out(1);
  bool quoted = false, angled = false;
  for (const char c : header) {
    if (c == '"') quoted = !quoted;
    if (!quoted && c == '<') angled = true;
    if (!quoted && c == '>') angled = false;
    if ((c == ',' || c == ';') && !quoted && !angled) {
      out.emplace_back();
    } else {
      out.back() += c;
    }
  }
  return out;
}

// <Bailey>,"Susan" </O=ENRON/OU=NA/CN=RECIPIENTS/CN=SBAILE2>,<Stoler>,"Lou" </O=…>
std::vector<Address> parse_x500(const std::string& header) {
  std::vector<Address> out;
  std::string before;
  for (std::size_t at = 0; at < header.size();) {
    const std::size_t open = header.find('<', at);
    const std::size_t close = open == std::string::npos ? open : header.find('>', open);
    if (close == std::string::npos) break;
    before += header.substr(at, open - at);
    const std::string inside = header.substr(open + 1, close - open - 1);
    at = close + 1;
    if (inside.size() < 3 || !base::starts_with_ignoring_case(inside, "/o=")) {
      before += inside;  // the last name, in brackets of its own
      continue;
    }
    std::string name;
    std::vector<std::string> parts;
    for (const std::string& piece : pieces(before)) {
      if (const std::string_view word = unquoted(piece); !word.empty()) parts.emplace_back(word);
    }
    if (parts.size() == 2) {
      name = parts[1] + " " + parts[0];
    } else if (!parts.empty()) {
      name = clean_name(parts.back(), "");
    }
    out.push_back({Address::Kind::kX500, base::one_line(name), inside});
    before.clear();
  }
  return out;
}

}  // namespace

std::string clean_name(std::string_view name, std::string_view address) {
  std::string_view s = unquoted(name);
  if (const std::size_t note = s.find(" ("); note != std::string_view::npos && note > 0)
    s = base::trim(s.substr(0, note));
  std::string clean = turned_round(s).value_or(base::one_line(s));
  if (base::equal_ignoring_case(clean, address) || clean.find('@') != std::string::npos) return "";
  return base::shorten(clean, kMostBytes);
}

std::optional<Address> make_address(std::string_view name, std::string_view address) {
  std::string_view where = unquoted(address);
  if (base::starts_with_ignoring_case(where, "mailto:")) where = where.substr(7);
  const std::size_t at = where.rfind('@');
  const bool mail = at != std::string_view::npos && at > 0 && at + 1 < where.size() &&
                    where.size() <= kMostBytes &&
                    where.find_first_of(" \t<>,;\"") == std::string_view::npos;
  if (mail) return Address{Address::Kind::kMail, clean_name(name, where), std::string(where)};
  if (base::equal_ignoring_case(where, "mailer-daemon")) return std::nullopt;
  std::string bare = clean_name(name, "");
  if (bare.empty()) bare = clean_name(where, "");
  if (base::fold(bare).empty() || base::starts_with_ignoring_case(bare, "undisclosed"))
    return std::nullopt;
  return Address{Address::Kind::kName, bare, bare};
}

std::vector<Address> parse_odd_addresses(const std::string& header) {
  if (base::contains_ignoring_case(header, "</o=")) return parse_x500(header);
  std::vector<Address> out;
  if (header.find_first_of("@<:") != std::string::npos) return out;
  for (const std::string& piece : pieces(header)) {
    if (std::optional<Address> one = make_address(piece, "")) out.push_back(std::move(*one));
  }
  return out;
}

}  // namespace formats
