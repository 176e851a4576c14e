// Address books in vCard, of every version: each card a profile, kept as it stood.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "formats/vcard.h"

#include <fmt/core.h>

#include "base/text.h"
#include "importers/export_date.h"
#include "importers/importer.h"
#include "importers/profile_draft.h"

namespace importers {
namespace {

bool recognize(const Source& source) {
  std::string_view head = source.head;
  if (head.starts_with("\xEF\xBB\xBF")) head.remove_prefix(3);
  head = base::trim(head);
  return base::starts_with_ignoring_case(head, "BEGIN:VCARD") ||
         base::starts_with_ignoring_case(head, "BEGIN: VCARD");
}

ProfileDraft draft_of(const formats::VCard& card, const std::string& region) {
  ProfileDraft draft;
  draft.source = "vcard";
  draft.name = base::one_line(card.name);
  for (const std::string& mail : card.mails) add_mail(draft, mail);
  for (const std::string& phone : card.phones) add_phone(draft, phone, region);
  for (const std::string& url : card.urls) add_page(draft, url);
  for (const std::string& account : card.accounts) add_account(draft, account);
  add_name_if_alone(draft);
  add_statement(draft, model::StatementKind::kWorksAt, card.organization,
                card.title.empty() ? card.role : card.title);
  add_statement(draft, model::StatementKind::kBirthday, card.birthday);
  add_statement(draft, model::StatementKind::kNote, card.note);
  for (const std::string& tag : card.categories)
    add_statement(draft, model::StatementKind::kTag, tag);
  if (const auto at = parse_export_date(card.revised)) draft.as_of = *at;
  draft.raw = card.raw;
  // Without an id of its own, a card is known by what stands first in it.
  draft.key = !card.uid.empty() ? "uid " + card.uid : own_key(draft);
  return draft;
}

base::Result<void> parse(const Source& source, const Emit& emit) {
  formats::VCardReader reader(*source.bytes);
  formats::VCard card;
  for (std::uint64_t n = 0; !emit.stop(); ++n) {
    TRY(const bool more, reader.next(card));
    if (!more) break;
    std::string where = fmt::format("{}, line {}", source.path, card.line);
    if (card.kind == "group") {
      emit.skip(std::move(where), "a group of cards, not a person");
      continue;
    }
    ProfileDraft draft = draft_of(card, emit.region);
    if (draft.handles.empty()) {
      emit.skip(std::move(where), "a card without a name, an address or a number");
      continue;
    }
    // A card that is cut or too long can't be given back as it stood; its person stays.
    if (!card.problem.empty() || draft.raw.size() > model::kMaxRaw) draft.raw.clear();
    draft.where = std::move(where);
    TRY_DO(emit.draft(std::move(draft)));
    if (n % 1000 == 0) emit.progress(card.line);
  }
  return {};
}

}  // namespace

extern const Importer kVCard;
const Importer kVCard = {"vcard", "address book (vCard)", recognize, parse};

}  // namespace importers
