// SPDX-License-Identifier: AGPL-3.0-or-later
#include "identity/evidence.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "identity/handles.h"
#include "identity/name_words.h"

namespace identity {
namespace {

// Whole names of providers; and those that have one domain a country ("yahoo.fr").
constexpr auto kProviders = std::to_array<std::string_view>(
    {"gmail.com",    "googlemail.com", "icloud.com",     "me.com",         "mac.com",
     "aol.com",      "proton.me",      "protonmail.com", "pm.me",          "fastmail.com",
     "hey.com",      "zoho.com",       "mail.com",       "email.com",      "gmx.de",
     "gmx.net",      "gmx.at",         "gmx.ch",         "web.de",         "t-online.de",
     "freenet.de",   "posteo.de",      "mailbox.org",    "orange.fr",      "wanadoo.fr",
     "free.fr",      "laposte.net",    "sfr.fr",         "libero.it",      "virgilio.it",
     "tin.it",       "mail.ru",        "bk.ru",          "inbox.ru",       "list.ru",
     "rambler.ru",   "qq.com",         "163.com",        "126.com",        "sina.com",
     "naver.com",    "daum.net",       "hanmail.net",    "wp.pl",          "o2.pl",
     "onet.pl",      "interia.pl",     "seznam.cz",      "centrum.cz",     "comcast.net",
     "verizon.net",  "att.net",        "cox.net",        "btinternet.com", "sky.com",
     "talktalk.net", "bluewin.ch",     "telenet.be",     "ziggo.nl",       "xs4all.nl",
     "uol.com.br",   "bol.com.br",     "rediffmail.com", "earthlink.net",  "sbcglobal.net"});
constexpr auto kManyCountries = std::to_array<std::string_view>(
    {"yahoo", "ymail", "rocketmail", "hotmail", "outlook", "live", "msn", "yandex"});

}  // namespace

bool is_public_mail(std::string_view domain) {
  return std::find(kProviders.begin(), kProviders.end(), domain) != kProviders.end() ||
         std::find(kManyCountries.begin(), kManyCountries.end(),
                   domain.substr(0, domain.find('.'))) != kManyCountries.end();
}

void show_handle(MatchRecord& record, const model::Handle& handle) {
  const std::string& text = handle.text;
  switch (handle.kind) {
    case model::HandleKind::kMail: {
      const std::size_t at = text.find('@');
      const std::string domain = text.substr(at + 1);
      record.handles.push_back("mail:" + same_mailbox(text));
      const Mailbox kind = kind_of_mailbox(text);
      if (kind == Mailbox::kMachine) return;
      if (kind == Mailbox::kPersonal)
        record.hints.push_back(text.substr(0, std::min(at, text.find('+'))));
      if (!is_public_mail(domain))
        record.firms.push_back(firm_key(domain.substr(0, domain.rfind('.'))));
      return;
    }
    case model::HandleKind::kPhone:
      record.handles.push_back("phone:" + text);
      return;
    case model::HandleKind::kUrl: {
      record.handles.push_back("page:" + text);
      // "linkedin.com/in/ada-brenner-1a2b3c4": what the site added is no name.
      std::string slug = text.substr(text.rfind('/') + 1);
      const std::size_t dash = slug.rfind('-');
      if (dash != std::string::npos && slug.size() - dash > 5 &&
          slug.find_first_of("0123456789", dash) != std::string::npos)
        slug.resize(dash);
      record.hints.push_back(std::move(slug));
      return;
    }
    case model::HandleKind::kAccount:
      record.handles.push_back("account:" + text);
      record.hints.push_back(text.substr(
          text.find(':') == std::string::npos ? 0 : text.find(':') + 1, text.find('@')));
      return;
    case model::HandleKind::kX500: {  // "/o=acme/ou=na/cn=recipients/cn=abrenner"
      record.handles.push_back("x500:" + text);
      if (text.starts_with("/o=")) {
        const std::string firm = firm_key(text.substr(3, text.find('/', 3) - 3));
        if (!firm.empty()) record.firms.push_back(firm);
      }
      return;
    }
    case model::HandleKind::kName:
      record.names.push_back(text);
      record.handles.push_back("name:" + text);
      return;
    default:
      record.handles.push_back(text);
  }
}

void show_job(MatchRecord& record, std::string_view firm, std::string_view post) {
  const std::string key = firm_key(firm);
  if (key.empty()) return;
  record.firms.insert(record.firms.begin(), key);
  record.post = base::fold(post);
}

}  // namespace identity
