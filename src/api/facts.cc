// What the member says of somebody: facts and deeds.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/facts.h"

#include "api/open_book.h"
#include "api/problem.h"
#include "api/route.h"
#include "app/fields.h"
#include "app/person.h"
#include "base/text.h"

namespace api {
namespace {

constexpr std::size_t kLongest = 2000;  // bytes of a fact

std::string said(const std::string& text) {
  return base::shorten(base::one_line(base::make_utf8(text)), kLongest);
}

// "works_at" as the API writes it, "works at" as the book does.
model::StatementKind kind_of(std::string word) {
  for (char& c : word) c = c == '_' ? ' ' : c;
  model::StatementKind kind{};
  model::read_word(word, kind);
  return kind;
}

base::Result<base::Time> when(const Call& call) {
  const std::string& text = call.text("when");
  if (text.empty()) return call.book.now();
  const auto time = base::parse_time(text);
  if (!time) return base::fail(base::Code::kInvalid, "when: takes a date such as 2026-03-01");
  return *time;
}

}  // namespace

base::Result<net::Response> add_fact(const Call& call) {
  TRY(const identity::Number person, app::find_by_id(call.app, call.named.front()));
  TRY(const base::Time at, when(call));
  const model::Statement statement{kind_of(call.text("kind")), said(call.text("value")),
                                   said(call.text("detail")), at};
  if (statement.value.empty()) return base::fail(base::Code::kInvalid, "value: says nothing");
  app::Fields fields;
  if (statement.kind == model::StatementKind::kPromise) {
    const std::string by = statement.detail.empty() ? "" : " by " + statement.detail;
    fields.promises.push_back(app::promise_of(statement.value + by, false, at));
  } else {
    fields.statements.push_back(statement);
  }
  TRY_DO(app::record_fields(call.app, person, fields));
  return written(call.entry());
}

base::Result<net::Response> add_deed(const Call& call) {
  TRY(const identity::Number person, app::find_by_id(call.app, call.named.front()));
  model::Deed deed;
  TRY(deed.at, when(call));
  deed.given = call.text("by") == "you";
  model::read_word(call.text("kind"), deed.kind);
  model::read_word(call.text("size"), deed.size);
  deed.text = said(call.text("what"));
  TRY_DO(app::record_deed(call.app, person, std::move(deed)));
  return written(call.entry());
}

}  // namespace api
