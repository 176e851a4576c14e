// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/time.h"

#include <fmt/core.h>

#include <array>
#include <cmath>

namespace base {
namespace {

using Days = std::chrono::days;
using std::chrono::floor;
using std::chrono::year_month_day;

// Reads exactly `width` digits and moves past them.
std::optional<int> digits(std::string_view& s, std::size_t width) {
  if (s.size() < width) return std::nullopt;
  int value = 0;
  for (std::size_t i = 0; i < width; ++i) {
    if (s[i] < '0' || s[i] > '9') return std::nullopt;
    value = value * 10 + (s[i] - '0');
  }
  s.remove_prefix(width);
  return value;
}

bool skip(std::string_view& s, char c) {
  if (s.empty() || s.front() != c) return false;
  s.remove_prefix(1);
  return true;
}

std::optional<Micros> read_zone(std::string_view& s) {
  if (s.empty() || skip(s, 'Z') || skip(s, 'z')) return Micros(0);
  const int sign = s.front() == '-' ? -1 : 1;
  if (!skip(s, '+') && !skip(s, '-')) return std::nullopt;
  const auto h = digits(s, 2);
  skip(s, ':');
  const auto m = digits(s, 2);
  if (!h || !m || *h > 23 || *m > 59) return std::nullopt;
  return Micros(std::chrono::minutes(sign * (*h * 60 + *m)));
}

std::optional<Micros> read_clock(std::string_view& s) {
  const auto h = digits(s, 2);
  if (!h || *h > 23 || !skip(s, ':')) return std::nullopt;
  const auto m = digits(s, 2);
  if (!m || *m > 59) return std::nullopt;
  std::int64_t us = (*h * 3600LL + *m * 60LL) * 1'000'000;
  if (!skip(s, ':')) return Micros(us);
  const auto sec = digits(s, 2);
  if (!sec || *sec > 60) return std::nullopt;
  us += *sec * 1'000'000LL;
  if (skip(s, '.')) {
    std::int64_t scale = 100'000;
    if (s.empty() || s.front() < '0' || s.front() > '9') return std::nullopt;
    while (!s.empty() && s.front() >= '0' && s.front() <= '9') {
      us += (s.front() - '0') * scale;
      scale /= 10;
      s.remove_prefix(1);
    }
  }
  return Micros(us);
}

class SystemClock : public Clock {
 public:
  Time now() override { return floor<Micros>(std::chrono::system_clock::now()); }
};

class FixedClock : public Clock {
 public:
  explicit FixedClock(Time at) : at_(at) {}
  Time now() override { return at_; }

 private:
  Time at_;
};

}  // namespace

std::string print_date(Time t) {
  const year_month_day d(floor<Days>(t));
  return fmt::format("{:04}-{:02}-{:02}", int(d.year()), unsigned(d.month()), unsigned(d.day()));
}

std::string print_time(Time t) {
  const std::int64_t of_day = (t - floor<Days>(t)).count();
  const std::int64_t s = of_day / 1'000'000, us = of_day % 1'000'000;
  std::string out =
      fmt::format("{}T{:02}:{:02}:{:02}", print_date(t), s / 3600, s / 60 % 60, s % 60);
  if (us != 0) out += fmt::format(".{:06}", us);
  return out + "Z";
}

std::string print_day(Time t) {
  static constexpr std::array<const char*, 12> kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                          "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const year_month_day d(floor<Days>(t));
  return fmt::format("{} {} {}", unsigned(d.day()), kMonths.at(unsigned(d.month()) - 1),
                     int(d.year()));
}

std::string print_ago(Micros age) {
  const auto say = [](double amount, const char* unit) {
    const long n = std::lround(amount);
    return fmt::format("{} {}{}", n, unit, n == 1 ? "" : "s");
  };
  const double d = base::days(age);
  if (d < 1) return "today";
  if (d < 14) return say(std::floor(d), "day");
  if (d < 60) return say(std::floor(d / 7), "week");
  if (d < 700) return say(std::floor(d / 30.44), "month");
  return say(std::floor(d / 365.25), "year");
}

std::optional<Time> parse_time(std::string_view text) {
  std::string_view s = text;
  const auto y = digits(s, 4);
  if (!y || !skip(s, '-')) return std::nullopt;
  const auto m = digits(s, 2);
  if (!m || !skip(s, '-')) return std::nullopt;
  const auto d = digits(s, 2);
  if (!d) return std::nullopt;
  const year_month_day date{std::chrono::year(*y), std::chrono::month(unsigned(*m)),
                            std::chrono::day(unsigned(*d))};
  if (!date.ok()) return std::nullopt;
  Time at = std::chrono::sys_days(date);
  if (s.empty()) return at;
  if (!skip(s, 'T') && !skip(s, 't') && !skip(s, ' ')) return std::nullopt;
  const auto clock = read_clock(s);
  if (!clock) return std::nullopt;
  skip(s, ' ');
  if (s == "UTC") s = "Z";
  const auto zone = read_zone(s);
  if (!zone || !s.empty()) return std::nullopt;
  return at + *clock - *zone;
}

std::optional<Micros> parse_duration(std::string_view text) {
  if (text.size() < 2 || text.size() > 6) return std::nullopt;
  std::string_view number = text.substr(0, text.size() - 1);
  const auto n = digits(number, number.size());
  if (!n) return std::nullopt;
  switch (text.back()) {
    case 'd':
      return Micros(Days(*n));
    case 'w':
      return Micros(Days(*n * 7));
    case 'm':
      return Micros(Days(*n * 30));
    case 'y':
      return Micros(Days(*n * 365));
    default:
      return std::nullopt;
  }
}

std::unique_ptr<Clock> system_clock() { return std::make_unique<SystemClock>(); }
std::unique_ptr<Clock> fixed_clock(Time at) { return std::make_unique<FixedClock>(at); }

}  // namespace base
