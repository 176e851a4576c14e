// The cards of today, and what the member says to one. A look deals no hand: the numbers that `rapport
// done` takes stay those that the command line showed.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "api/cards_json.h"
#include "api/problem.h"
#include "api/route.h"

namespace api {
namespace {

constexpr std::int64_t kUsualPause = 7;  // days

}  // namespace

base::Result<net::Response> today(const Call& call) {
  TRY(const std::vector<app::Card> cards, app::today(call.app, false));
  return json_response(today_json(call.app, cards));
}

base::Result<net::Response> answer_card(const Call& call) {
  TRY(const app::Card card, app::find_card(call.app, call.named.front()));
  const std::string& word = call.text("verdict");
  const model::Verdict verdict = word == "done"    ? model::Verdict::kDone
                                 : word == "later" ? model::Verdict::kLater
                                                   : model::Verdict::kNot;
  base::Time until{};
  if (verdict == model::Verdict::kLater) {
    const formats::Json* days = call.body.find("days");
    until = call.app.moment.at + std::chrono::days(days == nullptr ? kUsualPause : *days->as_int());
  }
  TRY_DO(app::answer_card(call.app, card, verdict, until));
  return written(call.entry());
}

}  // namespace api
