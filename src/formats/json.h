// JSON: a value, read strictly and printed the same each time.
// Shape:  objects keep the order in which members were set.
// Errors: kInvalid: not JSON, not UTF-8, nested deeper than 32, longer than its budget.
// Cost:   linear.
// Source: RFC 8259; read by Boost.JSON, printed here (shortest doubles).
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <concepts>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/result.h"

namespace formats {

class Json {
 public:
  using Member = std::pair<std::string, Json>;
  using Array = std::vector<Json>;
  using Object = std::vector<Member>;

  Json() = default;  // null
  Json(bool v) : value_(v) {}
  template <std::integral I>
    requires(!std::same_as<I, bool>)
  Json(I v) : value_(static_cast<std::int64_t>(v)) {}
  Json(double v) : value_(v) {}
  Json(std::string v) : value_(std::move(v)) {}
  Json(std::string_view v) : value_(std::string(v)) {}
  Json(const char* v) : value_(std::string(v)) {}
  static Json array() { return Json(Value(Array{})); }
  static Json object() { return Json(Value(Object{})); }
  static Json object(Object members) { return Json(Value(std::move(members))); }  // each name once

  bool is_null() const { return std::holds_alternative<std::monostate>(value_); }
  // nullptr where it is of another kind.
  const bool* as_bool() const { return std::get_if<bool>(&value_); }
  const std::int64_t* as_int() const { return std::get_if<std::int64_t>(&value_); }
  const double* as_double() const { return std::get_if<double>(&value_); }
  const std::string* as_string() const { return std::get_if<std::string>(&value_); }
  const Array* as_array() const { return std::get_if<Array>(&value_); }
  const Object* as_object() const { return std::get_if<Object>(&value_); }
  const Json* find(std::string_view member) const;  // of an object; nullptr: none

  Json& operator[](std::string_view member);  // makes it
  Json& push(Json value);                     // onto an array

  bool operator==(const Json&) const = default;

 private:
  using Value =
      std::variant<std::monostate, bool, std::int64_t, double, std::string, Array, Object>;
  explicit Json(Value v) : value_(std::move(v)) {}
  Value value_;
};

// A member of an object, as it is wanted: "", 0 or none where it is not there or of another kind.
std::string text_in(const Json& json, std::string_view member);
std::int64_t number_in(const Json& json, std::string_view member);
bool flag_in(const Json& json, std::string_view member);
const Json::Array& list_in(const Json& json, std::string_view member);

base::Result<Json> parse_json(std::string_view text,
                              std::size_t most_bytes = std::size_t{16} << 20);
// One line; with `indent`, as a person reads it.
std::string print_json(const Json& value, bool indent = false);

}  // namespace formats
