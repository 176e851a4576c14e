// SPDX-License-Identifier: AGPL-3.0-or-later
#include "api/cards_json.h"

#include <fmt/core.h>

#include "app/person.h"

namespace api {
namespace {

using formats::Json;

std::string percent_encoded(std::string_view s) {
  std::string out;
  for (const char c : s) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       c == '-' || c == '.' || c == '@' || c == '_';
    out += plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return out;
}

}  // namespace

std::string mailto(const app::App& app, const app::Card& card) {
  const std::string address = app::mail_address(app, card.suggestion.about);
  if (address.empty()) return "";
  return fmt::format("mailto:{}?subject={}&body={}", percent_encoded(address),
                     percent_encoded(card.words.subject), percent_encoded(card.words.first_line));
}

Json today_json(const app::App& app, const std::vector<app::Card>& cards) {
  Json json = Json::object();
  json["as_of"] = base::print_time(app.moment.at);
  Json& list = json["cards"] = Json::array();
  for (const app::Card& card : cards) list.push(card_json(app, card));
  return json;
}

Json card_json(const app::App& app, const app::Card& card) {
  Json json = Json::object();
  json["id"] = app::id_of(app, card.suggestion);
  json["number"] = card.number;
  json["rule"] = card.suggestion.rule->name;
  json["verb"] = card.suggestion.rule->verb;
  json["person"] = person_ref(app, card.suggestion.about);
  if (const auto& due = card.suggestion.due) json["exchange"] = base::print(due->course->id);
  json["reason"] = card.words.reason;
  json["subject"] = card.words.subject;
  json["first_line"] = card.words.first_line;
  Json& entries = json["entries"] = Json::array();
  for (const std::uint64_t seq : card.suggestion.entries) entries.push(seq);
  if (std::string link = mailto(app, card); !link.empty()) json["mailto"] = std::move(link);
  return json;
}

}  // namespace api
