// SPDX-License-Identifier: AGPL-3.0-or-later
#include "api/asking_by_mail.h"

#include <algorithm>
#include <array>
#include <utility>

#include "api/daily_letter.h"
#include "api/plain_page.h"
#include "app/person.h"
#include "base/text.h"
#include "formats/mail_writer.h"
#include "members/secret.h"

namespace api {
namespace {

constexpr std::size_t kMostADay = 20;       // letters by which one member asks people
constexpr std::size_t kLastLetters = 1000;  // of all members, among which those are counted
constexpr std::size_t kLinkBytes = 49;      // member, exchange, part, proof
constexpr std::array<std::string_view, 2> kAsking = {"introduction", "thanks"};

std::string letters_of_member(std::string_view asks, const std::string& member) {
  return std::string(asks) + "/" + member + "/";
}

std::vector<formats::Address> mailable(const std::vector<std::string>& all) {
  std::vector<formats::Address> list;
  for (const std::string& one : all)
    if (formats::is_mailable(one)) list.push_back({formats::Address::Kind::kMail, "", one});
  return list;
}

// The letter that joins two who said yes asks nothing.
bool asks(const mail::Fate& fate, const std::string& member) {
  return !fate.id.ends_with("/both") &&
         std::any_of(kAsking.begin(), kAsking.end(), [&](std::string_view what) {
           return fate.id.starts_with(letters_of_member(what, member));
         });
}

}  // namespace

base::Bytes16 proof_of(const base::Key& key, std::string_view asks, const model::ExchangeId& id,
                       exchange::Part part, std::string_view words) {
  base::Hasher hasher(key);
  hasher.add(std::string(asks) + " link")
      .add(base::view(id.bytes))
      .add(static_cast<std::uint64_t>(part));
  if (!words.empty()) hasher.add(words);
  const base::Bytes32 whole = hasher.finish();
  base::Bytes16 proof{};
  std::copy_n(whole.begin(), proof.size(), proof.begin());
  return proof;
}

std::string print(const AnswerLink& link) {
  std::string bytes;
  bytes += base::view(*base::parse_hex16(link.member));
  bytes += base::view(link.exchange.bytes);
  bytes += static_cast<char>(link.part);
  bytes += base::view(link.proof);
  return members::to_base64url(bytes);
}

std::optional<AnswerLink> read_answer_link(std::string_view text) {
  const auto bytes = members::from_base64url(text);
  if (!bytes || bytes->size() != kLinkBytes) return std::nullopt;
  base::Bytes16 member{};
  AnswerLink link;
  std::copy_n(bytes->begin(), 16, member.begin());
  std::copy_n(bytes->begin() + 16, 16, link.exchange.bytes.begin());
  link.part = static_cast<exchange::Part>((*bytes)[32]);
  if (link.part > exchange::Part::kTaker) return std::nullopt;
  std::copy_n(bytes->begin() + 33, 16, link.proof.begin());
  link.member = base::hex(member);
  return link;
}

net::Response used_up() {
  net::Response no = plain_page("This link is used up",
                                "It was answered already, or its time is over. There is nothing "
                                "more to do.");
  no.status = 404;
  return no;
}

base::Result<std::optional<Answering>> answering(Site& site, std::string_view text) {
  const auto link = read_answer_link(text);
  const auto owner = link ? owner_or_member(site, link->member) : std::nullopt;
  if (!owner) return std::optional<Answering>();
  Caller whose;
  whose.member = link->member;
  whose.owner = *owner;
  TRY(Shelf::BookRef book, book_of(site, whose));
  if (book->is_due()) book->follow_clock();
  return std::optional(Answering{*link, std::move(book)});
}

base::Result<mail::Outbox*> outbox_to_ask_by(const Site& site) {
  if (site.mailing == nullptr || site.mailing->outbox == nullptr)
    return base::fail(base::Code::kConflict,
                      "this server sends no mail; the one who runs it can set it up with --smtp");
  return site.mailing->outbox;
}

base::Result<void> may_ask_one_more(mail::Outbox& outbox, const std::string& member,
                                    base::Time now) {
  TRY(const auto latest, outbox.latest(kLastLetters));
  const auto sent = std::count_if(latest.begin(), latest.end(), [&](const mail::Fate& fate) {
    return fate.queued > now - std::chrono::days(1) && asks(fate, member);
  });
  if (static_cast<std::size_t>(sent) < kMostADay) return {};
  return base::fail(base::Code::kConflict,
                    "that is enough for one day: twenty letters that ask somebody went out; send "
                    "this one tomorrow, or copy the words and write yourself");
}

std::string letters_that_ask(std::string_view asks, const std::string& member,
                             const model::ExchangeId& id) {
  return letters_of_member(asks, member) + base::print(id) + "/";
}

base::Result<void> take_back_asking(mail::Outbox& outbox, const std::string& member,
                                    base::Time now) {
  for (const std::string_view what : kAsking)
    TRY_DO(outbox.take_back(letters_of_member(what, member), now));
  return {};
}

mail::Letter letter_for_member(const app::App& app, std::string id,
                               const std::vector<std::string>& addresses, std::string subject,
                               std::string text) {
  mail::Letter letter;
  letter.id = std::move(id);
  const identity::Number me = app.state.people.owner();
  if (me != identity::kNobody) {
    letter.name = app.state.people.name(me);
    letter.reply_to = mailable({app::mail_address(app, me)});
  }
  letter.to = mailable(addresses);
  letter.subject = std::move(subject);
  letter.text = std::move(text);
  return letter;
}

}  // namespace api
