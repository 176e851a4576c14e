// SPDX-License-Identifier: AGPL-3.0-or-later
#include "formats/json.h"

#include <array>
#include <boost/json.hpp>
#include <charconv>
#include <cmath>

#include "base/assert.h"

namespace formats {
namespace {

constexpr std::size_t kMostDepth = 32;

// Boost has bounded the depth, so recursion is bounded too.
bool convert(const boost::json::value& from, Json& to) {
  switch (from.kind()) {
    case boost::json::kind::null:
      return true;
    case boost::json::kind::bool_:
      to = Json(from.get_bool());
      return true;
    case boost::json::kind::int64:
      to = Json(from.get_int64());
      return true;
    case boost::json::kind::uint64:
      return false;  // beyond 2^63: not a number we can keep exactly
    case boost::json::kind::double_:
      to = Json(from.get_double());
      return std::isfinite(from.get_double());
    case boost::json::kind::string:
      to = Json(std::string_view(from.get_string()));
      return true;
    case boost::json::kind::array:
      to = Json::array();
      for (const auto& item : from.get_array()) {
        if (!convert(item, to.push({}))) return false;
      }
      return true;
    case boost::json::kind::object: {
      Json::Object members;  // Boost has kept the last of each name
      members.reserve(from.get_object().size());
      for (const auto& member : from.get_object()) {
        if (!convert(member.value(), members.emplace_back(member.key(), Json()).second))
          return false;
      }
      to = Json::object(std::move(members));
      return true;
    }
  }
  return false;
}

void print_string(std::string_view s, std::string& out) {
  static constexpr char kHex[] = "0123456789abcdef";
  out += '"';
  for (const char c : s) {
    switch (c) {
      case '"':
        out += "\\\"";
        break;
      case '\\':
        out += "\\\\";
        break;
      case '\n':
        out += "\\n";
        break;
      case '\r':
        out += "\\r";
        break;
      case '\t':
        out += "\\t";
        break;
      default:
        if (static_cast<unsigned char>(c) < 0x20) {
          out += "\\u00";
          out += kHex[(c >> 4) & 15];
          out += kHex[c & 15];
        } else {
          out += c;
        }
    }
  }
  out += '"';
}

struct Printer {
  std::string& out;
  bool indent;

  void gap(int depth) const {
    if (indent) out += "\n" + std::string(static_cast<std::size_t>(depth) * 2, ' ');
  }

  template <class Items, class Each>
  void list(char open, char close, const Items& items, int depth, const Each& each) const {
    out += open;
    bool first = true;
    for (const auto& item : items) {
      if (!first) out += ',';
      first = false;
      gap(depth + 1);
      each(item);
    }
    if (!first) gap(depth);
    out += close;
  }

  void print(const Json& v, int depth) const {
    if (v.is_null()) out += "null";
    if (const bool* b = v.as_bool()) out += *b ? "true" : "false";
    if (const std::int64_t* i = v.as_int()) out += std::to_string(*i);
    if (const double* d = v.as_double()) {
      std::array<char, 32> digits{};
      const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), *d).ptr;
      std::string shown(digits.data(), end);
      if (shown.find_first_of(".e") == std::string::npos) shown += ".0";  // reads back as a double
      out += std::isfinite(*d) ? shown : "null";
    }
    if (const std::string* s = v.as_string()) print_string(*s, out);
    if (const Json::Array* a = v.as_array()) {
      list('[', ']', *a, depth, [&](const Json& item) { print(item, depth + 1); });
    }
    if (const Json::Object* o = v.as_object()) {
      list('{', '}', *o, depth, [&](const Json::Member& member) {
        print_string(member.first, out);
        out += indent ? ": " : ":";
        print(member.second, depth + 1);
      });
    }
  }
};

}  // namespace

const Json* Json::find(std::string_view member) const {
  const Object* members = as_object();
  if (members == nullptr) return nullptr;
  for (const Member& m : *members) {
    if (m.first == member) return &m.second;
  }
  return nullptr;
}

Json& Json::operator[](std::string_view member) {
  if (is_null()) value_ = Object{};
  auto* members = std::get_if<Object>(&value_);
  ASSERT(members != nullptr);
  for (Member& m : *members) {
    if (m.first == member) return m.second;
  }
  return members->emplace_back(std::string(member), Json{}).second;
}

Json& Json::push(Json value) {
  if (is_null()) value_ = Array{};
  auto* items = std::get_if<Array>(&value_);
  ASSERT(items != nullptr);
  return items->emplace_back(std::move(value));
}

std::string text_in(const Json& json, std::string_view member) {
  const Json* value = json.find(member);
  return value == nullptr || value->as_string() == nullptr ? "" : *value->as_string();
}

std::int64_t number_in(const Json& json, std::string_view member) {
  const Json* value = json.find(member);
  return value == nullptr || value->as_int() == nullptr ? 0 : *value->as_int();
}

bool flag_in(const Json& json, std::string_view member) {
  const Json* value = json.find(member);
  return value != nullptr && value->as_bool() != nullptr && *value->as_bool();
}

const Json::Array& list_in(const Json& json, std::string_view member) {
  static const Json::Array kNone;
  const Json* value = json.find(member);
  return value == nullptr || value->as_array() == nullptr ? kNone : *value->as_array();
}

base::Result<Json> parse_json(std::string_view text, std::size_t most_bytes) {
  const auto bad = [](std::string why) {
    return base::fail(base::Code::kInvalid, "not JSON: " + std::move(why));
  };
  if (text.size() > most_bytes) return bad("longer than " + std::to_string(most_bytes) + " bytes");
  try {
    boost::json::parse_options options;
    options.max_depth = kMostDepth;
    boost::json::error_code error;
    const boost::json::value value = boost::json::parse(text, error, {}, options);
    if (error) return bad(error.message());
    Json json;
    if (!convert(value, json)) return bad("a number that cannot be kept exactly");
    return json;
  } catch (const std::exception& error) {
    return bad(error.what());
  }
}

std::string print_json(const Json& value, bool indent) {
  std::string out;
  Printer{out, indent}.print(value, 0);
  return out;
}

}  // namespace formats
