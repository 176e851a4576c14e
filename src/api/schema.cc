// SPDX-License-Identifier: AGPL-3.0-or-later
#include "api/schema.h"

#include <fmt/core.h>

#include <algorithm>
#include <set>
#include <string>

#include "base/assert.h"
#include "base/text.h"

namespace api {

extern const char* const kComponents;  // schemas.json

namespace {

using base::Code;
using formats::Json;

std::size_t characters(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(
      text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) >> 6) != 2; }));
}

const Json& named(std::string_view schema) {
  const Json* found = components().find("schemas")->find(schema);
  ASSERT(found != nullptr);
  return *found;
}

bool is_a(std::string_view type, const Json& value) {
  if (type == "null") return value.is_null();
  if (type == "boolean") return value.as_bool() != nullptr;
  if (type == "integer") return value.as_int() != nullptr;
  if (type == "number") return value.as_int() != nullptr || value.as_double() != nullptr;
  if (type == "string") return value.as_string() != nullptr;
  if (type == "array") return value.as_array() != nullptr;
  return value.as_object() != nullptr;
}

// One value, at `place` ("" for the whole), against a schema.
class Check {
 public:
  base::Result<void> run(const Json& schema, const Json& value, const std::string& place) {
    if (const Json* ref = schema.find("$ref")) {
      constexpr std::string_view kWhere = "#/components/schemas/";
      return run(named(std::string_view(*ref->as_string()).substr(kWhere.size())), value, place);
    }
    TRY_DO(type(schema, value, place));
    TRY_DO(one_of_the_words(schema, value, place));
    if (const std::string* text = value.as_string()) {
      return within(schema, "Length", "characters", static_cast<double>(characters(*text)), place);
    }
    if (value.as_array() != nullptr) return list(schema, value, place);
    if (value.as_object() != nullptr) return object(schema, value, place);
    return number(schema, value, place);
  }

 private:
  static base::Failure fail(const std::string& place, const std::string& what) {
    return base::fail(Code::kInvalid, place.empty() ? "the body " + what : place + ": " + what);
  }

  static base::Result<void> type(const Json& schema, const Json& value, const std::string& place) {
    const Json* type = schema.find("type");
    if (type == nullptr) return {};
    if (const std::string* one = type->as_string()) {
      return is_a(*one, value) ? base::Result<void>{} : fail(place, "takes " + a(*one));
    }
    std::string all;
    for (const Json& one : *type->as_array()) {
      if (is_a(*one.as_string(), value)) return {};
      all += (all.empty() ? "" : " or ") + a(*one.as_string());
    }
    return fail(place, "takes " + all);
  }

  static std::string a(const std::string& type) {
    if (type == "null") return "null";
    return (type == "array" || type == "integer" || type == "object" ? "an " : "a ") +
           (type == "string"   ? "text"
            : type == "object" ? std::string("object")
                               : type);
  }

  static base::Result<void> one_of_the_words(const Json& schema, const Json& value,
                                             const std::string& place) {
    const Json* words = schema.find("enum");
    if (words == nullptr) return {};
    const Json::Array& all = *words->as_array();
    if (std::find(all.begin(), all.end(), value) != all.end()) return {};
    std::string said;
    for (std::size_t i = 0; i < all.size(); ++i) {
      said += i == 0 ? "" : i + 1 == all.size() ? " or " : ", ";
      said += all[i].as_string() != nullptr ? *all[i].as_string() : formats::print_json(all[i]);
    }
    return fail(place, "takes " + said);
  }

  static double limit(const Json& schema, const std::string& name, double otherwise) {
    const Json* limit = schema.find(name);
    if (limit == nullptr) return otherwise;
    return limit->as_int() != nullptr ? static_cast<double>(*limit->as_int()) : *limit->as_double();
  }

  static base::Result<void> within(const Json& schema, const std::string& of,
                                   const std::string& unit, double size, const std::string& place) {
    const double least = limit(schema, "min" + of, 0), most = limit(schema, "max" + of, 1e18);
    if (size < least) return fail(place, fmt::format("takes at least {} {}", least, unit));
    if (size > most) return fail(place, fmt::format("takes at most {} {}", most, unit));
    return {};
  }

  static base::Result<void> number(const Json& schema, const Json& value,
                                   const std::string& place) {
    double n = 0;
    if (const std::int64_t* whole = value.as_int()) {
      n = static_cast<double>(*whole);
    } else if (const double* real = value.as_double()) {
      n = *real;
    } else {
      return {};
    }
    const double least = limit(schema, "minimum", -1e18), most = limit(schema, "maximum", 1e18);
    if (n < least || n > most)
      return fail(place, fmt::format("takes a number from {} to {}", least, most));
    return {};
  }

  base::Result<void> list(const Json& schema, const Json& value, const std::string& place) {
    const Json::Array& all = *value.as_array();
    TRY_DO(within(schema, "Items", "of them", static_cast<double>(all.size()), place));
    const Json* items = schema.find("items");
    for (std::size_t i = 0; items != nullptr && i < all.size(); ++i)
      TRY_DO(run(*items, all[i], fmt::format("{}[{}]", place, i)));
    return {};
  }

  base::Result<void> object(const Json& schema, const Json& value, const std::string& place) {
    const Json::Object& members = *value.as_object();
    TRY_DO(within(schema, "Properties", "members", static_cast<double>(members.size()), place));
    const Json* properties = schema.find("properties");
    const Json* others = schema.find("additionalProperties");
    const bool closed = others != nullptr && others->as_bool() != nullptr && !*others->as_bool();
    std::set<std::string_view> seen;
    for (const auto& [name, member] : members) {
      const std::string where = place.empty() ? name : place + "." + name;
      if (!seen.insert(name).second) return fail(where, "stands there twice");
      const Json* one = properties == nullptr ? nullptr : properties->find(name);
      if (one == nullptr && closed)
        return fail(base::shorten(base::one_line(where), 80, true), "is not known here");
      if (one != nullptr) TRY_DO(run(*one, member, where));
    }
    if (const Json* required = schema.find("required")) {
      for (const Json& name : *required->as_array()) {
        if (!seen.contains(*name.as_string()))
          return fail(place.empty() ? *name.as_string() : place + "." + *name.as_string(),
                      "is missing");
      }
    }
    return {};
  }
};

}  // namespace

const Json& components() {
  static const Json kAll = [] {
    auto json = formats::parse_json(kComponents);
    ASSERT(json);
    return std::move(*json);
  }();
  return kAll;
}

base::Result<void> check_against(const Json& schema, const Json& value) {
  return Check().run(schema, value, "");
}

base::Result<void> check(std::string_view schema, const Json& value) {
  return check_against(named(schema), value);
}

}  // namespace api
