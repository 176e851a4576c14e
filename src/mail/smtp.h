// Smtp: a transport that hands letters to one mail server, which takes them further.
// Shape:  smtps://HOST, or smtp://HOST, where it goes over to TLS before anything is said: without TLS
//         only to this machine itself. Each letter has a connection of its own.
// Errors: open(): kInvalid with what is wrong; kForbidden for a password that everybody may read. Of a
//         letter: what the server refuses for good (5xx) is never tried again; all else is, a login
//         that failed too: that is no letter's fault.
// Cost:   at most 30 s until there is a connection, 2 minutes for a letter; up to 5 s after stop().
// Source: RFC 5321, 3207, 4954; libcurl.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <atomic>
#include <memory>
#include <string>

#include "mail/outbox.h"

namespace mail {

struct SmtpServer {
  std::string url;            // "smtp://mail.example.org:587"
  std::string user;           // empty: nobody asks
  std::string password_file;  // its first line
  std::string authorities;    // a file of certificates to trust; empty: the system's
  std::string from_domain;    // what we call ourselves
};

class Smtp {
 public:
  static base::Result<std::unique_ptr<Smtp>> open(const SmtpServer& server);

  Outcome send(const Posted& letter);
  void stop() { stopping_ = true; }  // what is under way ends soon, and is to be tried again

 private:
  Smtp(SmtpServer server, std::string password, bool here)
      : server_(std::move(server)), password_(std::move(password)), here_(here) {}

  SmtpServer server_;
  std::string password_;
  bool here_;  // it is on this machine: nobody is in between
  std::atomic<bool> stopping_ = false;
};

}  // namespace mail
