// SPDX-License-Identifier: AGPL-3.0-or-later
#include "cli/mailing.h"

#include <fmt/core.h>

#include "api/asking_by_mail.h"
#include "api/daily_letter.h"
#include "formats/mail_writer.h"

namespace cli {
namespace {

constexpr std::size_t kMostListed = 50;

std::string option(const Words& words, const char* name) {
  return words.has(name) ? words.options.at(name) : std::string();
}

base::Result<void> check(const Words& words) {
  for (const char* name : {"--smtp-user", "--smtp-password-file", "--mail-from"}) {
    if (words.has(name) && !words.has("--smtp"))
      return base::fail(base::Code::kInvalid,
                        std::string(name) + ": say by --smtp which server takes the mail");
  }
  if (words.has("--smtp") && !words.has("--mail-from"))
    return base::fail(base::Code::kInvalid,
                      "--smtp: say by --mail-from who writes: rapport@example.org");
  if (words.has("--smtp-user") != words.has("--smtp-password-file"))
    return base::fail(base::Code::kInvalid,
                      "--smtp-user, --smtp-password-file: the one goes with the other");
  return {};
}

}  // namespace

base::Result<std::unique_ptr<ServerMail>> ServerMail::open(Session& session, const Words& words,
                                                           Fault fault) {
  TRY_DO(check(words));
  std::unique_ptr<ServerMail> opened(new ServerMail(session.clock, std::move(fault)));
  TRY(opened->subscriptions_, mail::Subscriptions::open(session.folder, session.random));
  if (words.has("--smtp")) {
    const auto from = formats::parse_mailbox(option(words, "--mail-from"));
    if (!from) return base::fail_at("--mail-from " + option(words, "--mail-from"), from.error());
    const std::string& address = from->address;
    auto smtp = mail::Smtp::open({option(words, "--smtp"), option(words, "--smtp-user"),
                                  option(words, "--smtp-password-file"), "",
                                  address.substr(address.rfind('@') + 1)});
    if (!smtp) return base::fail_at("--smtp", smtp.error());
    opened->smtp_ = std::move(*smtp);
    TRY(auto table, store::open_sqlite_table(mail::outbox_file(session.folder)));
    TRY(opened->outbox_, mail::Outbox::open(std::move(table), *from, session.random));
  }
  opened->mailing_.reset(new api::Mailing{*opened->subscriptions_, opened->outbox_.get(), {}});
  return opened;
}

ServerMail::~ServerMail() { stop(); }

void ServerMail::start(const std::string& origin) {
  mailing_->origin = origin;
  if (!outbox_) return;
  postman_ = std::make_unique<mail::Postman>(
      *outbox_, [this](const mail::Posted& letter) { return smtp_->send(letter); }, clock_, fault_);
}

void ServerMail::stop() {
  if (smtp_) smtp_->stop();
  postman_.reset();
}

base::Result<void> ServerMail::take_back(const std::string& member) {
  if (!outbox_) return {};
  TRY_DO(outbox_->take_back(api::daily_letters_of(member), clock_.now()));
  return api::take_back_asking(*outbox_, member, clock_.now());
}

base::Result<void> run_letters(Session& session, const Words& words) {
  TRY(const auto latest, mail::latest_letters(session.folder, kMostListed));
  if (words.json) {
    formats::Json json = formats::Json::object();
    formats::Json& list = json["letters"] = formats::Json::array();
    for (const mail::Fate& fate : latest) list.push(api::fate_json(fate));
    print_json(session, json);
    return {};
  }
  Console& console = session.console;
  if (latest.empty()) {
    console.line("No letters yet. `rapport serve --smtp` sends them.");
    return {};
  }
  Table table({{"letter", Table::Align::kLeft, 60},
               {"", Table::Align::kLeft, 8},
               {"queued", Table::Align::kLeft, 20},
               {"tries", Table::Align::kRight, 5},
               {"next try", Table::Align::kLeft, 20},
               {"the server said", Table::Align::kLeft, 60}});
  for (const mail::Fate& fate : latest) {
    const Tone tone = fate.state == mail::State::kSent     ? Tone::kGood
                      : fate.state == mail::State::kFailed ? Tone::kBad
                                                           : Tone::kPlain;
    const auto seconds = [](base::Time at) {
      return base::print_time(std::chrono::floor<std::chrono::seconds>(at));
    };
    table.row(
        {safe(fate.id), mail::word(fate.state), seconds(fate.queued), std::to_string(fate.tries),
         fate.state == mail::State::kQueued ? seconds(fate.next) : "", safe(fate.reason)},
        tone);
  }
  table.print(console);
  return {};
}

}  // namespace cli
