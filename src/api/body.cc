// SPDX-License-Identifier: AGPL-3.0-or-later
#include "api/body.h"

#include <algorithm>
#include <charconv>

#include "api/schema.h"
#include "base/text.h"

namespace api {
namespace {

using base::Code;
using formats::Json;

// "12" for an integer's schema is 12, for a text's "12".
Json value_of(const Json& schema, const std::string& text) {
  const Json* type = schema.find("type");
  if (type == nullptr || *type != Json("integer")) return Json(text);
  std::int64_t n = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), n);
  return error == std::errc{} && end == text.data() + text.size() ? Json(n) : Json(text);
}

base::Result<void> check_parameters(const Route& route, const net::Request& request) {
  const Json& all = *components().find("parameters");
  for (const net::Field& p : request.parameters) {
    if (!takes_parameter(route, p.name)) {
      return base::fail(Code::kInvalid,
                        "there is no parameter " + base::shorten(base::one_line(p.name), 40, true));
    }
    const auto same = [&](const net::Field& other) { return other.name == p.name; };
    if (std::count_if(request.parameters.begin(), request.parameters.end(), same) > 1)
      return base::fail(Code::kInvalid, p.name + " stands there twice");
    const Json& schema = *all.find(p.name)->find("schema");
    const auto fits = check_against(schema, value_of(schema, p.value));
    if (!fits) {
      const std::string& what = fits.error().message;  // "the body takes …"
      return base::fail(Code::kInvalid, p.name + what.substr(std::string_view("the body").size()));
    }
  }
  return {};
}

bool is_json(const net::Request& request) {
  const std::string* type = request.header("Content-Type");
  return type != nullptr &&
         base::equal_ignoring_case(base::trim(std::string_view(*type).substr(0, type->find(';'))),
                                   "application/json");
}

}  // namespace

bool takes_parameter(const Route& route, std::string_view name) {
  const std::vector<std::string_view> names = base::split(route.query, ' ');
  return !name.empty() && std::find(names.begin(), names.end(), name) != names.end();
}

base::Result<Json> body_of(const Route& route, const net::Request& request) {
  TRY_DO(check_parameters(route, request));
  if (route.takes.empty()) return Json();
  if (!is_json(request))
    return base::fail(Code::kInvalid, "the body is to be JSON: Content-Type: application/json");
  TRY(Json json, formats::parse_json(request.body));
  TRY_DO(check(route.takes, json));
  return json;
}

}  // namespace api
