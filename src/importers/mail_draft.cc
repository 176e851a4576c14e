// SPDX-License-Identifier: AGPL-3.0-or-later
#include "importers/mail_draft.h"

#include <algorithm>
#include <array>

#include "base/hash.h"
#include "base/text.h"
#include "formats/mail_text.h"
#include "model/question.h"

namespace importers {
namespace {

using formats::Address;
using formats::Mail;
using model::Audience;

constexpr std::size_t kMostParties = 200;  // listed in an interaction; the number of all is kept

bool is_machine(std::string_view address) {
  static constexpr std::array<std::string_view, 14> kNames = {
      "no-reply",     "noreply",       "no_reply",   "donotreply", "do-not-reply",
      "do_not_reply", "mailer-daemon", "postmaster", "bounce",     "bounces",
      "notification", "notifications", "root",       "daemon"};
  const std::string local = base::lower_ascii(address.substr(0, address.find('@')));
  return std::any_of(kNames.begin(), kNames.end(), [&](std::string_view name) {
    if (local == name) return true;
    if (name.size() < 6 || name == "notification") return false;
    // "noreply-orders", "bounces+123"
    return local.starts_with(name) && local.size() > name.size() &&
           std::string_view("-+_.=").find(local[name.size()]) != std::string_view::npos;
  });
}

std::size_t receivers(const Mail& mail) {
  return mail.to.size() + mail.cc.size() + mail.bcc.size();
}

// The same for every copy: the id with its sender and second; without an id, what else is the same.
std::string key_of(const Mail& mail, const Draft& draft) {
  base::Hasher h;
  h.add(draft.message_id).add(draft.parties.front().handle);
  h.add(static_cast<std::uint64_t>(base::micros(mail.stated_date.value_or(draft.at)) / 1'000'000));
  if (draft.message_id.empty()) {
    std::vector<std::string> to;
    for (const Draft::Party& p : draft.parties) {
      if (p.role == model::Role::kTo) to.push_back(p.handle);
    }
    std::sort(to.begin(), to.end());
    for (const std::string& handle : to) h.add(handle);
    h.add(mail.subject).add(draft.text);
  }
  return "mail " + base::hex_of(h.finish());
}

void add_parties(const std::vector<Address>& addresses, model::Role role, Draft& draft) {
  for (const Address& address : addresses) {
    if (draft.parties.size() >= kMostParties) return;
    draft.parties.push_back(party_of(address, role));
  }
}

}  // namespace

Audience audience_of(const Mail& mail) {
  const bool automatic = (!mail.auto_submitted.empty() && !mail.auto_submitted.starts_with("no")) ||
                         mail.auto_reply || mail.return_path == "<>" ||
                         std::any_of(mail.from.begin(), mail.from.end(), [](const Address& a) {
                           return a.kind == Address::Kind::kMail && is_machine(a.address);
                         });
  if (automatic) return Audience::kAutomatic;
  if (mail.mailing_list) return Audience::kList;
  const bool bulk = mail.unsubscribe || mail.campaign || mail.precedence == "bulk" ||
                    mail.precedence == "junk" || receivers(mail) > model::kMaxPersonal;
  return bulk ? Audience::kBulk : Audience::kPersonal;
}

Draft::Party party_of(const Address& address, model::Role role) {
  switch (address.kind) {
    case Address::Kind::kMail:
      return {role, model::HandleKind::kMail, base::lower_ascii(address.address), address.name};
    case Address::Kind::kX500:
      return {role, model::HandleKind::kX500, base::lower_ascii(address.address), address.name};
    case Address::Kind::kName:
      break;
  }
  return {role, model::HandleKind::kName, base::fold(address.name), address.name};
}

base::Result<Draft> mail_draft(std::string_view bytes, std::string_view from_line,
                               std::string where) {
  Mail mail = formats::parse_mail(bytes);
  Draft draft;
  draft.where = std::move(where);
  const std::vector<Address>& from = mail.from.empty() ? mail.sender : mail.from;
  if (from.empty()) return base::fail(base::Code::kInvalid, "no sender");
  std::optional<base::Time> at = mail.date;
  if (!at && !from_line.empty()) at = formats::parse_from_line_date(from_line);
  if (!at) {
    const std::string said = base::shorten(mail.date_text, 60, true);
    return base::fail(base::Code::kInvalid,
                      said.empty() ? "no date" : "no date that can be right (" + said + ")");
  }
  draft.at = *at;
  draft.audience = audience_of(mail);
  draft.message_id = std::move(mail.message_id);
  if (!mail.in_reply_to.empty()) {
    draft.parent_id = std::move(mail.in_reply_to);
  } else if (!mail.references.empty()) {
    draft.parent_id = std::move(mail.references.back());
  }
  draft.parties.reserve(std::min(receivers(mail) + 1, kMostParties));
  draft.parties.push_back(party_of(from.front(), model::Role::kFrom));
  add_parties(mail.to, model::Role::kTo, draft);
  add_parties(mail.cc, model::Role::kCc, draft);
  add_parties(mail.bcc, model::Role::kBcc, draft);
  if (receivers(mail) > draft.parties.size() - 1)
    draft.recipients = static_cast<std::uint32_t>(receivers(mail));
  draft.subject = base::shorten(mail.subject, model::kMaxSubject);
  draft.text = formats::new_text(mail.text, model::kMaxText);
  draft.asks = draft.audience == Audience::kPersonal && model::asks(draft.text);
  draft.key = key_of(mail, draft);
  return draft;
}

base::Result<void> emit_mail(std::string_view bytes, std::string_view from_line, std::string where,
                             const Emit& emit) {
  auto draft = mail_draft(bytes, from_line, where);
  if (draft) return emit.draft(std::move(*draft));
  emit.skip(std::move(where), draft.error().message);
  return {};
}

bool begins_as_mail(std::string_view head) {
  static constexpr std::array<std::string_view, 14> kKnown = {"from:",
                                                              "to:",
                                                              "date:",
                                                              "subject:",
                                                              "message-id:",
                                                              "received:",
                                                              "return-path:",
                                                              "mime-version:",
                                                              "delivered-to:",
                                                              "cc:",
                                                              "reply-to:",
                                                              "content-type:",
                                                              "x-mozilla-status:",
                                                              "references:"};
  int known = 0;
  bool first = true;
  for (std::string_view line : base::split(head.substr(0, 16'384), '\n')) {
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.empty()) {
      if (first) continue;  // empty lines before the headers
      break;
    }
    if (!first && (line.front() == ' ' || line.front() == '\t')) continue;
    if (first && line.starts_with("From ")) continue;
    if (first && line.starts_with(">From ")) continue;
    const std::size_t colon = line.find(':');
    if (colon == 0 || colon == std::string_view::npos ||
        line.substr(0, colon).find_first_of(" \t{<\"") != std::string_view::npos) {
      if (first) return false;
      continue;
    }
    first = false;
    known += std::any_of(kKnown.begin(), kKnown.end(), [&](std::string_view k) {
      return base::starts_with_ignoring_case(line, k);
    });
  }
  return known >= 2;
}

}  // namespace importers
