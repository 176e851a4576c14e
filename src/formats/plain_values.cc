// SPDX-License-Identifier: AGPL-3.0-or-later
#include "formats/plain_values.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "formats/address_quirks.h"
#include "formats/mail_head.h"

namespace formats {
namespace {

constexpr std::array<bool, 256> kAtom = [] {
  std::array<bool, 256> atom{};
  for (unsigned c = '0'; c <= '9'; ++c) atom[c] = true;
  for (unsigned c = 'a'; c <= 'z'; ++c) atom[c] = atom[c - 32] = true;
  for (const char c : std::string_view("!#$%&'*+-/=?^_`{|}~"))
    atom[static_cast<unsigned>(c)] = true;
  return atom;
}();

bool is_atom(char c) { return kAtom[static_cast<unsigned char>(c)]; }

// Reads from the front of a text; what a step does not find, it leaves.
struct Cursor {
  std::string_view rest;

  bool at(char c) const { return !rest.empty() && rest.front() == c; }
  bool skip(char c) {
    if (!at(c)) return false;
    rest.remove_prefix(1);
    return true;
  }
  bool spaces() {
    const std::size_t before = rest.size();
    while (at(' ')) rest.remove_prefix(1);
    return rest.size() < before;
  }
  std::string_view atom() {
    std::size_t n = 0;
    while (n < rest.size() && is_atom(rest[n])) ++n;
    return take(n);
  }
  // So many digits; -1: they are not there.
  int number(std::size_t least, std::size_t most) {
    int value = 0;
    std::size_t n = 0;
    for (; n < rest.size() && n < most && rest[n] >= '0' && rest[n] <= '9'; ++n)
      value = value * 10 + (rest[n] - '0');
    if (n < least) return -1;
    rest.remove_prefix(n);
    return value;
  }
  std::string_view take(std::size_t n) {
    const std::string_view taken = rest.substr(0, n);
    rest.remove_prefix(taken.size());
    return taken;
  }
};

// "atom.atom@atom.atom", and nothing that some mailers write shorter.
std::string_view take_address(Cursor& in) {
  const std::string_view start = in.rest;
  const auto dotted = [&] {
    do {
      if (in.atom().empty()) return false;
    } while (in.skip('.'));
    return true;
  };
  if (!dotted() || !in.skip('@')) return {};
  const std::size_t domain = start.size() - in.rest.size();
  if (!dotted()) return {};
  const std::string_view address = start.substr(0, start.size() - in.rest.size());
  // International domains are written out by GMime.
  if (base::contains_ignoring_case(address.substr(domain), "xn--")) return {};
  return address;
}

// The name in front of "<": one quoted string, or words and dots. None: something else.
std::optional<std::string_view> take_phrase(Cursor& in) {
  if (in.skip('"')) {
    const std::size_t end = in.rest.find_first_of("\"\\<>");
    if (end == std::string_view::npos || in.rest[end] != '"') return std::nullopt;
    const std::string_view name = base::trim(in.take(end));
    in.skip('"');
    in.spaces();
    return name;
  }
  const std::string_view start = in.rest;
  std::size_t end = 0;
  while (!in.at('<')) {
    if (in.atom().empty()) return std::nullopt;
    while (in.skip('.')) {
    }
    end = start.size() - in.rest.size();
    in.spaces();
  }
  return start.substr(0, end);
}

// GMime decodes them wherever they stand, in ids too.
bool has_encoded_words(std::string_view s) { return s.find("=?") != std::string_view::npos; }

bool is_printable_ascii(std::string_view s) {
  bool all = true;
  for (const char c : s) all = all && c >= ' ' && c < 0x7F;
  return all;
}

constexpr std::array<std::string_view, 12> kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                      "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
constexpr std::array<std::string_view, 7> kDays = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};

// "18:26:25 +0700" as seconds since that day's midnight in UTC.
std::optional<int> take_clock(Cursor& in) {
  const int hour = in.number(1, 2);
  if (hour < 0 || hour > 23 || !in.skip(':')) return std::nullopt;
  const int minute = in.number(2, 2);
  if (minute < 0 || minute > 59) return std::nullopt;
  int second = 0;
  if (in.skip(':')) second = in.number(2, 2);
  if (second < 0 || second > 59 || !in.skip(' ')) return std::nullopt;
  const bool west = in.at('-');
  if (!in.skip('-') && !in.skip('+')) return std::nullopt;
  const int zone = in.number(4, 4);
  if (zone < 0 || zone / 100 > 23 || zone % 100 > 59) return std::nullopt;
  if (!in.rest.empty() && !in.at(' ')) return std::nullopt;
  const int offset = (zone / 100 * 60 + zone % 100) * 60;
  return hour * 3600 + minute * 60 + second - (west ? -offset : offset);
}

}  // namespace

std::optional<std::string> plain_text(std::string_view value) {
  if (has_encoded_words(value) || !base::is_utf8(value)) return std::nullopt;
  return base::one_line(value);
}

std::optional<base::Time> plain_date(std::string_view line) {
  Cursor in{line};
  if (!line.empty() && line.front() >= 'A') {
    if (std::find(kDays.begin(), kDays.end(), in.take(3)) == kDays.end()) return std::nullopt;
    if (!in.skip(',') || !in.skip(' ')) return std::nullopt;
  }
  const int day = in.number(1, 2);
  if (day < 1 || !in.skip(' ')) return std::nullopt;
  const auto month = std::find(kMonths.begin(), kMonths.end(), in.take(3));
  if (month == kMonths.end() || !in.skip(' ')) return std::nullopt;
  const int year = in.number(4, 4);
  if (year < 1971 || year > 2099 || !in.skip(' ')) return std::nullopt;
  const auto clock = take_clock(in);
  const std::chrono::year_month_day date{
      std::chrono::year(year),
      std::chrono::month(static_cast<unsigned>(month - kMonths.begin()) + 1),
      std::chrono::day(static_cast<unsigned>(day))};
  if (!clock || !date.ok()) return std::nullopt;
  return std::chrono::sys_days(date) + std::chrono::seconds(*clock);
}

std::optional<std::vector<std::string>> plain_ids(std::string_view value) {
  if (has_encoded_words(value)) return std::nullopt;
  std::vector<std::string> ids;
  for (value = bare(value); !value.empty(); value = bare(value)) {
    Cursor in{value};
    if (!in.skip('<')) return std::nullopt;
    const std::string_view id = take_address(in);
    if (id.empty() || !in.skip('>')) return std::nullopt;
    ids.emplace_back(id);
    value = in.rest;
  }
  return ids;
}

bool plain_addresses(std::string_view value, std::size_t most, std::vector<Address>& out) {
  value = bare(value);
  std::string unfolded;
  if (!is_printable_ascii(value)) {
    for (const char c : value)
      if (c != '\r' && c != '\n') unfolded += c == '\t' ? ' ' : c;
    if (!is_printable_ascii(unfolded)) return false;
    value = unfolded;
  }
  if (has_encoded_words(value)) return false;
  const std::size_t before = out.size();
  const auto declined = [&] {
    out.resize(before);
    return false;
  };
  for (Cursor in{value};;) {
    const Cursor start = in;
    std::string_view name, address = take_address(in);
    in.spaces();
    if (address.empty() || !(in.rest.empty() || in.at(','))) {
      in = start;
      const auto phrase = take_phrase(in);
      if (!phrase || !in.skip('<') || in.at('/')) return declined();
      name = *phrase;
      address = take_address(in);
      if (address.empty() || !in.skip('>')) return declined();
      in.spaces();
    }
    if (out.size() < most) {
      if (std::optional<Address> good = make_address(name, address)) {
        good->written = name;
        out.push_back(std::move(*good));
      }
    }
    if (in.rest.empty()) return true;
    if (!in.skip(',')) return declined();
    in.spaces();
  }
}

}  // namespace formats
