// F6: what a database, a template, a header or a shell would understand is only text here: in every
// parameter, every named part of a path and every text of every body, from the list of routes.
// Shape:  each payload is asked beside a harmless word in its place; both are to be answered alike.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>
#include <functional>

#include "api/schema.h"
#include "api/test_site.h"

namespace api {
namespace {

using formats::Json;

const std::vector<std::string> kPayloads = {
    "' OR '1'='1",
    "\" OR \"\"=\"",
    "1); DROP TABLE batch;--",
    "' UNION SELECT value FROM meta--",
    "'||(SELECT hex(value) FROM meta)||'",
    "x' AND randomblob(900000000) AND 'x",
    "%%%%",
    "_%_%\\",
    "name:* OR NEAR(a b",
    "\"unclosed AND (",
    "{{7*7}} ${7*7} <%= 7*7 %> #{7*7}",
    "$(id) `id` ; id | id",
    "x\r\nSet-Cookie: session=evil\r\n\r\n<html>",
    "..\\..\\../../etc/passwd",
};
constexpr const char* kHarmless = "wort";

// As long as a payload, so that a length is no difference.
std::string harmless(const std::string& payload) {
  constexpr std::string_view kWord = "befangen";
  std::string word;
  while (word.size() < payload.size()) word += kWord[word.size() % kWord.size()];
  return word;
}

// The smallest body that fits a schema, and where its texts are.
class Made {
 public:
  explicit Made(std::string_view schema) {
    body = of(*components().find("schemas")->find(schema), "");
  }
  // With a text put in one of those places.
  std::string with(const std::string& place, const std::string& text) const {
    return formats::print_json(put(body, "", place, text));
  }
  Json body;
  std::vector<std::string> places;

 private:
  Json of(const Json& schema, const std::string& place) {
    if (const Json* ref = schema.find("$ref")) {
      const std::string& name = *ref->as_string();
      return of(*components().find("schemas")->find(name.substr(name.rfind('/') + 1)), place);
    }
    if (const Json* words = schema.find("enum")) return words->as_array()->front();
    const Json* type = schema.find("type");
    const std::string* one = type == nullptr ? nullptr : type->as_string();
    const std::string kind = one != nullptr ? *one : "string";
    if (kind == "integer" || kind == "number") {
      const Json* least = schema.find("minimum");
      return least == nullptr ? Json(1) : *least;
    }
    if (kind == "boolean") return true;
    if (kind == "array") {
      Json list = Json::array();
      const Json* least = schema.find("minItems");
      const std::int64_t count = least == nullptr ? 1 : std::max<std::int64_t>(1, *least->as_int());
      for (std::int64_t i = 0; i < count; ++i) list.push(of(*schema.find("items"), place + "[]"));
      return list;
    }
    if (kind == "object") return object(schema, place);
    if (std::find(places.begin(), places.end(), place) == places.end()) places.push_back(place);
    const Json* most = schema.find("maxLength");
    const std::string word = kHarmless;
    return most == nullptr ? word : word.substr(0, static_cast<std::size_t>(*most->as_int()));
  }
  Json object(const Json& schema, const std::string& place) {
    Json made = Json::object();
    const Json* most = schema.find("maxProperties");
    if (schema.find("properties") == nullptr) return made;
    for (const auto& [name, one] : *schema.find("properties")->as_object()) {
      if (most != nullptr && made.as_object()->size() >= static_cast<std::size_t>(*most->as_int()))
        break;
      made[name] = of(one, place + "." + name);
    }
    return made;
  }
  static Json put(const Json& json, const std::string& here, const std::string& place,
                  const std::string& text) {
    if (here == place && json.as_string() != nullptr) return text;
    Json made = json;
    if (json.as_object() != nullptr) {
      for (const auto& [name, one] : *json.as_object())
        made[name] = put(one, here + "." + name, place, text);
    } else if (json.as_array() != nullptr) {
      made = Json::array();
      for (const Json& one : *json.as_array()) made.push(put(one, here + "[]", place, text));
    }
    return made;
  }
};

class Injected : public OnASite {
 protected:
  void SetUp() override {
    OnASite::SetUp();
    ASSERT_EQ(answer(asking(net::Method::kPut, "/api/v1/me", owner_,
                            R"({"handles":["ada@made.example"]})"))
                  ->status,
              200);
    id_ = text(post("/api/v1/people", R"({"name":"Lujza Kövy"})"), "id");
    ASSERT_FALSE(id_.empty());
  }

  std::string target_of(const Route& route, const std::string& in_place_of_named = "") const {
    std::string target;
    for (const std::string_view part : base::split(route.pattern.substr(1), '/')) {
      const bool named = part.starts_with('{');
      const bool person = named && route.pattern.find("/people/") != std::string_view::npos;
      target += "/" + (!named                       ? std::string(part)
                       : !in_place_of_named.empty() ? in_place_of_named
                       : person                     ? id_
                                                    : std::string(32, '0'));
    }
    return target;
  }

  // A try that needs no wait for the ones before, by somebody who has just proven who they are.
  net::ResponseRef ask(const net::Request& request) {
    clock_.at += std::chrono::minutes(4);
    net::Request again = request;
    for (net::Field& f : again.headers) {
      if (f.name == "Cookie") f = owner_;
    }
    again.peer = "203.0.113." + std::to_string(++asked_ % 250);
    if (asked_ % 20 == 0) owner_ = cookie_of(members_->sign_in("Ada", password_, from()));
    net::ResponseRef said = answer(again);
    if (said->status == 401 || said->body.find("/problems/confirm") != std::string::npos) {
      owner_ = cookie_of(members_->sign_in("Ada", password_, from()));
      for (net::Field& f : again.headers) {
        if (f.name == "Cookie") f = owner_;
      }
      said = answer(again);
    }
    return said;
  }

  // What a refusal says, without what it was said about.
  static std::string said(const net::ResponseRef& response, const std::string& payload) {
    std::string detail = std::to_string(response->status);
    if (response->status < 400) return detail;
    std::string words = text(response, "detail");
    const std::string shown = base::one_line(payload);
    for (const std::string& what : {payload, shown}) {
      for (std::size_t at = words.find(what); at != std::string::npos; at = words.find(what))
        words.erase(at, what.size());
    }
    return detail + " " + words;
  }

  void expect_text_only(const std::string& where, const net::ResponseRef& evil,
                        const net::ResponseRef& other, const std::string& payload) {
    EXPECT_LT(evil->status, 500) << where << " " << payload << " " << evil->body;
    // Where a text has a syntax of its own, what is none of it is told so.
    const bool wants_base64 = said(evil, payload) == "400 this is not base64url";
    if (!wants_base64) {
      EXPECT_EQ(said(evil, payload), said(other, harmless(payload))) << where << " " << payload;
    }
    for (const net::Field& f : evil->headers) {
      EXPECT_EQ(f.value.find_first_of("\r\n"), std::string::npos) << where;
      EXPECT_EQ(f.value.find("session=evil"), std::string::npos) << where;
    }
    for (const char* sign : {"SQL", "sqlite", "syntax error", "no such table", "batch;", "49 49"})
      EXPECT_TRUE(payload.find(sign) != std::string::npos ||
                  evil->body.find(sign) == std::string::npos)
          << where << " " << evil->body;
  }

  std::string id_, password_ = kPassword;
  int asked_ = 0;
};

TEST_F(Injected, F6EveryParameterIsOnlyText) {
  for (const Route& route : routes()) {
    for (const std::string_view name : base::split(route.query, ' ')) {
      if (name.empty()) continue;
      const auto with = [&](const std::string& value) {
        net::Request request = asking(route.method, target_of(route), owner_, "{}");
        request.parameters = {{std::string(name), value}};
        return ask(request);
      };
      const std::uint64_t before = app_->ledger->last_seq();
      for (const std::string& payload : kPayloads)
        expect_text_only(std::string(route.pattern) + "?" + std::string(name), with(payload),
                         with(harmless(payload)), payload);
      EXPECT_EQ(app_->ledger->last_seq(), before) << route.pattern;
    }
  }
}

TEST_F(Injected, F6EveryNamedPartOfAPathIsOnlyText) {
  for (const Route& route : routes()) {
    if (route.pattern.find('{') == std::string_view::npos) continue;
    const std::string body =
        route.takes.empty() ? "{}" : formats::print_json(Made(route.takes).body);
    const auto with = [&](const std::string& value) {
      net::Request request = asking(route.method, target_of(route, kHarmless), owner_, body);
      for (std::string& segment : request.segments) {
        if (segment == kHarmless) segment = value;
      }
      return ask(request);
    };
    const std::uint64_t before = app_->ledger->last_seq();
    for (const std::string& payload : kPayloads)
      expect_text_only(std::string(route.pattern), with(payload), with(harmless(payload)), payload);
    EXPECT_EQ(app_->ledger->last_seq(), before) << route.pattern;
  }
}

TEST_F(Injected, F6EveryTextOfABodyIsOnlyText) {
  int places = 0;
  for (const Route& route : routes()) {
    if (route.takes.empty()) continue;
    const Made made(route.takes);
    ASSERT_TRUE(check(route.takes, made.body)) << route.takes;
    for (const std::string& place : made.places) {
      ++places;
      const auto with = [&](const std::string& value) {
        net::Request request =
            asking(route.method, target_of(route), owner_, made.with(place, value));
        const net::ResponseRef seen = ask(asking(net::Method::kGet, target_of(route), owner_));
        if (const std::string* etag = seen->header("ETag"))
          request.headers.push_back({"If-Match", *etag});
        net::ResponseRef said = ask(request);
        if (route.pattern == "/api/v1/password" && said->status == 204) password_ = value;
        return said;
      };
      for (const std::string& payload : kPayloads)
        expect_text_only(std::string(route.pattern) + " " + place, with(payload),
                         with(harmless(payload)), payload);
    }
  }
  EXPECT_GT(places, 40);
  // All is where it was, and nothing that stands beside it.
  EXPECT_TRUE(app_->ledger->verify());
  EXPECT_TRUE(app_->ledger->log().check());
}

TEST_F(Injected, F6WhatIsKeptIsKeptToTheByte) {
  for (const std::string& payload : kPayloads) {
    Json fact = Json::object();
    fact["kind"] = "note";
    fact["value"] = payload;
    const net::ResponseRef kept = ask(asking(net::Method::kPost, "/api/v1/people/" + id_ + "/facts",
                                             owner_, formats::print_json(fact)));
    EXPECT_EQ(kept->status, 200) << kept->body;
    const auto person = formats::parse_json(get("/api/v1/people/" + id_)->body);
    ASSERT_TRUE(person);
    const std::string all = formats::print_json(*person);
    const std::string quoted = formats::print_json(Json(base::one_line(payload)));
    const std::string as_said = formats::print_json(Json(payload));
    EXPECT_TRUE(all.find(as_said) != std::string::npos || all.find(quoted) != std::string::npos)
        << payload << " " << all;
  }
}

}  // namespace
}  // namespace api
