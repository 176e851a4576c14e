// Exchanges: begun, taken further, listed.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/exchanges.h"

#include <array>

#include "api/exchanges_json.h"
#include "api/open_book.h"
#include "api/problem.h"
#include "api/route.h"
#include "app/gate.h"
#include "app/machine.h"
#include "app/person.h"

namespace api {
namespace {

using base::Code;

// "poor_fit" as the API writes it, "poor fit" as the book does.
std::string spaced(std::string word) {
  for (char& c : word) c = c == '_' ? ' ' : c;
  return word;
}

base::Result<base::Time> day(const Call& call, const char* member) {
  const std::string& text = call.text(member);
  if (text.empty()) return base::Time{};
  const auto time = base::parse_time(text);
  if (!time)
    return base::fail(Code::kInvalid, std::string(member) + ": takes a day such as 2026-03-01");
  return *time;
}

base::Result<const exchange::Course*> named(const Call& call) {
  return app::find_exchange(call.app, call.named.front());
}

}  // namespace

base::Result<net::Response> exchanges(const Call& call) {
  app::ExchangeFilter filter;
  if (const std::string kind = call.parameter("kind"); !kind.empty())
    model::read_word(kind, filter.kind.emplace());
  filter.over = call.parameter("over") == "yes";
  if (const std::string with = call.parameter("with"); !with.empty()) {
    TRY(filter.with, app::find_by_id(call.app, with));
  }
  TRY(const app::Exchanges found, app::exchanges(call.app, filter, call.parameter("cursor")));
  return json_response(exchanges_json(call.app, found, call.limit()));
}

base::Result<net::Response> one_exchange(const Call& call) {
  TRY(const exchange::Course* course, named(call));
  return json_response(exchange_json(call.app, *course));
}

base::Result<net::Response> open_exchange(const Call& call) {
  model::Exchange e;
  model::read_word(call.text("kind"), e.kind);
  model::read_word(call.text("ask"), e.ask);
  e.about = call.text("about");
  e.words = call.text("words");
  TRY(e.due, day(call, "due"));
  if (const formats::Json* effort = call.body.find("effort"))
    e.effort = static_cast<std::uint32_t>(*effort->as_int());
  const formats::Json* agreed = call.body.find("agreed");
  e.agreed = agreed != nullptr && *agreed->as_bool();
  app::Cast cast;
  for (const auto& [part, who] : *call.body.find("parties")->as_object()) {
    auto& [role, person] = cast.emplace_back();
    model::read_word(part, role);
    if (*who.as_string() == "me") continue;
    TRY(person, app::find_by_id(call.app, *who.as_string()));
  }
  TRY(const model::ExchangeId id, app::open_exchange(call.app, std::move(e), cast));
  // An introduction that somebody made for the member: it stands from the start.
  if (formats::flag_in(call.body, "made"))
    TRY_DO(app::take_step(call.app, id,
                          {model::StepKind::kMade, model::Part::kConnector, {}, "", "", ""}));
  formats::Json json = formats::Json::object();
  json["id"] = base::print(id);
  return written(call.entry(), std::move(json));
}

base::Result<net::Response> take_step(const Call& call) {
  TRY(const exchange::Course* course, named(call));
  app::WantedStep wanted;
  model::read_word(spaced(call.text("kind")), wanted.kind);
  model::read_word(call.text("by"), wanted.by);
  TRY(wanted.until, day(call, "until"));
  wanted.words = call.text("words");
  wanted.value = call.text("value");
  wanted.overruling = call.text("overruling");
  if (!call.text("whom").empty()) {
    TRY(wanted.whom, app::find_by_id(call.app, call.text("whom")));
  }
  TRY_DO(app::take_step(call.app, model::ExchangeId(course->id), wanted));
  return written(call.entry());
}

base::Result<net::Response> ask_gate(const Call& call) {
  TRY(const identity::Number person, app::find_by_id(call.app, call.text("person")));
  return json_response(verdict_json(app::gate(call.app, person, call.text("message"))));
}

base::Result<net::Response> give_and_take(const Call& call) {
  TRY(const identity::Number person, app::find_by_id(call.app, call.named.front()));
  return json_response(give_and_take_json(call.app, app::give_and_take(call.app, person)));
}

base::Result<net::Response> circle(const Call& call) {
  constexpr std::array kSides = {std::pair("you_owe", app::Side::kIOwe),
                                 std::pair("they_vanished", app::Side::kTheyVanished),
                                 std::pair("you_vanished", app::Side::kIVanished)};
  app::Side side = app::Side::kAny;
  for (const auto& [word, one] : kSides) {
    if (call.parameter("side") == word) side = one;
  }
  identity::Number after = identity::kNobody;
  if (const std::string cursor = call.parameter("cursor"); !cursor.empty()) {
    TRY(after, app::find_by_id(call.app, cursor));
  }
  TRY(const app::Circle found, app::circle(call.app, side, call.limit(), after));
  return json_response(circle_json(call.app, found));
}

base::Result<net::Response> gauge(const Call& call) {
  return json_response(gauge_json(app::machine(call.app)));
}

base::Result<net::Response> ideal_card(const Call& call) {
  return json_response(ideal_card_json(app::ideal_card(call.app)));
}

base::Result<net::Response> write_ideal_card(const Call& call) {
  TRY_DO(app::write_ideal_card(
      call.app,
      {call.text("who"), call.text("phrase"), call.text("not_for"), call.text("example"), {}}));
  return written(call.entry());
}

}  // namespace api
