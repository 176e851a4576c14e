// SPDX-License-Identifier: AGPL-3.0-or-later
#include "cli/item.h"

#include <fmt/core.h>

#include "app/history.h"
#include "base/text.h"
#include "cli/console.h"

namespace cli {
namespace {

const model::Participant* sender(const model::Interaction& it) {
  for (const model::Participant& p : it.participants) {
    if (p.role == model::Role::kFrom) return &p;
  }
  return nullptr;
}

}  // namespace

const char* direction(const app::App& app, const model::Interaction& it, identity::Number person) {
  if (app::goes_both_ways(it.kind)) return "↔";
  const model::Participant* from = sender(it);
  const auto n = from == nullptr ? std::nullopt : app.state.people.find(from->identity);
  if (!n) return "·";
  const identity::Number who = app.state.people.person_of(*n);
  if (who == app.state.people.owner()) return "→";
  return who == person ? "←" : "·";
}

std::string title_of(const model::Interaction& it) {
  std::string title =
      it.subject.empty() ? base::shorten(base::one_line(it.text), 70, true) : it.subject;
  if (it.audience != model::Audience::kPersonal)
    title += fmt::format(" ({})", model::word(it.audience));
  return safe(title);
}

formats::Json item_json(const app::App& app, std::uint64_t seq, const model::Interaction& it,
                        identity::Number person) {
  formats::Json json = formats::Json::object();
  json["item"] = seq;
  json["at"] = base::print_time(it.at);
  json["channel"] = model::word(it.channel);
  json["kind"] = model::word(it.kind);
  json["audience"] = model::word(it.audience);
  const std::string arrow = direction(app, it, person);
  json["direction"] = arrow == "→"   ? "from you"
                      : arrow == "←" ? "from them"
                      : arrow == "↔" ? "both"
                                     : "among others";
  json["subject"] = it.subject;
  json["text"] = it.text;
  return json;
}

std::string kind_word(const model::Interaction& it) {
  return it.kind == model::Kind::kMessage ? "" : std::string(model::word(it.kind)) + ": ";
}

}  // namespace cli
