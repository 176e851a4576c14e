// LinkedIn's "copy of your data": connections, messages, invitations, recommendations and
// endorsements in both directions, and what it holds about the owner.
// Shape:  one file of it at a time, known by its columns, in all the layouts it has had; the sheets
//         stand in one table at the end. Whoever the archive belongs to is the account
//         "owner@linkedin" where a file speaks of nobody by name.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/core.h>

#include <algorithm>
#include <array>

#include "base/hash.h"
#include "base/text.h"
#include "formats/html_text.h"
#include "identity/handles.h"
#include "importers/export_date.h"
#include "importers/importer.h"
#include "importers/profile_draft.h"
#include "importers/table.h"
#include "model/question.h"

namespace importers {
namespace {

using model::StatementKind;

constexpr std::string_view kOwner = "owner@linkedin";

struct Outcome {
  std::vector<Read> drafts;
  std::string skip;  // why, where there are none
};

Outcome skip(std::string why) { return {{}, std::move(why)}; }

std::string full_name(const TableRow& row, std::string_view first, std::string_view last) {
  return base::one_line(row.get(first) + " " + row.get(last));
}

// "https://…/in/ada" as a handle; without one, the bare name.
std::optional<model::Handle> who(const std::string& url, const std::string& name) {
  if (const auto page = identity::page_handle(url)) return page;
  const model::Handle handle = identity::name_handle(name);
  if (handle.text.empty() || handle.text == "linkedin member") return std::nullopt;
  return handle;
}

std::string key_of(std::initializer_list<std::string_view> parts) {
  base::Hasher h;
  for (const std::string_view part : parts) h.add(part);
  return "linkedin " + base::hex_of(h.finish());
}

Outcome connection(const TableRow& row) {
  ProfileDraft draft;
  draft.source = "linkedin connection";
  draft.name = base::one_line(row.first({"firstname", "vorname", "prénom", "nombre"}) + " " +
                              row.first({"lastname", "nachname", "nom", "apellidos"}));
  add_page(draft, row.get("url"));
  const std::string mail = row.first({"emailaddress", "emailadresse", "adressemail"});
  add_mail(draft, mail);
  const std::string firm = row.first({"company", "unternehmen", "entreprise", "empresa"}),
                    post = row.first({"position", "fonction", "cargo"});
  const std::string on = row.first({"connectedon", "verbundenam", "connectéle", "fechadeconexión"});
  add_name_if_alone(draft);
  if (draft.handles.empty())
    return skip(row.empty() ? "an empty row"
                            : "a connection without a name: an account that is gone");
  add_statement(draft, StatementKind::kWorksAt, firm, post);
  const auto at = parse_export_date(on);
  add_statement(draft, StatementKind::kConnected, "LinkedIn", at ? "" : on,
                at.value_or(base::Time{}));
  draft.key = own_key(draft);
  // Two namesakes without a page are told apart by the day of their connection.
  if (draft.handles.front().kind == model::HandleKind::kName) draft.key += " " + on + " " + firm;
  return {{std::move(draft)}, ""};
}

std::vector<std::string> pages_in(const std::string& cell) {
  std::vector<std::string> pages;
  std::string one;
  for (const char c : cell + " ") {
    if (c != ' ' && c != ',' && c != ';' && c != '\n') {
      one += c;
    } else if (!one.empty()) {
      pages.push_back(std::move(one));
      one.clear();
    }
  }
  return pages;
}

void add_receivers(const TableRow& row, Draft& draft) {
  const std::string names_cell = row.get("to");
  std::vector<std::string> names;
  for (const std::string_view name : base::split(names_cell, ',')) {
    if (!base::trim(name).empty()) names.emplace_back(base::trim(name));
  }
  const std::vector<std::string> pages = pages_in(row.get("recipientprofileurls"));
  // A name may hold a comma ("Ada, PhD"): they are paired only where they are as many.
  if (pages.size() == 1) names = {names_cell};
  const bool paired = names.size() == pages.size();
  const std::size_t count = pages.empty() ? names.size() : pages.size();
  for (std::size_t i = 0; i < count && i < 200; ++i) {
    const std::string name = pages.empty() || paired ? names[i] : "";
    const auto handle = who(pages.empty() ? "" : pages[i], name);
    if (handle) draft.parties.push_back({model::Role::kTo, handle->kind, handle->text, name});
  }
}

Outcome message(const TableRow& row) {
  if (base::lower_ascii(row.get("ismessagedraft")) == "true")
    return skip("a draft that was never sent");
  const std::string sent = row.get("date");
  const auto at = parse_export_date(sent);
  if (!at)
    return skip(sent.empty() ? "no date" : "“" + base::shorten(sent, 40, true) + "” is not a date");
  const std::string from = row.get("from"), page = row.get("senderprofileurl");
  const auto sender = who(page, from);
  if (!sender) return skip("a sender who has left LinkedIn");
  Draft draft;
  draft.channel = model::Channel::kSocial;
  draft.at = *at;
  draft.parties.push_back({model::Role::kFrom, sender->kind, sender->text, from});
  add_receivers(row, draft);
  if (draft.parties.size() < 2) return skip("nobody stands in “TO”");
  if (base::lower_ascii(row.get("folder")) == "spam") draft.audience = model::Audience::kBulk;
  std::string content = row.get("content");
  if (content.find("</") != std::string::npos) content = base::trim(formats::html_text(content));
  draft.subject = base::shorten(base::one_line(row.get("subject")), model::kMaxSubject);
  draft.text = base::shorten(content, model::kMaxText);
  draft.asks = model::asks(draft.text);
  draft.key = key_of({"message", row.get("conversationid"), sender->text, sent, content});
  return {{std::move(draft)}, ""};
}

// A bare invitation is a connection asked for, and no words; with a message it is a message.
Outcome invitation(const TableRow& row) {
  const auto from = who(row.get("inviterprofileurl"), row.get("from")),
             to = who(row.get("inviteeprofileurl"), row.get("to"));
  if (!from || !to) return skip("nobody stands in “From” or “To”");
  const auto at = parse_export_date(row.get("sentat"));
  if (!at) return skip("no date that can be read");
  Draft draft;
  draft.channel = model::Channel::kSocial;
  draft.at = *at;
  draft.text = base::shorten(row.get("message"), model::kMaxText);
  draft.kind = draft.text.empty() ? model::Kind::kConnection : model::Kind::kMessage;
  draft.asks = model::asks(draft.text);
  draft.subject = "Invitation to connect";
  draft.parties = {{model::Role::kFrom, from->kind, from->text, row.get("from")},
                   {model::Role::kTo, to->kind, to->text, row.get("to")}};
  draft.key = key_of({"invitation", from->text, to->text, row.get("sentat")});
  return {{std::move(draft)}, ""};
}

Outcome recommendation(const TableRow& row, bool given) {
  const std::string name = full_name(row, "firstname", "lastname");
  const auto other = who("", name);
  if (!other) return skip("nobody stands in it");
  const auto at = parse_export_date(row.get("creationdate"));
  if (!at) return skip("no date that can be read");
  DeedDraft deed;
  deed.kind = model::DeedKind::kRecommendation;
  deed.given = given;
  deed.at = *at;
  deed.other = {other->kind, other->text};
  deed.other_name = name;
  deed.text = base::shorten(row.get("text"), model::kMaxText);
  deed.key = key_of({"recommendation", given ? "given" : "received", other->text,
                     row.get("creationdate"), row.get("text")});
  // No page stands beside the name: firm and post help to tell who it is.
  ProfileDraft profile;
  profile.source = "linkedin recommendation";
  profile.name = name;
  add_name_if_alone(profile);
  add_statement(profile, StatementKind::kWorksAt, row.get("company"), row.get("jobtitle"));
  profile.key = own_key(profile) + " " + row.get("company");
  return {{std::move(deed), std::move(profile)}, ""};
}

Outcome endorsement(const TableRow& row, bool given) {
  const std::string side = given ? "endorsee" : "endorser";
  const std::string name = full_name(row, side + "firstname", side + "lastname");
  const auto other = who(row.get(side + "publicurl"), name);
  if (!other) return skip("nobody stands in it");
  const auto at = parse_export_date(row.get("endorsementdate"));
  if (!at) return skip("no date that can be read");
  DeedDraft deed;
  deed.kind = model::DeedKind::kEndorsement;
  deed.given = given;
  deed.at = *at;
  deed.other = {other->kind, other->text};
  deed.other_name = name;
  deed.text = row.get("skillname");
  deed.key = key_of({"endorsement", given ? "given" : "received", other->text, deed.text,
                     row.get("endorsementdate")});
  return {{std::move(deed)}, ""};
}

ProfileDraft about_owner(std::string key) {
  ProfileDraft draft;
  draft.source = "linkedin owner";
  draft.handles.push_back({model::HandleKind::kAccount, std::string(kOwner)});
  draft.key = std::move(key);
  return draft;
}

Outcome profile(const TableRow& row) {
  ProfileDraft draft = about_owner("profile");
  draft.name = full_name(row, "firstname", "lastname");
  add_statement(draft, StatementKind::kBirthday, row.get("birthdate"));
  add_statement(draft, StatementKind::kNote, row.get("headline"));
  add_statement(draft, StatementKind::kNote, row.get("summary"));
  return {{std::move(draft)}, ""};
}

Outcome position(const TableRow& row) {
  const std::string firm = row.get("companyname"), post = row.get("title");
  if (firm.empty() && post.empty()) return skip("no firm stands in it");
  ProfileDraft draft = about_owner("position " + firm + " " + post + " " + row.get("startedon"));
  add_statement(draft, StatementKind::kWorksAt, firm, post,
                parse_export_date(row.get("startedon")).value_or(base::Time{}));
  return {{std::move(draft)}, ""};
}

Outcome school(const TableRow& row) {
  if (row.get("schoolname").empty()) return skip("no school stands in it");
  ProfileDraft draft = about_owner("school " + row.get("schoolname") + " " + row.get("startdate"));
  add_statement(draft, StatementKind::kStudiedAt, row.get("schoolname"), row.get("degreename"),
                parse_export_date(row.get("startdate")).value_or(base::Time{}));
  return {{std::move(draft)}, ""};
}

Outcome skill(const TableRow& row) {
  if (row.get("name").empty()) return skip("an empty row");
  ProfileDraft draft = about_owner("skill " + row.get("name"));
  add_statement(draft, StatementKind::kSkill, row.get("name"));
  return {{std::move(draft)}, ""};
}

Outcome own_address(const TableRow& row) {
  ProfileDraft draft = about_owner("address " + row.get("emailaddress"));
  if (!add_mail(draft, row.get("emailaddress"))) return skip("not a mail address");
  return {{std::move(draft)}, ""};
}

Outcome own_number(const TableRow& row) {
  const std::string number = row.get("extension") + " " + row.get("number");
  ProfileDraft draft = about_owner("number " + number);
  if (!add_phone(draft, number, "")) return skip("not a whole telephone number");
  return {{std::move(draft)}, ""};
}

Outcome about_you_alone(const TableRow&) {
  return skip("LinkedIn's own of you, and of nobody else");
}

struct Sheet {
  const char* name;
  std::vector<std::string_view> columns;  // all of them, and then it is this one
  Outcome (*read)(const TableRow& row);
};

const std::vector<Sheet>& sheets() {
  static const std::vector<Sheet> kSheets = {
      {"messages", {"conversationid", "from", "to", "date", "content"}, message},
      {"connections", {"firstname", "lastname", "connectedon"}, connection},
      {"connections", {"vorname", "nachname", "verbundenam"}, connection},
      {"connections", {"prénom", "nom", "connectéle"}, connection},
      {"connections", {"nombre", "apellidos", "fechadeconexión"}, connection},
      {"invitations", {"from", "to", "sentat", "direction"}, invitation},
      {"endorsements given",
       {"endorsementdate", "skillname", "endorseefirstname"},
       [](const TableRow& row) { return endorsement(row, true); }},
      {"endorsements received",
       {"endorsementdate", "skillname", "endorserfirstname"},
       [](const TableRow& row) { return endorsement(row, false); }},
      {"profile", {"firstname", "lastname", "headline", "summary"}, profile},
      {"positions", {"companyname", "title", "startedon"}, position},
      {"education", {"schoolname", "degreename"}, school},
      {"addresses", {"emailaddress", "confirmed", "primary"}, own_address},
      {"numbers", {"extension", "number"}, own_number},
      {"verifications", {"verificationtype"}, about_you_alone},
      {"job preferences", {"preferredjobtypes"}, about_you_alone},
  };
  return kSheets;
}

bool has_all(const Columns& columns, const Sheet& sheet) {
  return std::all_of(sheet.columns.begin(), sheet.columns.end(),
                     [&](std::string_view c) { return columns.contains(c); });
}

// Recommendations look alike both ways, and skills are one column "Name": the file's name decides.
bool named(const Source& source, std::string_view part) {
  const std::string name = column_key(source.path.substr(source.path.find_last_of("/:") + 1));
  return base::trim(name).starts_with(part);
}

bool is_recommendation(const Columns& c) {
  return c.contains("firstname") && c.contains("creationdate") && c.contains("text") &&
         c.contains("status");
}

const Sheet* sheet_of(const Source& source, const Columns& columns) {
  static const Sheet kGiven = {
      "recommendations given", {}, [](const TableRow& row) { return recommendation(row, true); }};
  static const Sheet kReceived = {"recommendations received", {}, [](const TableRow& row) {
                                    return recommendation(row, false);
                                  }};
  static const Sheet kSkills = {"skills", {}, skill};
  if (is_recommendation(columns))
    return named(source, "recommendationsgiven") ? &kGiven : &kReceived;
  if (columns.size() == 1 && columns.contains("name") && named(source, "skills")) return &kSkills;
  for (const Sheet& sheet : sheets()) {
    if (has_all(columns, sheet)) return &sheet;
  }
  return nullptr;
}

bool recognize(const Source& source) {
  return has_head(source, [&](const Columns& c) { return sheet_of(source, c) != nullptr; });
}

base::Result<void> parse(const Source& source, const Emit& emit) {
  formats::CsvReader reader(*source.bytes);
  Columns columns;
  const Sheet* sheet = nullptr;
  TRY(const bool found, find_head(reader, columns, [&](const Columns& c) {
        sheet = sheet_of(source, c);
        return sheet != nullptr;
      }));
  if (!found) return base::fail(base::Code::kInvalid, "the row that names the columns is missing");
  const bool bots = named(source, "guidemessages") || named(source, "learningroleplay");
  formats::CsvRow row;
  for (std::uint64_t n = 0; !emit.stop(); ++n) {
    TRY(const bool more, reader.next(row));
    if (!more) break;
    const std::string where = fmt::format("{}, line {}", source.path, row.line);
    Outcome outcome = !row.problem.empty() ? skip(row.problem)
                      : bots               ? skip("a chat with LinkedIn's machines")
                                           : sheet->read(TableRow(columns, row));
    if (!outcome.skip.empty()) emit.skip(where, outcome.skip);
    for (Read& draft : outcome.drafts) {
      std::visit([&](auto& d) { d.where = where; }, draft);
      TRY_DO(emit.draft(std::move(draft)));
    }
    if (n % 1000 == 0) emit.progress(row.line);
  }
  return {};
}

}  // namespace

extern const Importer kLinkedIn;
const Importer kLinkedIn = {"linkedin", "LinkedIn archive", recognize, parse};

}  // namespace importers
