// SPDX-License-Identifier: AGPL-3.0-or-later
#include "formats/ical.h"

#include <algorithm>

#include "base/text.h"

namespace formats {
namespace {

constexpr std::size_t kMostEvents = 200'000, kMostAttendees = 500, kMostDates = 5'000;

std::optional<CalendarTime> time_in(std::string_view text, const std::string& zone) {
  CalendarTime time;
  bool utc = false;
  // A PERIOD: its start.
  const auto local = parse_local(text.substr(0, text.find('/')), utc, time.date_only);
  if (!local) return std::nullopt;
  time.local = *local;
  time.zone = utc ? "" : zone;
  return time;
}

void times_in(const ContentLine& line, std::vector<CalendarTime>& out) {
  for (const std::string_view one : base::split(line.value, ',')) {
    if (const auto time = time_in(one, line.param("TZID")); time && out.size() < kMostDates)
      out.push_back(*time);
  }
}

Attendee attendee_in(const ContentLine& line) {
  Attendee one;
  std::string_view value = base::trim(line.value);
  if (base::starts_with_ignoring_case(value, "mailto:")) value.remove_prefix(7);
  // "invalid:nomail" and whatever else has no address
  if (value.find('@') != std::string_view::npos) one.address = base::make_utf8(base::trim(value));
  one.name = base::one_line(base::make_utf8(line.param("CN")));
  if (one.name == one.address) one.name.clear();
  if (one.address.empty() && !line.param("EMAIL").empty()) one.address = line.param("EMAIL");
  one.declined = base::lower_ascii(line.param("PARTSTAT")) == "declined";
  const std::string type = base::lower_ascii(line.param("CUTYPE"));
  one.human = type.empty() || type == "individual" || type == "unknown";
  if (base::lower_ascii(line.param("ROLE")) == "non-participant") one.human = false;
  return one;
}

std::string text_of(const ContentLine& line) { return base::make_utf8(unescape_text(line.value)); }

void take(const ContentLine& line, Event& event) {
  const std::string& name = line.name;
  if (line.cut) event.problem = "a line over 1 MiB was cut";
  if (name == "UID") event.uid = base::make_utf8(line.value);
  if (name == "SUMMARY") event.summary = base::one_line(text_of(line));
  if (name == "DESCRIPTION") event.description = text_of(line);
  if (name == "STATUS") event.status = base::lower_ascii(base::trim(line.value));
  if (name == "DTSTART") event.start = time_in(line.value, line.param("TZID"));
  if (name == "RECURRENCE-ID") event.recurrence_id = time_in(line.value, line.param("TZID"));
  if (name == "RRULE" && !event.rule) event.rule = line.value;
  if (name == "RDATE") times_in(line, event.dates);
  if (name == "EXDATE") times_in(line, event.left_out);
  if (name == "ORGANIZER") event.organizer = attendee_in(line);
  if (name == "ATTENDEE" && event.attendees.size() < kMostAttendees)
    event.attendees.push_back(attendee_in(line));
}

// "+0130", "-08", "+013015"
std::int64_t offset_in(std::string_view text) {
  text = base::trim(text);
  const std::int64_t sign = text.starts_with('-') ? -1 : 1;
  std::int64_t parts[3] = {0, 0, 0};
  for (std::size_t i = 0; i < 3 && text.size() >= 3 + 2 * i; ++i) {
    const char a = text[1 + 2 * i], b = text[2 + 2 * i];
    if (a < '0' || a > '9' || b < '0' || b > '9') break;
    parts[i] = (a - '0') * 10 + (b - '0');
  }
  return sign * (parts[0] * 3600 + parts[1] * 60 + parts[2]);
}

class Reading {
 public:
  explicit Reading(ByteSource& from) : lines_(from) {}

  base::Result<Calendar> run() {
    ContentLine line;
    for (;;) {
      TRY(const bool more, lines_.next(line));
      if (!more) break;
      const std::string value = base::lower_ascii(base::trim(line.value));
      if (line.name == "BEGIN") {
        begin(value, line.line);
      } else if (line.name == "END") {
        end(value);
      } else {
        property(line);
      }
    }
    if (in_event_) {
      event_.problem = "the file ends inside an event";
      finish_event();
    }
    return std::move(calendar_);
  }

 private:
  void begin(const std::string& what, std::uint64_t line) {
    if (what == "vevent") {
      if (in_event_) finish_event();  // one that never ended
      event_ = {};
      event_.line = line;
      in_event_ = true;
      inner_ = 0;
    } else if (in_event_) {
      ++inner_;  // an alarm
    } else if (what == "vtimezone") {
      zone_.clear();
      observances_.clear();
    } else if (what == "standard" || what == "daylight") {
      observance_ = {};
      in_observance_ = true;
    }
  }

  void end(const std::string& what) {
    if (what == "vevent" && in_event_) {
      finish_event();
    } else if (in_event_) {
      inner_ = std::max(0, inner_ - 1);
    } else if (what == "vtimezone") {
      calendar_.zones.add(zone_, std::move(observances_));
      observances_.clear();
    } else if (in_observance_ && (what == "standard" || what == "daylight")) {
      if (observances_.size() < 500) observances_.push_back(std::move(observance_));
      in_observance_ = false;
    }
  }

  void property(const ContentLine& line) {
    if (in_event_) {
      if (inner_ == 0) take(line, event_);
    } else if (in_observance_) {
      bool utc = false, date_only = false;
      if (line.name == "DTSTART")
        observance_.start = parse_local(line.value, utc, date_only).value_or(0);
      if (line.name == "TZOFFSETTO") observance_.offset_s = offset_in(line.value);
      if (line.name == "RRULE") {
        if (auto rule = parse_recurrence(line.value)) observance_.rule = std::move(*rule);
      }
      std::vector<CalendarTime> dates;
      if (line.name == "RDATE") times_in(line, dates);
      for (const CalendarTime& date : dates) observance_.dates.push_back(date.local);
    } else if (line.name == "TZID") {
      zone_ = line.value;
    } else if (line.name == "METHOD") {
      calendar_.method = base::lower_ascii(base::trim(line.value));
    }
  }

  void finish_event() {
    in_event_ = false;
    if (calendar_.events.size() < kMostEvents) calendar_.events.push_back(std::move(event_));
  }

  ContentLines lines_;
  Calendar calendar_;
  Event event_;
  bool in_event_ = false, in_observance_ = false;
  int inner_ = 0;
  std::string zone_;
  std::vector<Observance> observances_;
  Observance observance_;
};

}  // namespace

base::Result<Calendar> parse_calendar(ByteSource& from) { return Reading(from).run(); }

base::Time time_of(const CalendarTime& time, const TimeZones& zones) {
  return base::time_from_seconds(time.local - zones.offset(time.zone, time.local));
}

std::vector<base::Time> times_of(const Event& event, const TimeZones& zones, base::Time last,
                                 std::string& problem) {
  std::vector<base::Time> times;
  if (!event.start) return times;
  // A day's slack: the rule ends in local time.
  const LocalSeconds local_last = base::micros(last) / 1'000'000 + 86'400;
  std::vector<CalendarTime> all = event.dates;
  all.push_back(*event.start);
  if (event.rule) {
    auto rule = parse_recurrence(*event.rule);
    if (!rule) {
      problem = "its repetition does not read (" + rule.error().message + "): once";
    } else {
      if (rule->until && rule->until_is_utc)
        *rule->until += zones.offset(event.start->zone, *rule->until);
      const Occurrences found = occurrences(*rule, event.start->local, local_last);
      if (found.partial) problem = "it repeats more often than Rapport follows";
      for (const LocalSeconds local : found.times)
        all.push_back({local, event.start->zone, event.start->date_only});
    }
  }
  std::set<base::Time> without;
  for (const CalendarTime& time : event.left_out) without.insert(time_of(time, zones));
  for (const CalendarTime& time : all) {
    const base::Time at = time_of(time, zones);
    if (at <= last && !without.contains(at)) times.push_back(at);
  }
  std::sort(times.begin(), times.end());
  times.erase(std::unique(times.begin(), times.end()), times.end());
  return times;
}

}  // namespace formats
