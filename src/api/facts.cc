// What the member says of somebody: facts and deeds.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/facts.h"

#include <charconv>

#include "api/open_book.h"
#include "api/problem.h"
#include "api/route.h"
#include "app/fields.h"
#include "app/person.h"
#include "app/still_so.h"
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

base::Result<std::uint64_t> entry_of(const std::string& text) {
  std::uint64_t entry = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), entry);
  if (error != std::errc{} || end != text.data() + text.size())
    return base::fail(base::Code::kNotFound, "there is no such fact");
  return entry;
}

}  // namespace

base::Result<net::Response> answer_fact(const Call& call) {
  TRY(const identity::Number person, app::find_by_id(call.app, call.named.front()));
  TRY(const std::uint64_t entry, entry_of(call.named[1]));
  if (formats::flag_in(call.body, "holds")) {
    TRY_DO(app::still_so(call.app, person, entry, call.book.now()));
  } else {
    TRY_DO(app::no_longer(call.app, person, entry));
  }
  return written(call.entry());
}

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
