// Calendars: each time that people met is a meeting of the organiser with everybody who came.
// Shape:  what was declined, cancelled, or has not happened yet stays out, and says so.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <set>

#include "base/hash.h"
#include "base/text.h"
#include "formats/ical.h"
#include "identity/handles.h"
#include "importers/importer.h"
#include "model/interaction.h"

namespace importers {
namespace {

bool recognize(const Source& source) {
  std::string_view head = source.head;
  if (head.starts_with("\xEF\xBB\xBF")) head.remove_prefix(3);
  head = base::trim(head);
  for (const char* begin : {"BEGIN:VCALENDAR", "BEGIN:VEVENT", "BEGIN:VTIMEZONE", "BEGIN:VTODO",
                            "BEGIN:VJOURNAL", "BEGIN:VFREEBUSY", "BEGIN:VAVAILABILITY"}) {
    if (base::starts_with_ignoring_case(head, begin)) return true;
  }
  return false;
}

std::optional<Draft::Party> party_of(const formats::Attendee& who, model::Role role) {
  if (const auto mail = identity::mail_handle(who.address))
    return Draft::Party{role, mail->kind, mail->text, who.name};
  const model::Handle name = identity::name_handle(who.name);
  if (name.text.empty()) return std::nullopt;
  return Draft::Party{role, name.kind, name.text, who.name};
}

// Why an event is no meeting; empty: it is one, with `draft` filled but for its time.
std::string refusal(const formats::Calendar& calendar, const formats::Event& event, Draft& draft) {
  if (calendar.method == "reply" || calendar.method == "counter" || calendar.method == "refresh")
    return "an answer to an invitation, not an event";
  if (event.status == "cancelled" || calendar.method == "cancel") return "it was cancelled";
  if (!event.start) return "no time that can be read";
  if (event.organizer && event.organizer->human) {
    if (const auto party = party_of(*event.organizer, model::Role::kFrom))
      draft.parties.push_back(*party);
  }
  bool declined = false;
  for (const formats::Attendee& one : event.attendees) {
    declined = declined || one.declined;
    if (one.declined || !one.human) continue;
    const auto party = party_of(one, draft.parties.empty() ? model::Role::kFrom : model::Role::kTo);
    const bool there =
        party &&
        std::any_of(draft.parties.begin(), draft.parties.end(), [&](const Draft::Party& p) {
          return p.kind == party->kind && p.handle == party->handle;
        });
    if (party && !there) draft.parties.push_back(*party);
  }
  if (draft.parties.size() >= 2) return "";
  return declined ? "everybody else declined" : "nobody else takes part";
}

class Reading {
 public:
  Reading(const Source& source, const Emit& emit, const formats::Calendar& calendar)
      : source_(source), emit_(emit), calendar_(calendar) {
    for (const formats::Event& event : calendar_.events) {
      if (event.recurrence_id)
        moved_[event.uid].insert(formats::time_of(*event.recurrence_id, calendar_.zones));
    }
  }

  base::Result<void> event(const formats::Event& event) {
    const std::string where = fmt::format("{}, line {}", source_.path, event.line);
    Draft draft;
    draft.channel = model::Channel::kCalendar;
    draft.kind = model::Kind::kMeeting;
    draft.subject = base::shorten(event.summary, model::kMaxSubject);
    if (const std::string why = refusal(calendar_, event, draft); !why.empty()) {
      emit_.skip(where, event.problem.empty() ? why : event.problem);
      return {};
    }
    std::string problem = event.problem;
    std::vector<base::Time> times = formats::times_of(event, calendar_.zones, emit_.now, problem);
    // What was moved or cancelled for one day is an event of its own.
    if (!event.recurrence_id) {
      if (const auto moved = moved_.find(event.uid); moved != moved_.end())
        std::erase_if(times, [&](base::Time t) { return moved->second.contains(t); });
    }
    if (!problem.empty()) emit_.skip(where, problem);
    if (times.empty() && problem.empty()) emit_.skip(where, "it has not happened yet");
    for (const base::Time at : times) {
      Draft one = draft;
      one.at = at;
      one.where = where;
      one.key = key(event, at, draft);
      TRY_DO(emit_.draft(std::move(one)));
    }
    return {};
  }

 private:
  std::string key(const formats::Event& event, base::Time at, const Draft& draft) const {
    base::Hasher h;
    const base::Time named =
        event.recurrence_id ? formats::time_of(*event.recurrence_id, calendar_.zones) : at;
    if (!event.uid.empty()) {
      h.add("uid").add(event.uid);
    } else {
      h.add("event").add(event.summary).add(draft.parties.front().handle);
    }
    h.add(static_cast<std::uint64_t>(base::micros(named)));
    return "ical " + base::hex_of(h.finish());
  }

  const Source& source_;
  const Emit& emit_;
  const formats::Calendar& calendar_;
  std::map<std::string, std::set<base::Time>> moved_;
};

base::Result<void> parse(const Source& source, const Emit& emit) {
  TRY(const formats::Calendar calendar, formats::parse_calendar(*source.bytes));
  if (calendar.events.empty()) emit.skip(source.path, "a calendar without events");
  Reading reading(source, emit, calendar);
  std::uint64_t n = 0;
  for (const formats::Event& event : calendar.events) {
    if (emit.stop()) break;
    TRY_DO(reading.event(event));
    if (++n % 500 == 0) emit.progress(n);
  }
  return {};
}

}  // namespace

extern const Importer kICalendar;
const Importer kICalendar = {"icalendar", "calendar (iCalendar)", recognize, parse};

}  // namespace importers
