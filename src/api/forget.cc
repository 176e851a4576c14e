// Forget: somebody, or one item, leaves the book without a byte.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/forget.h"

#include <charconv>

#include "api/open_book.h"
#include "api/problem.h"
#include "api/route.h"
#include "app/person.h"

namespace api {

namespace {

// A letter that has not gone may speak of whom is forgotten.
base::Result<void> take_back_letters(const Call& call) {
  if (!call.book.take_back_letters) return {};
  return call.book.take_back_letters(call.caller.member);
}

}  // namespace

base::Result<net::Response> what_would_go(const Call& call) {
  TRY(const identity::Number person, app::find_by_id(call.app, call.named.front()));
  TRY(const app::Forgotten all, app::forget_person(call.app, person, true));
  formats::Json json = formats::Json::object();
  json["erased"] = all.erased;
  json["redacted"] = all.redacted;
  formats::Json& namesakes = json["namesakes"] = formats::Json::array();
  for (const identity::Number n : all.namesakes) {
    formats::Json& one = namesakes.push(formats::Json::object());
    one["id"] = app::id_of(call.app, n);
    one["name"] = call.app.state.people.name(n);
  }
  return json_response(json);
}

base::Result<net::Response> forget_somebody(const Call& call) {
  TRY(const identity::Number person, app::find_by_id(call.app, call.named.front()));
  TRY_DO(take_back_letters(call));
  TRY_DO(app::forget_person(call.app, person, false));
  return nothing();
}

base::Result<net::Response> forget_one_item(const Call& call) {
  const std::string& text = call.named.front();
  std::uint64_t item = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), item);
  if (error != std::errc{} || end != text.data() + text.size())
    return base::fail(base::Code::kNotFound, "there is no such item");
  TRY_DO(take_back_letters(call));
  TRY_DO(app::forget_item(call.app, item));
  return nothing();
}

}  // namespace api
