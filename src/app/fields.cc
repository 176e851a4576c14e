// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/fields.h"

#include <algorithm>
#include <array>
#include <optional>

#include "app/watches.h"
#include "base/text.h"

namespace app {
namespace {

using model::StatementKind;

enum class Is : std::uint8_t { kStatement, kDeed, kPromise };

struct Field {
  std::string_view name;
  Is is = Is::kStatement;
  StatementKind kind{};
  bool own = false;  // a deed or promise: the owner's, not theirs
};
constexpr std::array kFields = {
    Field{"does", Is::kStatement, StatementKind::kSkill},
    Field{"skill", Is::kStatement, StatementKind::kSkill},
    Field{"works", Is::kStatement, StatementKind::kWorksAt},
    Field{"needs", Is::kStatement, StatementKind::kNeed},
    Field{"need", Is::kStatement, StatementKind::kNeed},
    Field{"goal", Is::kStatement, StatementKind::kGoal},
    Field{"wants", Is::kStatement, StatementKind::kGoal},
    Field{"offers", Is::kStatement, StatementKind::kOffer},
    Field{"birthday", Is::kStatement, StatementKind::kBirthday},
    Field{"note", Is::kStatement, StatementKind::kNote},
    Field{"tag", Is::kStatement, StatementKind::kTag},
    Field{"promised", Is::kPromise, {}, true},
    Field{"promise", Is::kPromise, {}, true},
    Field{"they-promised", Is::kPromise},
    Field{"did", Is::kDeed},
    Field{"i-did", Is::kDeed, {}, true},
};

const Field* field_of(std::string_view word) {
  const auto* at = std::find_if(kFields.begin(), kFields.end(), [&](const Field& f) {
    return word.size() > f.name.size() && word[f.name.size()] == ':' &&
           base::starts_with_ignoring_case(word, f.name);
  });
  return at == kFields.end() ? nullptr : &*at;
}

// "above and beyond: flew in for it": how much it was, in words, before what it was.
void take_size(model::Deed& deed) {
  const std::size_t colon = deed.text.find(':');
  if (colon == std::string::npos) return;
  if (!model::read_word(base::fold(base::trim(deed.text.substr(0, colon))), deed.size)) return;
  deed.text = base::trim(std::string_view(deed.text).substr(colon + 1));
}

model::Deed deed_of(std::string text, bool given, base::Time now) {
  model::Deed deed;
  deed.at = now;
  deed.given = given;
  deed.text = std::move(text);
  take_size(deed);
  const std::string folded = base::fold(deed.text);
  deed.kind = folded.starts_with("introduc")    ? model::DeedKind::kIntroduction
              : folded.starts_with("refer")     ? model::DeedKind::kReferral
              : folded.starts_with("recommend") ? model::DeedKind::kRecommendation
                                                : model::DeedKind::kFavour;
  return deed;
}

std::string say(const model::Exchange& promise) {
  const bool theirs = promise.parties.front().part == model::Part::kTaker;
  return (theirs ? "they promised " : "you promised ") + promise.about +
         (promise.due == base::Time{} ? "" : " by " + base::print_date(promise.due));
}

// "Acme, counsel"
void take_post(model::Statement& s) {
  const std::size_t comma = s.value.find(',');
  if (comma == std::string::npos) return;
  s.detail = base::trim(std::string_view(s.value).substr(comma + 1));
  s.value.resize(comma);
}

}  // namespace

base::Result<Fields> read_fields(std::string_view line, base::Time now) {
  Fields fields;
  std::vector<std::pair<const Field*, std::string>> read;
  const std::string words = base::one_line(base::make_utf8(line));
  for (const std::string_view word : base::split(words, ' ')) {
    if (word.empty()) continue;
    if (const Field* field = field_of(word)) {
      read.emplace_back(field, word.substr(field->name.size() + 1));
      continue;
    }
    std::string& text = read.empty() ? fields.name : read.back().second;
    text += (text.empty() ? "" : " ") + std::string(word);
  }
  for (auto& [field, text] : read) {
    text = base::shorten(base::one_line(base::make_utf8(text)), 2000);
    if (text.empty())
      return base::fail(base::Code::kInvalid,
                        "nothing stands behind “" + std::string(field->name) + ":”");
    if (field->is == Is::kDeed) {
      fields.deeds.push_back(deed_of(std::move(text), field->own, now));
      continue;
    }
    if (field->is == Is::kPromise) {
      fields.promises.push_back(promise_of(std::move(text), !field->own, now));
      continue;
    }
    model::Statement s{field->kind, std::move(text), "", now};
    if (s.kind == StatementKind::kWorksAt) take_post(s);
    fields.statements.push_back(std::move(s));
  }
  return fields;
}

const char* field_names() {
  return "does: works: needs: goal: offers: promised: they-promised: did: i-did: birthday: note: "
         "tag:";
}

// "the lease by 2026-12-01": the promise, and its day.
model::Exchange promise_of(std::string text, bool theirs, base::Time now) {
  model::Exchange promise;
  promise.kind = model::ExchangeKind::kPromise;
  promise.at = now;
  promise.parties = {{theirs ? model::Part::kTaker : model::Part::kMaker, {}}};
  if (const std::size_t by = text.rfind(" by "); by != std::string::npos) {
    if (const auto day = base::parse_time(base::trim(std::string_view(text).substr(by + 4)))) {
      promise.due = *day;
      text.resize(by);
    }
  }
  promise.about = std::move(text);
  return promise;
}

std::vector<std::string> say(const Fields& fields) {
  std::vector<std::string> said;
  for (const model::Statement& s : fields.statements) said.push_back(say(s));
  for (const model::Exchange& promise : fields.promises) said.push_back(say(promise));
  for (const model::Deed& deed : fields.deeds)
    said.push_back((deed.given ? "you did this for them: " : "did this for you: ") + deed.text);
  return said;
}

Facts facts_of_fields(const Known& known, const model::IdentityId& whom, const Fields& fields) {
  Facts facts;
  const auto add = [&](model::Fact fact) {
    facts.push_back({known.random.id<model::EntryTag>(), std::move(fact)});
  };
  for (const model::Statement& s : fields.statements) add(model::StatementMade{whom, s});
  for (model::Exchange promise : fields.promises) {
    const bool theirs = promise.parties.front().part == model::Part::kTaker;
    promise.parties.push_back({theirs ? model::Part::kMaker : model::Part::kTaker, whom});
    std::sort(promise.parties.begin(), promise.parties.end());
    add(model::ExchangeOpened{std::move(promise)});
  }
  for (model::Deed deed : fields.deeds) {
    deed.other = whom;
    add(model::DeedRecorded{std::move(deed)});
  }
  return facts;
}

base::Result<void> record_fields(App& app, identity::Number person, const Fields& fields) {
  TRY_DO(commit(app, [&](const Known& known) -> base::Result<Facts> {
    return facts_of_fields(known, known.state.people.at(person).id, fields);
  }));
  look_out(app);
  return {};
}

std::string say(const model::Statement& s) {
  const std::string both = s.detail.empty()  ? s.value
                           : s.value.empty() ? s.detail
                                             : s.value + ", " + s.detail;
  switch (s.kind) {
    case StatementKind::kNeed:
      return "needs " + s.value;
    case StatementKind::kGoal:
      return "wants " + s.value;
    case StatementKind::kPromise:
      return "you promised " + s.value + (s.detail.empty() ? "" : " by " + s.detail);
    case StatementKind::kOffer:
      return "offers " + s.value;
    case StatementKind::kWorksAt:
      return s.value.empty() ? "works as " + s.detail
                             : "works at " + s.value + (s.detail.empty() ? "" : " as " + s.detail);
    case StatementKind::kSkill:
      return "does " + both;
    case StatementKind::kBirthday:
      return "birthday " + s.value;
    case StatementKind::kNote:
      return "“" + s.value + "”";
    case StatementKind::kTag:
      return "tag " + s.value;
    case StatementKind::kStudiedAt:
      return "studied at " + both;
    case StatementKind::kConnected:
      return "connected on " + both;
    case StatementKind::kKeeping:
      return "keep in touch: " + s.value;
  }
  return both;
}

}  // namespace app
