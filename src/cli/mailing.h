// Mailing: the server's mail as its options ask for it: the outbox, and the postman who empties it.
// Shape:  without --smtp only the list of who wants letters is there, so that links in old ones still
//         stop them.
// Errors: kInvalid with what an option takes; those of mail/smtp.h and of the outbox's file.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "api/site.h"
#include "cli/command.h"
#include "mail/postman.h"
#include "mail/smtp.h"

namespace cli {

class ServerMail {
 public:
  using Fault = std::function<void(const std::string&)>;
  static base::Result<std::unique_ptr<ServerMail>> open(Session& session, const Words& words,
                                                        Fault fault);
  ~ServerMail();  // stop()
  ServerMail(const ServerMail&) = delete;
  ServerMail& operator=(const ServerMail&) = delete;

  api::Mailing& mailing() { return *mailing_; }
  void start(const std::string& origin);  // the links in letters begin so
  void stop();                            // what is under way ends within seconds
  base::Result<void> take_back(const std::string& member);

 private:
  ServerMail(base::Clock& clock, Fault fault) : clock_(clock), fault_(std::move(fault)) {}

  base::Clock& clock_;
  Fault fault_;
  std::unique_ptr<mail::Subscriptions> subscriptions_;
  std::unique_ptr<mail::Outbox> outbox_;
  std::unique_ptr<mail::Smtp> smtp_;
  std::unique_ptr<api::Mailing> mailing_;
  std::unique_ptr<mail::Postman> postman_;
};

}  // namespace cli
