// Asking by mail: a letter that asks somebody without an account, and the link in it by which they answer.
// Shape:  a link proves by a keyed hash what it is for; nothing is kept of it. Whatever is wrong with a link is
//         told alike. A member asks by so many letters a day, whatever each is about: counted in the
//         outbox, for a step that is taken back does not call a letter back.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api/site.h"
#include "app/app.h"
#include "exchange/course.h"
#include "mail/outbox.h"
#include "net/message.h"

namespace api {

inline constexpr const char* kByMail = "by mail";  // the value of a step that a letter of ours was

struct AnswerLink {
  std::string member;  // whose book it is in
  model::ExchangeId exchange;
  exchange::Part part{};
  base::Bytes16 proof{};
};
// `asks`: what kind of question it answers; `words`: where the answer is to these, and no others.
base::Bytes16 proof_of(const base::Key& key, std::string_view asks, const model::ExchangeId& id,
                       exchange::Part part, std::string_view words = {});
std::string print(const AnswerLink& link);
// What it says; whether it is true is only known with the key of that book.
std::optional<AnswerLink> read_answer_link(std::string_view text);
net::Response used_up();

// What somebody answers to, as far as the link says: whether it is true is still to be proved. nullopt: it does not
// read, or there is no such member.
struct Answering {
  AnswerLink link;
  Shelf::BookRef book;  // at the moment
};
base::Result<std::optional<Answering>> answering(Site& site, std::string_view link);

// What a letter that asks is queued in; kConflict: this server sends none.
base::Result<mail::Outbox*> outbox_to_ask_by(const Site& site);
// kConflict: that is enough for one day.
base::Result<void> may_ask_one_more(mail::Outbox& outbox, const std::string& member,
                                    base::Time now);

// "introduction/MEMBER/EXCHANGE/", "thanks/…": what the ids of the letters of one exchange begin with.
std::string letters_that_ask(std::string_view asks, const std::string& member,
                             const model::ExchangeId& id);
// All that a member asks and that has not gone yet is taken back.
base::Result<void> take_back_asking(mail::Outbox& outbox, const std::string& member,
                                    base::Time now);

// From the server, for the member, whom an answer reaches; to those of its addresses that mail reaches.
mail::Letter letter_for_member(const app::App& app, std::string id,
                               const std::vector<std::string>& addresses, std::string subject,
                               std::string text);

}  // namespace api
