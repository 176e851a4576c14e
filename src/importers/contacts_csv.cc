// Tables of people: Google Contacts (old and new), Outlook, Thunderbird, and a plain one for
// everything else: docs/formats.md.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/core.h>

#include <algorithm>
#include <array>

#include "base/text.h"
#include "importers/export_date.h"
#include "importers/importer.h"
#include "importers/profile_draft.h"
#include "importers/table.h"

namespace importers {
namespace {

using model::StatementKind;

constexpr int kMostNumbered = 20;  // "E-mail 1" … "E-mail 20"

constexpr std::array<std::string_view, 15> kMails = {
    "email",          "emailaddress", "email2address", "email3address", "primaryemail",
    "secondaryemail", "mail",         "mailaddress",   "emails",        "email1",
    "email2",         "emailhome",    "emailwork",     "emailother",    "additionalemails"};
// Not the fax and the pager, and not the assistant's.
constexpr std::array<std::string_view, 19> kPhones = {
    "phone",          "mobilephone",   "homephone",
    "homephone2",     "businessphone", "businessphone2",
    "workphone",      "mobilenumber",  "mobile",
    "primaryphone",   "otherphone",    "carphone",
    "homemobile",     "tel",           "telephone",
    "phonenumber",    "phonenumbers",  "cellphone",
    "homephonenumber"};
constexpr std::array<std::string_view, 8> kPages = {
    "website", "webpage", "webpage1", "webpage2", "url", "profile", "personalwebpage", "profiles"};

bool has_any(const Columns& columns, std::initializer_list<std::string_view> names) {
  return std::any_of(names.begin(), names.end(),
                     [&](std::string_view name) { return columns.contains(name); });
}

bool is_people(const Columns& columns) {
  return has_any(columns, {"email1value", "phone1value"}) ||
         std::any_of(kMails.begin(), kMails.end(), [&](auto m) { return columns.contains(m); }) ||
         std::any_of(kPhones.begin(), kPhones.end(), [&](auto p) { return columns.contains(p); });
}

bool recognize(const Source& source) { return has_head(source, is_people); }

// "a ::: b": several values in one cell.
template <class Each>
void each_value(const std::string& cell, const Each& each) {
  std::size_t at = 0;
  for (std::size_t next; (next = cell.find(":::", at)) != std::string::npos; at = next + 3)
    each(base::trim(std::string_view(cell).substr(at, next - at)));
  each(base::trim(std::string_view(cell).substr(at)));
}

std::string name_of(const TableRow& row) {
  std::string name;
  for (const std::string& part :
       {row.first({"nameprefix"}), row.first({"firstname", "givenname"}),
        row.first({"middlename", "additionalname"}), row.first({"lastname", "familyname"}),
        row.first({"namesuffix", "suffix"})}) {
    if (!part.empty()) name += (name.empty() ? "" : " ") + part;
  }
  if (const std::string whole = row.first({"displayname", "fullname", "name"}); !whole.empty())
    return base::one_line(whole);
  return base::one_line(name.empty() ? row.first({"fileas", "nickname"}) : name);
}

void add_handles(const TableRow& row, const std::string& region, ProfileDraft& draft) {
  const auto mail = [&](std::string_view v) { add_mail(draft, v); };
  const auto phone = [&](std::string_view v) { add_phone(draft, v, region); };
  const auto page = [&](std::string_view v) { add_page(draft, v); };
  for (int n = 1; n <= kMostNumbered; ++n) {
    each_value(row.get(fmt::format("email{}value", n)), mail);
    each_value(row.get(fmt::format("phone{}value", n)), phone);
    each_value(row.get(fmt::format("website{}value", n)), page);
  }
  for (const std::string_view key : kMails) each_value(row.get(key), mail);
  for (const std::string_view key : kPhones) each_value(row.get(key), phone);
  for (const std::string_view key : kPages) each_value(row.get(key), page);
}

void add_statements(const TableRow& row, ProfileDraft& draft) {
  add_statement(
      draft, StatementKind::kWorksAt,
      row.first({"organizationname", "organization1name", "company", "organization"}),
      row.first({"organizationtitle", "organization1title", "jobtitle", "title", "role"}));
  add_statement(draft, StatementKind::kBirthday, row.first({"birthday", "birthdate"}));
  add_statement(draft, StatementKind::kNote, row.first({"notes", "note"}));
  const auto each = [&](std::string_view key, StatementKind kind) {
    each_value(row.get(key), [&](std::string_view value) {
      if (value.starts_with("* ")) value.remove_prefix(2);
      add_statement(draft, kind, value);
    });
  };
  each("labels", StatementKind::kTag);
  each("groupmembership", StatementKind::kTag);
  each("categories", StatementKind::kTag);
  each("tag", StatementKind::kTag);
  each("skill", StatementKind::kSkill);
  each("need", StatementKind::kNeed);
  each("goal", StatementKind::kGoal);
  each("offer", StatementKind::kOffer);
}

base::Result<void> parse(const Source& source, const Emit& emit) {
  formats::CsvReader reader(*source.bytes);
  Columns columns;
  TRY(const bool found, find_head(reader, columns, is_people));
  if (!found) return base::fail(base::Code::kInvalid, "the row that names the columns is missing");
  formats::CsvRow row;
  for (std::uint64_t n = 0; !emit.stop(); ++n) {
    TRY(const bool more, reader.next(row));
    if (!more) break;
    const TableRow cells(columns, row);
    std::string where = fmt::format("{}, line {}", source.path, row.line);
    if (!row.problem.empty()) {
      emit.skip(std::move(where), row.problem);
      continue;
    }
    ProfileDraft draft;
    draft.source = "contacts";
    draft.name = name_of(cells);
    add_handles(cells, emit.region, draft);
    add_name_if_alone(draft);
    if (draft.handles.empty()) {
      emit.skip(std::move(where), cells.empty() ? "an empty row" : "nobody stands in it");
      continue;
    }
    add_statements(cells, draft);
    const std::string id = cells.get("id");
    draft.key = id.empty() ? own_key(draft) : "id " + id;
    draft.where = std::move(where);
    TRY_DO(emit.draft(std::move(draft)));
    if (n % 1000 == 0) emit.progress(row.line);
  }
  return {};
}

}  // namespace

extern const Importer kContactsCsv;
const Importer kContactsCsv = {"contacts", "table of people (CSV)", recognize, parse};

}  // namespace importers
