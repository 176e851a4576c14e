// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/exchanges.h"

#include <fmt/core.h>

#include <algorithm>
#include <tuple>

#include "app/commit.h"
#include "app/gate.h"
#include "app/watches.h"
#include "base/text.h"
#include "exchange/dues.h"
#include "exchange/introduction.h"

namespace app {
namespace {

using exchange::Course;
using exchange::Part;
using exchange::StepKind;
using identity::Number;
using model::ExchangeKind;

constexpr std::size_t kMostWords = 4000;  // bytes
constexpr std::size_t kLeastOfAnId = 8;   // characters that name one

std::string clean(std::string_view text, std::size_t most) {
  return base::shorten(base::make_utf8(base::trim(text)), most);
}

std::string name_of(const App& app, const Course& course, Part part) {
  const auto person = person_in(app, course, part);
  return person ? app.state.people.name(*person) : "you";
}

}  // namespace

base::Result<model::ExchangeId> open_exchange(App& app, model::Exchange e, const Cast& cast) {
  e.at = app.moment.at;
  e.about = base::one_line(clean(e.about, kMostWords));
  e.words = clean(e.words, kMostWords);
  TRY(const std::vector<model::Entry> opened,
      commit(app, [&](const Known& known) -> base::Result<Facts> {
        e.parties.clear();
        for (const auto& [part, who] : cast) {
          if (who && *who == known.state.people.owner())
            return base::fail(base::Code::kInvalid, "this is you");
          e.parties.push_back({part, who ? known.state.people.at(*who).id : model::IdentityId{}});
        }
        std::sort(e.parties.begin(), e.parties.end());
        TRY_DO(exchange::check(e));
        return Facts{{known.random.id<model::EntryTag>(), model::ExchangeOpened{e}}};
      }));
  const bool watch = e.kind == ExchangeKind::kAsk && e.ask == model::AskKind::kWatch;
  if (watch) look_out(app);  // somebody may be there already
  return model::ExchangeId{opened.front().id.bytes};
}

base::Result<void> take_step(App& app, const model::ExchangeId& id, const WantedStep& wanted) {
  TRY_DO(commit(app, [&](const Known& known) -> base::Result<Facts> {
    const Course* course = known.state.exchanges.find(id);
    if (course == nullptr) return base::fail(base::Code::kNotFound, "there is no such exchange");
    exchange::Step step;
    step.kind = wanted.kind;
    step.by = wanted.by;
    step.until = wanted.until;
    step.words = clean(wanted.words, kMostWords);
    if (wanted.whom) step.whom = known.state.people.at(*wanted.whom).id;
    step.value = base::one_line(clean(wanted.value, 200));
    TRY(step, exchange::decide(*course, std::move(step), app.moment.at));
    Facts facts;
    facts.push_back({known.random.id<model::EntryTag>(), model::ExchangeStepped{step}});
    const bool asks = course->what.kind == ExchangeKind::kAsk && wanted.kind == StepKind::kAsked;
    const auto helper = asks ? person_in(app, *course, Part::kHelper) : std::nullopt;
    if (!helper) return facts;
    const exchange::Verdict verdict =
        gate(app, *helper, step.words.empty() ? course->what.words : step.words);
    if (verdict.open()) return facts;
    if (verdict.final || wanted.overruling.empty()) {
      std::string why;
      for (const exchange::Reason& r : verdict.reasons) why += (why.empty() ? "" : " ") + r.why;
      return base::fail(base::Code::kConflict, why);
    }
    exchange::Step overruled;
    overruled.kind = StepKind::kOverruled;
    overruled.by = Part::kHelper;
    overruled.words = clean(wanted.overruling, kMostWords);
    TRY(overruled, exchange::decide(*course, std::move(overruled), app.moment.at));
    facts.push_back({known.random.id<model::EntryTag>(), model::ExchangeStepped{overruled}});
    return facts;
  }));
  return {};
}

base::Result<Exchanges> exchanges(const App& app, const ExchangeFilter& filter,
                                  std::string_view after) {
  enum class Place : std::uint8_t { kDue, kUnderWay, kOver };
  std::vector<std::tuple<Place, base::Time, const Course*>> found;
  Exchanges all;
  for (const Course& c : app.state.exchanges.all()) {
    if (filter.kind && c.what.kind != *filter.kind) continue;
    const bool is_part =
        std::any_of(c.what.parties.begin(), c.what.parties.end(), [&](const model::Party& p) {
          const auto n = app.state.people.find(p.who);
          return n && app.state.people.person_of(*n) == filter.with;
        });
    if (filter.with != identity::kNobody && !is_part) continue;
    const bool due = !exchange::dues(c, model::IdentityId{}, app.moment.at).empty();
    const bool over = !due && exchange::is_over(exchange::stage_of(c, app.moment.at));
    all.over += over;
    if (filter.over || !over)
      found.emplace_back(due    ? Place::kDue
                         : over ? Place::kOver
                                : Place::kUnderWay,
                         c.touched(), &c);
  }
  std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) {
    return std::tuple(std::get<Place>(a), -base::micros(std::get<base::Time>(a))) <
           std::tuple(std::get<Place>(b), -base::micros(std::get<base::Time>(b)));
  });
  for (const auto& one : found) all.list.push_back(std::get<const Course*>(one));
  if (after.empty()) return all;
  const auto last = std::find_if(all.list.begin(), all.list.end(),
                                 [&](const Course* c) { return base::print(c->id) == after; });
  if (last == all.list.end())
    return base::fail(base::Code::kInvalid, "this page is no longer here: begin with the first");
  all.from = static_cast<std::size_t>(last - all.list.begin()) + 1;
  return all;
}

base::Result<const Course*> find_exchange(const App& app, std::string_view id) {
  const Course* found = nullptr;
  if (const auto whole = base::parse_hex16(id)) {
    found = app.state.exchanges.find(model::ExchangeId{*whole});
  } else if (id.size() >= kLeastOfAnId) {
    for (const Course& c : app.state.exchanges.all()) {
      if (!base::print(c.id).starts_with(id)) continue;
      if (found != nullptr)
        return base::fail(base::Code::kNotFound, "several begin like this: write more of it");
      found = &c;
    }
  }
  if (found == nullptr) return base::fail(base::Code::kNotFound, "there is no such exchange");
  return found;
}

std::optional<Number> person_in(const App& app, const Course& course, Part part) {
  const auto who = course.who(part);
  if (!who || !*who) return std::nullopt;
  const auto n = app.state.people.find(*who);
  if (!n) return std::nullopt;
  return app.state.people.person_of(*n);
}

std::string headline(const App& app, const Course& c) {
  const auto name = [&](Part part) { return name_of(app, c, part); };
  switch (c.what.kind) {
    case ExchangeKind::kAsk: {
      if (c.what.ask == model::AskKind::kWatch)
        return fmt::format("{} for {}: {}", "an eye open", name(Part::kAsker), c.what.about);
      if (c.what.ask == model::AskKind::kIntroduction)
        return fmt::format("an introduction to {} by {}", name(Part::kTarget), name(Part::kHelper));
      return fmt::format("{}, from {}", c.what.about, name(Part::kHelper));
    }
    case ExchangeKind::kIntroduction:
      return fmt::format("{} and {}{}", name(Part::kFirst), name(Part::kSecond),
                         exchange::made_for_member(c) ? ", by " + name(Part::kConnector) : "");
    case ExchangeKind::kReferral:
      return fmt::format("{} from {} to {}",
                         c.who(Part::kReferred) ? name(Part::kReferred) : c.what.about,
                         name(Part::kGiver), name(Part::kReceiver));
    case ExchangeKind::kPromise:
      return fmt::format("{} promised {} {}{}", name(Part::kMaker), name(Part::kTaker),
                         c.what.about,
                         c.what.due == base::Time{} ? "" : " by " + base::print_day(c.what.due));
  }
  return "";
}

}  // namespace app
