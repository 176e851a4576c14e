// The coach: what it says of a draft. Nothing is kept of what was sent here.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "composer/coach.h"
#include "composer/compose.h"

#include "api/coach_json.h"
#include "api/problem.h"
#include "api/route.h"

namespace api {
namespace {

std::size_t utf16_units(std::string_view text) {
  std::size_t units = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    units += (byte & 0xC0) != 0x80;  // a character begins
    units += byte >= 0xF0;           // … that takes two
  }
  return units;
}

}  // namespace

formats::Json coach_json(const composer::Draft& draft) {
  const std::string_view text = draft.text;
  const auto advice = composer::coach(draft);
  const composer::Reading reading = composer::read(draft);
  formats::Json json = formats::Json::object();
  json["sound"] = composer::is_sound(advice);
  json["language"] = composer::word(reading.language);
  json["words"] = reading.body.size();
  formats::Json& list = json["advice"] = formats::Json::array();
  for (const composer::Advice& a : advice) {
    formats::Json& one = list.push(formats::Json::object());
    one["rule"] = a.rule;
    one["severity"] = composer::word(a.severity);
    one["what"] = a.what;
    one["instead"] = a.instead;
    one["begin"] = utf16_units(text.substr(0, a.where.begin));
    one["end"] = utf16_units(text.substr(0, a.where.end));
    one["quote"] = text.substr(a.where.begin, a.where.end - a.where.begin);
  }
  return json;
}

base::Result<net::Response> coach_draft(const SiteCall& call) {
  composer::Draft draft;
  composer::read_word(call.text("as"), draft.kind);
  draft.text = call.text("text");
  draft.subject = call.text("subject");
  if (const std::string& tag = call.text("language"); !tag.empty())
    draft.language = composer::read_language(tag);
  composer::Situation& s = draft.situation;
  s.first_message = formats::flag_in(call.body, "first_message");
  if (const formats::Json* said = call.body.find("exchanged"))
    s.exchanged = *said->as_bool();
  else
    s.exchanged = !s.first_message;
  if (const formats::Json* days = call.body.find("days_connected"))
    s.days_connected = static_cast<int>(*days->as_int());
  if (call.body.find("band") != nullptr) composer::read_word(call.text("band"), s.band);
  return json_response(coach_json(draft));
}

base::Result<net::Response> compose_draft(const SiteCall& call) {
  formats::Json json = formats::Json::object();
  if (call.text("as") == "blurb") {
    json["subject"] = "";
    json["text"] =
        composer::forwardable_blurb({call.text("name"), call.text("does"), call.text("need"),
                                     call.text("why"), call.text("to"), call.text("for_them")});
    return json_response(json);
  }
  composer::Kind kind = composer::Kind::kAskOpportunity;
  composer::read_word(call.text("as"), kind);
  const composer::Draft draft =
      composer::compose(kind, {call.text("to"), call.text("need"), call.text("reason"),
                               call.text("offer"), call.text("question"), call.text("easy_no")});
  json["subject"] = draft.subject;
  json["text"] = draft.text;
  return json_response(json);
}

}  // namespace api
