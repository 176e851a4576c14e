// What else the sample's owner has: a LinkedIn archive, an address book, a calendar.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/core.h>

#include "base/text.h"
#include "sample.h"

namespace lab {
namespace {

// "Imre Halász <imre@halasz-notary.example>": the firm is the domain's first part.
std::string firm_of(const Contact& c) {
  const std::string address = c.address;
  std::string firm = address.substr(address.find('@') + 1);
  firm = firm.substr(0, firm.find('.'));
  bool start = true;
  for (char& letter : firm) {
    if (letter == '-') letter = ' ';
    if (start && letter >= 'a' && letter <= 'z') letter = static_cast<char>(letter - 32);
    start = letter == ' ';
  }
  return firm;
}

bool is_person(const Contact& c) {
  return c.manner != Manner::kNewsletter && c.manner != Manner::kList &&
         c.manner != Manner::kMachine;
}

std::string page_of(const Contact& c, std::size_t n) {
  std::string slug = base::fold(c.name);
  for (char& letter : slug) letter = letter == ' ' ? '-' : letter;
  return fmt::format("https://www.linkedin.com/in/{}-{:06x}", slug, (n + 3) * 7919 * 131);
}

std::string first_name_of(const Contact& c) {
  const std::string name = c.name;
  return name.substr(0, name.find(' '));
}
std::string last_name_of(const Contact& c) {
  const std::string name = c.name;
  return name.substr(name.find(' ') + 1);
}

}  // namespace

std::vector<std::pair<std::string, std::string>> linkedin_archive() {
  std::string connections =
      "Notes:\n\"LinkedIn leaves out most addresses.\"\n\n"
      "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n";
  std::string endorsements =
      "Endorsement Date,Skill Name,Endorser First Name,Endorser Last Name,Endorser Public "
      "Url,Endorsement Status\n";
  std::string recommendations =
      "First Name,Last Name,Company,Job Title,Text,Creation Date,Status\n";
  static constexpr const char* kPosts[] = {"Partner", "Owner", "Head of finance", "Counsel",
                                           "Engineer"};
  std::size_t n = 0, endorsed = 0;
  for (const Contact& c : contacts()) {
    ++n;
    if (!is_person(c) || n % 3 == 0) continue;
    connections += fmt::format("{},{},{},,{},{},{:02} Mar {}\n", first_name_of(c), last_name_of(c),
                               page_of(c, n), firm_of(c), kPosts[n % 5], 1 + n % 28, 2015 + n % 9);
    if (n % 5 == 1 && ++endorsed < 4)
      endorsements += fmt::format("{} Oct 2026,Company law,{},{},{},ACCEPTED\n", 10 + endorsed,
                                  first_name_of(c), last_name_of(c), page_of(c, n));
    if (n == 5 || n == 11)
      recommendations +=
          fmt::format("{},{},{},{},\"She reads what others skip.\",{:02} Nov 2026,VISIBLE\n",
                      first_name_of(c), last_name_of(c), firm_of(c), kPosts[n % 5], n);
  }
  connections += ",,,,,,01 Feb 2019\n";
  return {{"Connections.csv", connections},
          {"Endorsement_Received_Info.csv", endorsements},
          {"Recommendations_Received.csv", recommendations},
          {"Skills.csv", "Name\nCompany law\nMediation\n"}};
}

std::string address_book() {
  std::string cards;
  std::size_t n = 0;
  for (const Contact& c : contacts()) {
    ++n;
    if (!is_person(c) || n % 2 == 0) continue;
    cards += fmt::format(
        "BEGIN:VCARD\r\nVERSION:3.0\r\nUID:sample-{}\r\nFN:{}\r\nEMAIL;TYPE=WORK:{}\r\n"
        "TEL;TYPE=CELL:+44 7700 900{:03}\r\nX-COFFEE:{}\r\nEND:VCARD\r\n",
        n, c.name, c.address, n, n % 3 == 0 ? "black" : "with milk");
  }
  return cards;
}

std::string calendar() {
  std::string text = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//sample//EN\r\n";
  const auto event = [&](const char* uid, const char* start, const char* rule, const char* summary,
                         const Contact& with) {
    text += fmt::format(
        "BEGIN:VEVENT\r\nUID:{}@sample.example\r\nDTSTAMP:20260101T000000Z\r\nDTSTART:{}\r\n{}"
        "SUMMARY:{}\r\nORGANIZER;CN=Ada Brenner:mailto:ada@brenner-law.example\r\n"
        "ATTENDEE;PARTSTAT=ACCEPTED;CN=\"{}\":mailto:{}\r\nEND:VEVENT\r\n",
        uid, start, rule, summary, with.name, with.address);
  };
  event("choir", "20260107T180000Z", "RRULE:FREQ=MONTHLY;COUNT=10\r\n", "Choir", contacts()[2]);
  event("review", "20260611T090000Z", "", "Review of the year", contacts()[4]);
  return text + "END:VCALENDAR\r\n";
}

}  // namespace lab
