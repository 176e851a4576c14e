// SPDX-License-Identifier: AGPL-3.0-or-later
#include "importers/profile_draft.h"

#include <algorithm>
#include <optional>

#include "base/text.h"
#include "identity/handles.h"

namespace importers {
namespace {

constexpr std::size_t kMostHandles = 200, kMostStatements = 500, kMostValue = 4000;

bool add(ProfileDraft& draft, const std::optional<model::Handle>& handle) {
  if (!handle || handle->text.empty() || draft.handles.size() >= kMostHandles) return false;
  const bool there =
      std::any_of(draft.handles.begin(), draft.handles.end(), [&](const ProfileDraft::Handle& h) {
        return h.kind == handle->kind && h.text == handle->text;
      });
  if (!there) draft.handles.push_back({handle->kind, handle->text});
  return true;
}

}  // namespace

bool add_mail(ProfileDraft& draft, std::string_view text) {
  return add(draft, identity::mail_handle(text));
}
bool add_phone(ProfileDraft& draft, std::string_view text, std::string_view region) {
  return add(draft, identity::phone_handle(text, region));
}
bool add_page(ProfileDraft& draft, std::string_view text) {
  return add(draft, identity::page_handle(text));
}
bool add_account(ProfileDraft& draft, std::string_view text) {
  return add(draft, identity::account_handle(text));
}

void add_name_if_alone(ProfileDraft& draft) {
  if (draft.handles.empty()) add(draft, identity::name_handle(draft.name));
}

void add_statement(ProfileDraft& draft, model::StatementKind kind, std::string_view value,
                   std::string_view detail, base::Time at) {
  value = base::trim(value);
  detail = base::trim(detail);
  if (value.empty() && detail.empty()) return;
  if (draft.statements.size() >= kMostStatements) return;
  draft.statements.push_back({kind, base::shorten(base::make_utf8(value), kMostValue),
                              base::shorten(base::make_utf8(detail), kMostValue), at});
}

std::string own_key(const ProfileDraft& draft) {
  std::string key = "name " + base::fold(draft.name);
  if (!draft.handles.empty()) key += " handle " + draft.handles.front().text;
  return key;
}

}  // namespace importers
