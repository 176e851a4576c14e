// Letters: made-up mail for tests, as mbox text.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <ctime>
#include <string>
#include <vector>

#include "base/time.h"

namespace tests {

struct Letter {
  std::string from;  // "Ada Brenner <ada@brenner.example>"
  std::vector<std::string> to;
  base::Time at{};
  std::string subject, text;
  std::string id, answers;  // without angle brackets; empty: none
  std::string headers;      // further ones, each with its line end
};

// "Tue, 24 Nov 2026 14:53:56 +0000"
inline std::string print_mail_date(base::Time at) {
  const std::time_t seconds = base::micros(at) / 1'000'000;
  std::tm parts{};
  ::gmtime_r(&seconds, &parts);
  std::string out(40, '\0');
  out.resize(std::strftime(out.data(), out.size(), "%a, %d %b %Y %H:%M:%S +0000", &parts));
  return out;
}

inline std::string print_letter(const Letter& letter) {
  std::string to;
  for (const std::string& one : letter.to) to += (to.empty() ? "" : ", ") + one;
  std::string out = "From: " + letter.from + "\nTo: " + to +
                    "\nDate: " + print_mail_date(letter.at) + "\nSubject: " + letter.subject + "\n";
  if (!letter.id.empty()) out += "Message-ID: <" + letter.id + ">\n";
  if (!letter.answers.empty()) out += "In-Reply-To: <" + letter.answers + ">\n";
  return out + letter.headers + "\n" + letter.text + "\n";
}

inline std::string print_mbox(const std::vector<Letter>& letters) {
  std::string out;
  for (const Letter& letter : letters) {
    out += "From writer@example.org Thu Jan  1 00:00:00 1970\n" + print_letter(letter) + "\n";
  }
  return out;
}

}  // namespace tests
