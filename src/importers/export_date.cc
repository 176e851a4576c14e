// SPDX-License-Identifier: AGPL-3.0-or-later
#include "importers/export_date.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <string>
#include <vector>

#include "base/text.h"

namespace importers {
namespace {

using namespace std::chrono;

int month_named(std::string_view word) {
  // English, and where German, French and Spanish write another first three letters.
  static constexpr std::array<std::array<std::string_view, 4>, 12> kMonths = {{
      {"jan", "ene", "", ""},
      {"feb", "fev", "", ""},
      {"mar", "mär", "", ""},
      {"apr", "abr", "avr", ""},
      {"may", "mai", "", ""},
      {"jun", "", "", ""},
      {"jul", "", "", ""},
      {"aug", "ago", "", ""},
      {"sep", "", "", ""},
      {"oct", "okt", "", ""},
      {"nov", "", "", ""},
      {"dec", "dez", "dic", ""},
  }};
  const std::string low = base::lower_ascii(word);
  for (std::size_t m = 0; m < kMonths.size(); ++m) {
    for (const std::string_view name : kMonths[m]) {
      if (!name.empty() && low.starts_with(name)) return static_cast<int>(m) + 1;
    }
  }
  return 0;
}

int number(std::string_view text) {
  if (text.empty() || text.size() > 4) return -1;
  int n = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return -1;
    n = n * 10 + (c - '0');
  }
  return n;
}

std::optional<base::Time> moment(int y, int m, int d, seconds in_day) {
  const year_month_day date{year(y), month(static_cast<unsigned>(m)),
                            day(static_cast<unsigned>(d))};
  if (y < 1 || m < 1 || d < 1 || !date.ok()) return std::nullopt;
  return base::Time(sys_days(date).time_since_epoch()) + in_day;
}

// "3:43 PM", "12:41:31"; nothing: midnight.
std::optional<seconds> time_of_day(const std::vector<std::string_view>& words) {
  seconds total(0);
  for (const std::string_view word : words) {
    const std::string low = base::lower_ascii(word);
    if (low == "utc" || low == "gmt") continue;
    if (low == "pm" || low == "am") {
      const bool noon = total >= hours(12);
      if (low == "pm" && !noon) total += hours(12);
      if (low == "am" && noon) total -= hours(12);
      continue;
    }
    const std::vector<std::string_view> parts = base::split(word, ':');
    if (parts.size() < 2 || parts.size() > 3) return std::nullopt;
    const int h = number(parts[0]), m = number(parts[1]),
              s = parts.size() == 3 ? number(parts[2].substr(0, 2)) : 0;
    if (h < 0 || h > 23 || m < 0 || m > 59 || s < 0 || s > 60) return std::nullopt;
    total = hours(h) + minutes(m) + seconds(s);
  }
  return total;
}

std::optional<base::Time> slashed(std::string_view date, seconds in_day) {
  const std::vector<std::string_view> p = base::split(date, '/');
  if (p.size() != 3) return std::nullopt;
  if (p[0].size() == 4) return moment(number(p[0]), number(p[1]), number(p[2]), in_day);
  const int y = number(p[2]);
  const int century = p[2].size() == 2 ? (y < 70 ? 2000 : 1900) : 0;
  return y < 0 ? std::nullopt : moment(century + y, number(p[0]), number(p[1]), in_day);
}

}  // namespace

std::optional<base::Time> parse_export_date(std::string_view text) {
  text = base::trim(text);
  if (text.ends_with(" UTC")) {
    if (const auto time = base::parse_time(base::trim(text.substr(0, text.size() - 4))))
      return time;
  }
  if (const auto time = base::parse_time(text)) return time;
  std::string plain;
  for (const char c : text) plain += c == ',' ? ' ' : c;
  std::vector<std::string_view> words;
  for (const std::string_view word : base::split(plain, ' ')) {
    if (!base::trim(word).empty()) words.push_back(base::trim(word));
  }
  if (words.empty() || words.size() > 6) return std::nullopt;
  if (words[0].find('/') != std::string_view::npos) {
    const auto in_day = time_of_day({words.begin() + 1, words.end()});
    return in_day ? slashed(words[0], *in_day) : std::nullopt;
  }
  // "15 Jan 2024", "Jan 15 2024", "Jan 2020", "2020"
  if (words.size() == 1)
    return words[0].size() == 4 ? moment(number(words[0]), 1, 1, seconds(0)) : std::nullopt;
  if (words.size() == 2) return moment(number(words[1]), month_named(words[0]), 1, seconds(0));
  const auto in_day = time_of_day({words.begin() + 3, words.end()});
  if (!in_day) return std::nullopt;
  if (const int m = month_named(words[1]); m > 0)
    return moment(number(words[2]), m, number(words[0]), *in_day);
  return moment(number(words[2]), month_named(words[0]), number(words[1]), *in_day);
}

}  // namespace importers
