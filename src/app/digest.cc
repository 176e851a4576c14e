// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/digest.h"

#include <algorithm>
#include <bit>
#include <vector>

#include "graph/strength.h"

namespace app {
namespace {

using Line = base::Bytes32;

class Lines {
 public:
  explicit Lines(const State& state) : state_(state) {}

  void interaction(const model::Interaction& it) {
    std::vector<std::string> parties;
    for (const model::Participant& p : it.participants) {
      const auto n = state_.people.find(p.identity);
      parties.push_back(std::string(model::word(p.role)) + " " + (n ? handle(*n) : "?"));
    }
    std::sort(parties.begin(), parties.end());
    base::Hasher h;
    h.add("interaction").add(static_cast<std::uint64_t>(base::micros(it.at)));
    h.add(model::word(it.channel)).add(model::word(it.kind)).add(model::word(it.audience));
    h.add(std::uint64_t{it.asks}).add(std::uint64_t{it.sealed}).add(std::uint64_t{it.recipients});
    h.add(std::uint64_t{it.message_key != 0}).add(std::uint64_t{it.parent_key != 0});
    for (const std::string& party : parties) h.add(party);
    lines_.push_back(h.add(it.subject).add(it.text).finish());
  }

  void answer(const model::SuggestionAnswered& f) {
    const auto n = state_.people.find(f.about);
    base::Hasher h;
    h.add("answer")
        .add(f.rule)
        .add(n ? handle(*n) : "?")
        .add(static_cast<std::uint64_t>(f.verdict));
    h.add(static_cast<std::uint64_t>(base::micros(f.at)))
        .add(static_cast<std::uint64_t>(base::micros(f.until)));
    lines_.push_back(h.finish());
  }

  void profile(const model::Profile& p) {
    base::Hasher h;
    h.add("profile").add(p.source).add(p.name).add(
        static_cast<std::uint64_t>(base::micros(p.as_of)));
    add_ids(h, p.identities);
    for (const model::Statement& s : p.statements) add_statement(h, s);
    lines_.push_back(h.add(p.raw).finish());
  }

  void statement(const model::IdentityId& about, const model::Statement& s) {
    base::Hasher h;
    h.add("statement");
    add_ids(h, {about});
    add_statement(h, s);
    lines_.push_back(h.finish());
  }

  void deed(const model::Deed& d) {
    base::Hasher h;
    h.add("deed").add(model::word(d.kind)).add(std::uint64_t{d.given});
    add_ids(h, {d.other});
    h.add(static_cast<std::uint64_t>(base::micros(d.at)));
    lines_.push_back(h.add(d.text).add(model::word(d.size)).finish());
  }

  void opened(const model::EntryId& id, const model::Exchange& e) {
    base::Hasher h;
    h.add("exchange").add(base::view(id.bytes)).add(model::word(e.kind)).add(model::word(e.ask));
    for (const model::Party& p : e.parties) {
      h.add(model::word(p.part));
      if (p.who) add_ids(h, {p.who});
    }
    h.add(e.about).add(e.words).add(std::uint64_t{e.effort}).add(std::uint64_t{e.agreed});
    h.add(model::word(e.visibility)).add(static_cast<std::uint64_t>(base::micros(e.at)));
    lines_.push_back(h.add(static_cast<std::uint64_t>(base::micros(e.due))).finish());
  }

  void stepped(const model::Step& s) {
    base::Hasher h;
    h.add("step").add(base::view(s.exchange.bytes)).add(model::word(s.kind)).add(model::word(s.by));
    if (s.whom) add_ids(h, {s.whom});
    h.add(static_cast<std::uint64_t>(base::micros(s.at)));
    h.add(static_cast<std::uint64_t>(base::micros(s.until)));
    lines_.push_back(h.add(s.words).add(s.value).finish());
  }

  void card(const model::IdealCard& c) {
    base::Hasher h;
    h.add("ideal card").add(c.who).add(c.phrase).add(c.not_for).add(c.example);
    lines_.push_back(h.add(static_cast<std::uint64_t>(base::micros(c.at))).finish());
  }

  void judgement(const model::IdentitiesJudged& j) {
    base::Hasher h;
    h.add("judgement")
        .add(std::uint64_t{j.same})
        .add(static_cast<std::uint64_t>(base::micros(j.at)));
    add_ids(h, j.these);
    h.add("and");
    add_ids(h, j.those);
    lines_.push_back(h.finish());
  }

  void people() {
    for (identity::Number n = 0; n < state_.people.size(); ++n) {
      base::Hasher h;
      h.add("identity")
          .add(handle(n))
          .add(std::uint64_t{state_.people.person_of(n) == state_.people.owner()})
          .add(handle(state_.people.person_of(n)));
      for (const std::string& name : state_.people.at(n).names) h.add(name);
      lines_.push_back(h.finish());
    }
  }

  // Each tie by both its people and every bit of its factors, seen from the newest moment of the
  // book.
  void ties() {
    const double day = base::days_since_epoch(state_.newest);
    for (identity::Number u = 0; u < state_.people.size(); ++u) {
      if (state_.people.person_of(u) != u || u >= state_.ties.nodes()) continue;
      for (const auto& neighbour : state_.ties.neighbours(u)) {
        if (neighbour.other < u) continue;
        identity::Number a = u, b = neighbour.other;
        if (state_.people.handle(b) < state_.people.handle(a)) std::swap(a, b);
        base::Hasher h;
        h.add("tie").add(state_.people.handle(a).text).add(state_.people.handle(b).text);
        for (const double f : graph::strength(state_.ties, a, b, day).factors) number(h, f);
        number(h, graph::reach(state_.ties, a, b, day).z);
        number(h, graph::reach(state_.ties, b, a, day).z);
        number(h, graph::reply(state_.ties, a, b, day, 1).z);
        number(h, graph::reply(state_.ties, b, a, day, 1).z);
        lines_.push_back(h.finish());
      }
    }
  }

  std::string finish() {
    std::sort(lines_.begin(), lines_.end());
    base::Hasher all;
    for (const Line& line : lines_) all.add(base::view(line));
    const Line sum = all.finish();
    return base::hex_of(sum);
  }

 private:
  std::string handle(identity::Number n) const {
    const model::Handle& h = state_.people.at(n).handle;
    return std::string(model::word(h.kind)) + ":" + h.text;
  }
  // Handles in their order: the ids differ from book to book.
  void add_ids(base::Hasher& h, const std::vector<model::IdentityId>& ids) const {
    std::vector<std::string> handles;
    for (const model::IdentityId& id : ids) {
      const auto n = state_.people.find(id);
      handles.push_back(n ? handle(*n) : "?");
    }
    std::sort(handles.begin(), handles.end());
    for (const std::string& one : handles) h.add(one);
  }
  static void add_statement(base::Hasher& h, const model::Statement& s) {
    h.add(model::word(s.kind)).add(s.value).add(s.detail);
    h.add(static_cast<std::uint64_t>(base::micros(s.at)));
  }
  static void number(base::Hasher& h, double x) { h.add(std::bit_cast<std::uint64_t>(x)); }

  const State& state_;
  std::vector<Line> lines_;
};

}  // namespace

base::Result<std::string> digest(App& app) {
  Lines lines(app.state);
  const std::vector<std::uint64_t> said = app.state.profiles.entries(),
                                   exchanged = app.state.exchanges.entries();
  const auto counts = [&](std::uint64_t seq) {
    return std::binary_search(said.begin(), said.end(), seq) ||
           std::binary_search(exchanged.begin(), exchanged.end(), seq);
  };
  TRY_DO(ledger_of(app)->replay(
      0, store::WithText::kYes, [&](const model::Entry& entry) -> base::Result<void> {
        if (app.state.superseded.contains(entry.seq)) return {};
        std::visit(
            model::Overload{
                [&](const model::InteractionRecorded& f) { lines.interaction(f.interaction); },
                [&](const model::InteractionCompleted& f) { lines.interaction(f.interaction); },
                [&](const model::SuggestionAnswered& f) {
                  if (app.state.answers.holds(entry.seq)) lines.answer(f);
                },
                [](const model::IdentitySeen&) {},
                [](const model::OwnerNamed&) {},
                [](const model::Erased&) {},
                [&](const model::ProfileSeen& f) { lines.profile(f.profile); },
                [&](const model::StatementMade& f) {
                  if (counts(entry.seq)) lines.statement(f.about, f.statement);
                },
                [&](const model::DeedRecorded& f) {
                  if (counts(entry.seq)) lines.deed(f.deed);
                },
                [&](const model::IdentitiesJudged& f) {
                  if (counts(entry.seq)) lines.judgement(f);
                },
                [](const model::Undone&) {},
                [&](const model::ExchangeOpened& f) {
                  if (counts(entry.seq)) lines.opened(entry.id, f.exchange);
                },
                [&](const model::ExchangeStepped& f) {
                  if (counts(entry.seq)) lines.stepped(f.step);
                },
                [&](const model::IdealCardWritten& f) {
                  if (counts(entry.seq)) lines.card(f.card);
                },
            },
            entry.fact);
        return {};
      }));
  lines.people();
  lines.ties();
  return lines.finish();
}

}  // namespace app
