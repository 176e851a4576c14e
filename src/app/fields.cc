// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/fields.h"

#include <algorithm>
#include <array>
#include <optional>

#include "base/text.h"

namespace app {
namespace {

using model::StatementKind;

struct Field {
  std::string_view name;
  std::optional<StatementKind> kind;  // none: a deed
};
constexpr std::array kFields = {
    Field{"does", StatementKind::kSkill},        Field{"skill", StatementKind::kSkill},
    Field{"works", StatementKind::kWorksAt},     Field{"needs", StatementKind::kNeed},
    Field{"need", StatementKind::kNeed},         Field{"goal", StatementKind::kGoal},
    Field{"wants", StatementKind::kGoal},        Field{"offers", StatementKind::kOffer},
    Field{"promised", StatementKind::kPromise},  Field{"promise", StatementKind::kPromise},
    Field{"birthday", StatementKind::kBirthday}, Field{"note", StatementKind::kNote},
    Field{"tag", StatementKind::kTag},           Field{"did", std::nullopt},
};

const Field* field_of(std::string_view word) {
  const auto* at = std::find_if(kFields.begin(), kFields.end(), [&](const Field& f) {
    return word.size() > f.name.size() && word[f.name.size()] == ':' &&
           base::starts_with_ignoring_case(word, f.name);
  });
  return at == kFields.end() ? nullptr : &*at;
}

// "the lease by 2026-12-01": the promise, and its day as its detail.
void take_day(model::Statement& s) {
  const std::size_t by = s.value.rfind(" by ");
  if (by == std::string::npos) return;
  const auto day = base::parse_time(base::trim(std::string_view(s.value).substr(by + 4)));
  if (!day) return;
  s.detail = base::print_date(*day);
  s.value.resize(by);
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
    if (!field->kind) {
      fields.did.push_back(std::move(text));
      continue;
    }
    model::Statement s{*field->kind, std::move(text), "", now};
    if (s.kind == StatementKind::kPromise) take_day(s);
    if (s.kind == StatementKind::kWorksAt) take_post(s);
    fields.statements.push_back(std::move(s));
  }
  return fields;
}

const char* field_names() {
  return "does: works: needs: goal: offers: promised: birthday: note: tag: did:";
}

Facts facts_of_fields(const Known& known, const model::IdentityId& whom, const Fields& fields,
                      base::Time now) {
  Facts facts;
  for (const model::Statement& s : fields.statements)
    facts.push_back({known.random.id<model::EntryTag>(), model::StatementMade{whom, s}});
  for (const std::string& did : fields.did) {
    model::Deed deed;
    deed.at = now;
    const std::string folded = base::fold(did);
    deed.kind = folded.starts_with("introduc")    ? model::DeedKind::kIntroduction
                : folded.starts_with("refer")     ? model::DeedKind::kReferral
                : folded.starts_with("recommend") ? model::DeedKind::kRecommendation
                                                  : model::DeedKind::kFavour;
    deed.text = did;
    deed.other = whom;
    facts.push_back({known.random.id<model::EntryTag>(), model::DeedRecorded{std::move(deed)}});
  }
  return facts;
}

base::Result<void> record_fields(App& app, identity::Number person, const Fields& fields,
                                 base::Time now) {
  TRY_DO(commit(app, [&](const Known& known) -> base::Result<Facts> {
    return facts_of_fields(known, known.state.people.at(person).id, fields, now);
  }));
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
