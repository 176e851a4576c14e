// Approach: period by period: the days that the BY… rules let through, then the times of day, then
// BYSETPOS; each step counts as work.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "formats/recurrence.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <set>
#include <string>

#include "base/text.h"

namespace formats {
namespace {

using namespace std::chrono;

constexpr std::int64_t kDay = 86'400;

std::int64_t floor_div(std::int64_t a, std::int64_t b) { return a / b - (a % b < 0 ? 1 : 0); }
std::int64_t day_of(LocalSeconds t) { return floor_div(t, kDay); }
year_month_day civil(std::int64_t day) { return year_month_day(sys_days(days(day))); }
std::int64_t serial(year y, unsigned m, unsigned d) {
  return sys_days(y / month(m) / std::chrono::day(d)).time_since_epoch().count();
}
int weekday_of(std::int64_t day) { return static_cast<int>(((day + 3) % 7 + 7) % 7); }  // 0 Monday
unsigned days_in(year y, unsigned m) { return static_cast<unsigned>((y / month(m) / last).day()); }

bool among(const std::vector<int>& list, int v) {
  return list.empty() || std::find(list.begin(), list.end(), v) != list.end();
}
// −1 counts from the end.
bool among(const std::vector<int>& list, int v, int length) {
  return list.empty() || std::any_of(list.begin(), list.end(), [&](int w) {
           return w == v || (w < 0 && length + w + 1 == v);
         });
}

bool read_int(std::string_view text, std::int64_t low, std::int64_t high, std::int64_t& out) {
  if (text.starts_with('+')) text.remove_prefix(1);
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  return error == std::errc{} && end == text.data() + text.size() && out >= low && out <= high;
}

bool read_list(std::string_view text, int low, int high, std::vector<int>& out) {
  for (const std::string_view one : base::split(text, ',')) {
    std::int64_t v = 0;
    if (!read_int(base::trim(one), low, high, v) || out.size() >= 400) return false;
    out.push_back(static_cast<int>(v));
  }
  return true;
}

int weekday_named(std::string_view two) {
  static constexpr std::string_view kNames = "MOTUWETHFRSASU";
  if (two.size() != 2) return -1;
  const std::size_t at = kNames.find(two);
  return at == std::string_view::npos || at % 2 != 0 ? -1 : static_cast<int>(at / 2);
}

bool read_weekdays(std::string_view text, std::vector<WeekdayOf>& out) {
  for (std::string_view one : base::split(text, ',')) {
    one = base::trim(one);
    if (one.size() < 2 || out.size() >= 400) return false;
    std::int64_t nth = 0;
    const int weekday = weekday_named(one.substr(one.size() - 2));
    one.remove_suffix(2);
    if (weekday < 0 || (!one.empty() && !read_int(one, -53, 53, nth))) return false;
    out.push_back({static_cast<int>(nth), weekday});
  }
  return true;
}

// One expansion from its start, with its budget.
class Expansion {
 public:
  Expansion(const Recurrence& rule, LocalSeconds start, LocalSeconds last)
      : rule_(rule), start_(start), last_(rule.until ? std::min(last, *rule.until) : last) {}

  Occurrences run() {
    out_.times.push_back(start_);  // the start always happens
    const bool short_period = rule_.frequency >= Frequency::kHourly;
    for (std::int64_t n = 0; !done_; ++n) {
      if (++work_ > kMostWork) {
        out_.partial = true;
        break;
      }
      short_period ? clock_period(n) : calendar_period(n);
    }
    if (out_.times.front() > last_) out_.times.clear();
    return std::move(out_);
  }

 private:
  void take(LocalSeconds t) {
    if (t <= start_ || done_) return;  // the start itself was taken
    if (t > last_ || (rule_.count && std::ssize(out_.times) >= *rule_.count)) {
      done_ = true;
    } else if (out_.times.size() >= kMostOccurrences) {
      done_ = out_.partial = true;
    } else {
      out_.times.push_back(t);
    }
  }

  // Hourly and shorter: the n-th period is a moment; the rules are filters, and finer ones expand.
  void clock_period(std::int64_t n) {
    const std::int64_t unit = rule_.frequency == Frequency::kHourly     ? 3600
                              : rule_.frequency == Frequency::kMinutely ? 60
                                                                        : 1;
    const LocalSeconds at = start_ + n * unit * rule_.interval;
    if (at > last_) {
      done_ = true;
      return;
    }
    if (!day_fits(day_of(at))) return;
    const std::int64_t in_day = at - day_of(at) * kDay;
    if (!among(rule_.hours, static_cast<int>(in_day / 3600))) return;
    if (unit <= 60 && !among(rule_.minutes, static_cast<int>(in_day / 60 % 60))) return;
    if (unit == 1 && !among(rule_.seconds, static_cast<int>(in_day % 60))) return;
    std::vector<int> minutes = {static_cast<int>(in_day / 60 % 60)},
                     seconds = {static_cast<int>(in_day % 60)};
    if (unit == 3600 && !rule_.minutes.empty()) minutes = rule_.minutes;
    if (unit >= 60 && !rule_.seconds.empty()) seconds = rule_.seconds;
    std::set<LocalSeconds> times;
    for (const int m : minutes) {
      for (const int s : seconds)
        times.insert(day_of(at) * kDay + in_day / 3600 * 3600 + m * 60 + s);
    }
    take_positions({times.begin(), times.end()});
  }

  void calendar_period(std::int64_t n) {
    std::vector<std::int64_t> days;
    const std::int64_t first = day_of(start_), step = n * rule_.interval;
    const year_month_day began = civil(first);
    switch (rule_.frequency) {
      case Frequency::kYearly: {
        const year y = began.year() + years(static_cast<int>(std::min<std::int64_t>(step, 10'000)));
        if (too_late(serial(y, 1, 1))) return;
        yearly(y, began, days);
        break;
      }
      case Frequency::kMonthly: {
        const std::int64_t m = static_cast<unsigned>(began.month()) - 1 + step;
        const year y =
            began.year() + years(static_cast<int>(std::min<std::int64_t>(m / 12, 10'000)));
        if (too_late(serial(y, static_cast<unsigned>(m % 12) + 1, 1))) return;
        monthly(y, static_cast<unsigned>(m % 12) + 1, began, days);
        break;
      }
      case Frequency::kWeekly: {
        const std::int64_t back = (weekday_of(first) - rule_.week_start + 7) % 7;
        const std::int64_t week = first - back + 7 * step;
        if (too_late(week)) return;
        for (std::int64_t d = week; d < week + 7; ++d) {
          const bool fits =
              rule_.weekdays.empty() ? weekday_of(d) == weekday_of(first) : weekday_fits(d);
          if (fits && among(rule_.months, month_of(d))) days.push_back(d);
        }
        break;
      }
      default: {
        const std::int64_t d = first + step;
        if (too_late(d)) return;
        if (day_fits(d)) days.push_back(d);
      }
    }
    work_ += days.size();
    std::vector<LocalSeconds> times;
    for (const std::int64_t d : days) add_times(d, times);
    std::sort(times.begin(), times.end());
    times.erase(std::unique(times.begin(), times.end()), times.end());
    work_ += times.size();
    take_positions(times);
  }

  bool too_late(std::int64_t day) {
    if (day * kDay > last_) done_ = true;
    return done_;
  }
  static int month_of(std::int64_t day) {
    return static_cast<int>(static_cast<unsigned>(civil(day).month()));
  }
  bool weekday_fits(std::int64_t day) const {
    return rule_.weekdays.empty() ||
           std::any_of(rule_.weekdays.begin(), rule_.weekdays.end(),
                       [&](const WeekdayOf& w) { return w.weekday == weekday_of(day); });
  }
  // Every filter that looks at one day alone.
  bool day_fits(std::int64_t day) const {
    const year_month_day ymd = civil(day);
    const int length = static_cast<int>(days_in(ymd.year(), static_cast<unsigned>(ymd.month())));
    const std::int64_t january = serial(ymd.year(), 1, 1);
    const int year_length = ymd.year().is_leap() ? 366 : 365;
    return among(rule_.months, month_of(day)) &&
           among(rule_.month_days, static_cast<int>(static_cast<unsigned>(ymd.day())), length) &&
           among(rule_.year_days, static_cast<int>(day - january) + 1, year_length) &&
           weekday_fits(day);
  }

  // Weekdays with ordinals inside [from, to).
  void weekdays_in(std::int64_t from, std::int64_t to, std::set<std::int64_t>& out) const {
    for (const WeekdayOf& w : rule_.weekdays) {
      const std::int64_t first = from + (w.weekday - weekday_of(from) + 7) % 7;
      const std::int64_t last = to - 1 - (weekday_of(to - 1) - w.weekday + 7) % 7;
      if (w.nth == 0) {
        for (std::int64_t d = first; d < to; d += 7) out.insert(d);
      } else {
        const std::int64_t d = w.nth > 0 ? first + 7 * (w.nth - 1) : last + 7 * (w.nth + 1);
        if (d >= from && d < to) out.insert(d);
      }
    }
  }

  void monthly(year y, unsigned m, const year_month_day& began,
               std::vector<std::int64_t>& days) const {
    if (!among(rule_.months, static_cast<int>(m))) return;
    const int length = static_cast<int>(days_in(y, m));
    const std::int64_t from = serial(y, m, 1);
    std::set<std::int64_t> some;
    if (!rule_.month_days.empty()) {
      for (int d = 1; d <= length; ++d) {
        if (among(rule_.month_days, d, length)) some.insert(from + d - 1);
      }
    } else if (rule_.weekdays.empty()) {
      const int d = static_cast<int>(static_cast<unsigned>(began.day()));
      if (d <= length) some.insert(from + d - 1);
    }
    if (!rule_.weekdays.empty()) {
      std::set<std::int64_t> named;
      weekdays_in(from, from + length, named);
      if (rule_.month_days.empty()) {
        some = named;
      } else {
        std::erase_if(some, [&](std::int64_t d) { return !named.contains(d); });
      }
    }
    days.insert(days.end(), some.begin(), some.end());
  }

  void yearly(year y, const year_month_day& began, std::vector<std::int64_t>& days) const {
    const std::int64_t from = serial(y, 1, 1);
    const int length = y.is_leap() ? 366 : 365;
    if (!rule_.year_days.empty()) {
      for (int d = 1; d <= length; ++d) {
        if (among(rule_.year_days, d, length) && day_fits(from + d - 1))
          days.push_back(from + d - 1);
      }
    } else if (!rule_.week_numbers.empty()) {
      weeks_of(y, began, days);
    } else if (!rule_.months.empty() || !rule_.month_days.empty() || rule_.weekdays.empty()) {
      for (unsigned m = 1; m <= 12; ++m) {
        const bool own = rule_.months.empty() && rule_.month_days.empty();
        if (own && m != static_cast<unsigned>(began.month())) continue;
        monthly(y, m, began, days);
      }
    } else {
      std::set<std::int64_t> named;
      weekdays_in(from, from + length, named);
      days.insert(days.end(), named.begin(), named.end());
    }
  }

  // Week 1 is the first with at least four days in the year.
  void weeks_of(year y, const year_month_day& began, std::vector<std::int64_t>& days) const {
    const auto first_week = [&](year of) {
      const std::int64_t january = serial(of, 1, 1);
      const std::int64_t back = (weekday_of(january) - rule_.week_start + 7) % 7;
      return january - back + (back <= 3 ? 0 : 7);
    };
    const std::int64_t one = first_week(y);
    const int count = static_cast<int>((first_week(y + years(1)) - one) / 7);
    const int own = weekday_of(serial(began.year(), static_cast<unsigned>(began.month()),
                                      static_cast<unsigned>(began.day())));
    for (int w = 1; w <= count; ++w) {
      if (!among(rule_.week_numbers, w, count)) continue;
      for (std::int64_t d = one + 7 * (w - 1); d < one + 7 * w; ++d) {
        const bool fits = rule_.weekdays.empty() ? weekday_of(d) == own : weekday_fits(d);
        if (fits && among(rule_.months, month_of(d))) days.push_back(d);
      }
    }
  }

  void add_times(std::int64_t day, std::vector<LocalSeconds>& out) const {
    const std::int64_t own = start_ - day_of(start_) * kDay;
    const std::vector<int> h = {static_cast<int>(own / 3600)},
                           m = {static_cast<int>(own / 60 % 60)}, s = {static_cast<int>(own % 60)};
    for (const int hour : rule_.hours.empty() ? h : rule_.hours) {
      for (const int minute : rule_.minutes.empty() ? m : rule_.minutes) {
        for (const int second : rule_.seconds.empty() ? s : rule_.seconds) {
          if (out.size() < kMostOccurrences)
            out.push_back(day * kDay + hour * 3600 + minute * 60 + second);
        }
      }
    }
  }

  void take_positions(const std::vector<LocalSeconds>& times) {
    const int length = static_cast<int>(times.size());
    for (int i = 0; i < length && !done_; ++i) {
      if (rule_.positions.empty() || among(rule_.positions, i + 1, length))
        take(times[static_cast<std::size_t>(i)]);
    }
  }

  const Recurrence& rule_;
  LocalSeconds start_, last_;
  Occurrences out_;
  std::size_t work_ = 0;
  bool done_ = false;
};

bool read_part(std::string_view name, std::string_view value, Recurrence& rule) {
  std::int64_t n = 0;
  if (name == "INTERVAL") return read_int(value, 1, 1'000'000, rule.interval);
  if (name == "COUNT") {
    const bool read = read_int(value, 1, 1'000'000'000, n);
    rule.count = n;
    return read;
  }
  if (name == "UNTIL") {
    bool date_only = false;
    rule.until = parse_local(value, rule.until_is_utc, date_only);
    if (rule.until && date_only) *rule.until += kDay - 1;
    return rule.until.has_value();
  }
  if (name == "WKST") {
    rule.week_start = weekday_named(value);
    return rule.week_start >= 0;
  }
  if (name == "BYMONTH") return read_list(value, 1, 12, rule.months);
  if (name == "BYWEEKNO") return read_list(value, -53, 53, rule.week_numbers);
  if (name == "BYYEARDAY") return read_list(value, -366, 366, rule.year_days);
  if (name == "BYMONTHDAY") return read_list(value, -31, 31, rule.month_days);
  if (name == "BYHOUR") return read_list(value, 0, 23, rule.hours);
  if (name == "BYMINUTE") return read_list(value, 0, 59, rule.minutes);
  if (name == "BYSECOND") return read_list(value, 0, 60, rule.seconds);
  if (name == "BYSETPOS") return read_list(value, -366, 366, rule.positions);
  if (name == "BYDAY") return read_weekdays(value, rule.weekdays);
  return true;  // what a later standard adds
}

}  // namespace

base::Result<Recurrence> parse_recurrence(std::string_view rrule) {
  Recurrence rule;
  bool any = false;
  for (const std::string_view part : base::split(rrule, ';')) {
    const std::size_t equals = part.find('=');
    if (equals == std::string_view::npos) continue;
    const std::string_view name = base::trim(part.substr(0, equals)),
                           value = base::trim(part.substr(equals + 1));
    if (name == "FREQ") {
      static constexpr std::string_view kNames[] = {"YEARLY", "MONTHLY",  "WEEKLY",  "DAILY",
                                                    "HOURLY", "MINUTELY", "SECONDLY"};
      const auto* at = std::find(std::begin(kNames), std::end(kNames), value);
      if (at == std::end(kNames))
        return base::fail(base::Code::kInvalid, "a frequency that nobody knows");
      rule.frequency = static_cast<Frequency>(at - std::begin(kNames));
      any = true;
    } else if (!read_part(name, value, rule)) {
      return base::fail(base::Code::kInvalid, std::string(name) + " does not read");
    }
  }
  if (!any) return base::fail(base::Code::kInvalid, "a repetition without a frequency");
  return rule;
}

Occurrences occurrences(const Recurrence& rule, LocalSeconds start, LocalSeconds last) {
  return Expansion(rule, start, last).run();
}

std::optional<LocalSeconds> parse_local(std::string_view text, bool& utc, bool& date_only) {
  text = base::trim(text);
  utc = text.ends_with('Z');
  if (utc) text.remove_suffix(1);
  date_only = text.size() == 8;
  if (!date_only && (text.size() != 15 || (text[8] != 'T' && text[8] != 't'))) return std::nullopt;
  const auto number = [&](std::size_t at, std::size_t size) {
    std::int64_t v = -1;
    return read_int(text.substr(at, size), 0, 9999, v) ? v : -1;
  };
  const std::int64_t y = number(0, 4), m = number(4, 2), d = number(6, 2);
  const year_month_day date{year(static_cast<int>(y)), month(static_cast<unsigned>(m)),
                            std::chrono::day(static_cast<unsigned>(d))};
  if (y < 1 || m < 1 || d < 1 || !date.ok()) return std::nullopt;
  std::int64_t seconds = sys_days(date).time_since_epoch().count() * kDay;
  if (date_only) return seconds;
  const std::int64_t hour = number(9, 2), minute = number(11, 2), second = number(13, 2);
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 60)
    return std::nullopt;
  return seconds + hour * 3600 + minute * 60 + second;
}

}  // namespace formats
