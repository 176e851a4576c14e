// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/ideal_card.h"

#include "app/commit.h"
#include "base/text.h"
#include "exchange/referral.h"

namespace app {

base::Result<void> write_ideal_card(App& app, model::IdealCard card) {
  for (std::string* text : {&card.who, &card.phrase, &card.not_for, &card.example})
    *text = base::shorten(base::one_line(base::make_utf8(*text)), 1000);
  card.at = app.moment.at;
  if (card.who.empty())
    return base::fail(base::Code::kInvalid, "say at least who is a good referral for you");
  TRY_DO(commit(app, [&](const Known& known) -> base::Result<Facts> {
    return Facts{{known.random.id<model::EntryTag>(), model::IdealCardWritten{card}}};
  }));
  return {};
}

std::vector<IdealVersion> ideal_card(const App& app) {
  std::vector<IdealVersion> versions;
  for (const auto& written : app.state.exchanges.cards()) versions.push_back({written.card, 0, 0});
  for (const exchange::Course& c : app.state.exchanges.all()) {
    const auto receiver = c.who(model::Part::kReceiver);
    if (c.what.kind != model::ExchangeKind::kReferral || !receiver || *receiver) continue;
    const exchange::Step* end = exchange::end_of(c);
    if (end == nullptr) continue;
    IdealVersion* held = nullptr;
    for (IdealVersion& v : versions)
      if (v.card.at <= c.what.at) held = &v;
    if (held == nullptr) continue;
    ++held->ended;
    held->fit += end->kind != model::StepKind::kPoorFit;
  }
  return versions;
}

}  // namespace app
