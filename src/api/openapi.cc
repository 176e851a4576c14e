// OpenAPI 3.1, printed from the list of routes and schemas.json: nothing is written twice.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "api/problem.h"
#include "api/route.h"
#include "api/schema.h"
#include "base/text.h"

namespace api {
namespace {

using formats::Json;

Json object(Json::Object members) { return Json::object(std::move(members)); }

Json schema_of(std::string_view name) {
  return object({{"$ref", "#/components/schemas/" + std::string(name)}});
}

Json content(const char* type, Json schema) {
  return object({{type, object({{"schema", std::move(schema)}})}});
}

// "/api/v1/people/{id}" → the names in braces.
Json parameters_of(const Route& route) {
  Json list = Json::array();
  for (const std::string_view part : base::split(route.pattern, '/')) {
    if (!part.starts_with('{')) continue;
    Json& one = list.push(Json::object());
    one["name"] = part.substr(1, part.size() - 2);
    one["in"] = "path";
    one["required"] = true;
    one["schema"] = object({{"type", "string"}});
  }
  for (const std::string_view name : base::split(route.query, ' ')) {
    if (name.empty()) continue;
    const Json& known = *components().find("parameters")->find(name);
    Json& one = list.push(Json::object());
    one["name"] = name;
    one["in"] = "query";
    one["description"] = *known.find("what");
    one["schema"] = *known.find("schema");
  }
  if (route.method != net::Method::kGet && std::holds_alternative<Handler>(route.handler)) {
    Json& one = list.push(Json::object());
    one["name"] = "Idempotency-Key";
    one["in"] = "header";
    one["description"] = "the client's own key of this request: sent again, it is done once";
    one["schema"] = object({{"type", "string"}, {"minLength", 1}, {"maxLength", 100}});
  }
  return list;
}

Json answers_of(const Route& route) {
  Json all = Json::object();
  if (route.gives.empty()) {
    all["204"] = object({{"description", "done"}});
    all["202"] = object({{"description", "begun"}});
  } else {
    all["200"] = object({{"description", "as it is now"},
                         {"content", content("application/json", schema_of(route.gives))}});
  }
  all["default"] = object({{"description", "what went wrong, and what to do next"},
                           {"content", content("application/problem+json", schema_of("Problem"))}});
  return all;
}

Json security_of(Needs needs) {
  Json list = Json::array();
  if (needs == Needs::kNothing || needs == Needs::kSecret) return list;
  list.push(object({{"session", Json::array()}}));
  if (needs == Needs::kRead || needs == Needs::kWrite)
    list.push(object({{"token", Json::array()}}));
  return list;
}

Json operation_of(const Route& route) {
  Json one = Json::object();
  one["summary"] = route.what;
  if (Json parameters = parameters_of(route); !parameters.as_array()->empty())
    one["parameters"] = std::move(parameters);
  if (!route.takes.empty()) {
    one["requestBody"] = object(
        {{"required", true}, {"content", content("application/json", schema_of(route.takes))}});
  }
  one["responses"] = answers_of(route);
  one["security"] = security_of(route.needs);
  return one;
}

}  // namespace

Json openapi() {
  Json json = Json::object();
  json["openapi"] = "3.1.0";
  json["info"] = object({{"title", "Rapport"},
                         {"version", "1"},
                         {"description", "One member's book: see docs/api.md"}});
  json["servers"].push(object({{"url", "/"}}));
  Json& paths = json["paths"] = Json::object();
  for (const Route& route : routes())
    paths[route.pattern][base::lower_ascii(net::word(route.method))] = operation_of(route);
  Json& parts = json["components"] = Json::object();
  parts["schemas"] = *components().find("schemas");
  parts["securitySchemes"] =
      object({{"session", object({{"type", "apiKey"}, {"in", "cookie"}, {"name", "rapport"}})},
              {"token", object({{"type", "http"}, {"scheme", "bearer"}})}});
  return json;
}

base::Result<net::Response> print_openapi(const SiteCall&) { return json_response(openapi()); }

}  // namespace api
