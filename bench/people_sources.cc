// SPDX-License-Identifier: AGPL-3.0-or-later
#include "people_sources.h"

#include <algorithm>
#include <filesystem>
#include <map>

#include "base/text.h"
#include "formats/csv.h"
#include "formats/ical.h"
#include "formats/json.h"
#include "formats/mbox.h"
#include "formats/mime.h"
#include "formats/vcard.h"
#include "identity/evidence.h"
#include "identity/handles.h"
#include "identity/name_words.h"
#include "store/file.h"

namespace lab {
namespace {

namespace fs = std::filesystem;
using identity::MatchRecord;

// Facebook writes each byte of UTF-8 as a character of its own.
std::string repaired(const std::string& text) {
  std::string bytes;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    if (c < 0x80) {
      bytes += text[i];
    } else if ((c == 0xC2 || c == 0xC3) && i + 1 < text.size()) {
      bytes +=
          static_cast<char>(((c & 0x03U) << 6) | (static_cast<unsigned char>(text[++i]) & 0x3FU));
    } else {
      return text;
    }
  }
  return base::is_utf8(bytes) ? bytes : text;
}

std::string text_of(const formats::Json* json) {
  const std::string* text = json == nullptr ? nullptr : json->as_string();
  return text == nullptr ? "" : *text;
}

class Reader {
 public:
  explicit Reader(fs::path folder) : folder_(std::move(folder)) {
    const formats::Json owner = json("owner.json");
    region_ = text_of(owner.find("region"));
    owner_name_ = text_of(owner.find("name"));
    owner_mail_ = text_of(owner.find("mail"));
    owner_page_ = text_of(owner.find("linkedin"));
  }

  std::vector<KeyedRecord> read() {
    connections();
    linkedin_messages();
    google();
    cards("vcard3", "vcard/phone.vcf");
    cards("vcard4", "vcard/cloud.vcf");
    mail();
    calendar();
    facebook();
    whatsapp();
    handles();
    return std::move(out_);
  }

 private:
  formats::Json json(const fs::path& path) const {
    const auto text = store::read_file((folder_ / path).string());
    if (!text) return {};
    auto value = formats::parse_json(*text, std::size_t{64} << 20);
    return value ? std::move(*value) : formats::Json();
  }

  template <class Visit>
  void rows(const fs::path& path, std::string_view first_column, Visit visit) const {
    auto file = formats::open_file((folder_ / path).string());
    if (!file) return;
    formats::CsvReader csv(**file);
    formats::CsvRow row;
    std::map<std::string, std::size_t> columns;
    std::size_t number = 0;
    while (csv.next(row).value_or(false)) {
      if (columns.empty()) {
        if (row.fields.empty() || row.fields[0] != first_column) continue;
        for (std::size_t i = 0; i < row.fields.size(); ++i) columns.emplace(row.fields[i], i);
        continue;
      }
      ++number;
      visit(number, [&](const std::string& column) -> std::string {
        const auto at = columns.find(column);
        if (at == columns.end() || at->second >= row.fields.size()) return "";
        return std::string(row.fields[at->second]);
      });
    }
  }

  void add(std::string source, std::string key, MatchRecord shows) {
    const auto owner = [&](const std::string& n) { return n == owner_name_; };
    if (std::any_of(shows.names.begin(), shows.names.end(), owner)) return;
    shows.place = source;
    out_.push_back({std::move(source), std::move(key), std::move(shows)});
  }

  static void page(MatchRecord& r, const std::string& url) {
    if (const auto h = identity::page_handle(url)) identity::show_handle(r, *h);
  }
  static void mail(MatchRecord& r, const std::string& address) {
    if (const auto h = identity::mail_handle(address)) identity::show_handle(r, *h);
  }
  void phone(MatchRecord& r, const std::string& number) const {
    if (const auto h = identity::phone_handle(number, region_)) identity::show_handle(r, *h);
  }
  static void job(MatchRecord& r, const std::string& firm, const std::string& title) {
    identity::show_job(r, firm, title);
  }

  void connections() {
    rows("linkedin/Connections.csv", "First Name", [&](std::size_t n, const auto& cell) {
      MatchRecord r;
      r.names.push_back(cell("First Name") + " " + cell("Last Name"));
      page(r, cell("URL"));
      mail(r, cell("Email Address"));
      job(r, cell("Company"), cell("Position"));
      r.once = true;
      if (!r.handles.empty()) add("linkedin", std::to_string(n), std::move(r));
    });
  }

  void linkedin_messages() {
    std::map<std::string, MatchRecord> seen;
    rows("linkedin/messages.csv", "CONVERSATION ID", [&](std::size_t, const auto& cell) {
      for (const auto& [name, url] : {std::pair(cell("FROM"), cell("SENDER PROFILE URL")),
                                      std::pair(cell("TO"), cell("RECIPIENT PROFILE URLS"))}) {
        if (url.empty()) continue;
        MatchRecord& r = seen[url];
        if (r.handles.empty()) page(r, url);
        if (std::find(r.names.begin(), r.names.end(), name) == r.names.end())
          r.names.push_back(name);
      }
    });
    for (auto& [url, r] : seen) add("linkedin_messages", url, std::move(r));
  }

  void google() {
    rows("google/contacts.csv", "First Name", [&](std::size_t n, const auto& cell) {
      const auto parts = [&](const char* column) {
        std::vector<std::string> out;
        std::string text = cell(column);
        for (std::size_t at; !text.empty(); text.erase(0, at == std::string::npos ? at : at + 5)) {
          at = text.find(" ::: ");
          out.push_back(text.substr(0, at));
        }
        return out;
      };
      MatchRecord r;
      for (const char* kind : {"", "Phonetic "})
        r.names.push_back(cell(kind + std::string("First Name")) + " " +
                          cell(kind + std::string("Last Name")));
      for (const char* column : {"E-mail 1 - Value", "E-mail 2 - Value"})
        for (const std::string& one : parts(column)) mail(r, one);
      for (const char* column : {"Phone 1 - Value", "Phone 2 - Value"})
        for (const std::string& one : parts(column)) phone(r, one);
      for (const std::string& one : parts("Website 1 - Value")) page(r, one);
      job(r, cell("Organization Name"), cell("Organization Title"));
      add("google", std::to_string(n), std::move(r));
    });
  }

  void cards(const char* source, const char* path) {
    auto file = formats::open_file((folder_ / path).string());
    if (!file) return;
    formats::VCardReader reader(**file);
    formats::VCard card;
    while (reader.next(card).value_or(false)) {
      MatchRecord r;
      r.names.push_back(card.name);
      for (const std::string& one : card.mails) mail(r, one);
      for (const std::string& one : card.phones)
        phone(r, one.starts_with("tel:") ? one.substr(4) : one);
      for (const std::string& one : card.urls) page(r, one);
      job(r, card.organization, card.title);
      r.once = true;
      // The address book of the telephone that WhatsApp ran on.
      if (source == std::string_view("vcard3")) r.handles.push_back("saved:" + card.name);
      add(source, card.uid, std::move(r));
    }
  }

  MatchRecord& mailbox(std::map<std::string, MatchRecord>& seen, const std::string& name,
                       const std::string& address) {
    MatchRecord& r = seen[base::lower_ascii(address) + "|" + name];
    if (r.handles.empty() && r.names.empty()) {
      if (!name.empty()) r.names.push_back(name);
      mail(r, address);
    }
    return r;
  }

  void mail() {
    auto file = formats::open_file((folder_ / "mbox/mail.mbox").string());
    if (!file) return;
    std::map<std::string, MatchRecord> seen;
    formats::MboxReader reader(**file);
    formats::MboxMessage message;
    while (reader.next(message).value_or(false)) {
      const formats::Mail m = formats::parse_mail(message.bytes);
      const std::size_t people = m.from.size() + m.to.size() + m.cc.size();
      for (const auto* list : {&m.from, &m.to, &m.cc}) {
        for (const formats::Address& a : *list) {
          if (base::lower_ascii(a.address) == owner_mail_) continue;
          MatchRecord& r = mailbox(seen, a.written, a.address);
          if (people > 2 && people < 30)
            r.circles.push_back("mail " + std::to_string(message.number));
          if (list == &m.from) signature(r, m.text);
        }
      }
    }
    for (auto& [key, r] : seen) add("mbox", key, std::move(r));
  }

  void signature(MatchRecord& r, const std::string& text) const {
    const std::size_t foot = text.find("\n-- \n");
    if (foot == std::string::npos) return;
    for (const std::string_view line : base::split(std::string_view(text).substr(foot + 5), '\n')) {
      const std::string_view one = base::trim(line);
      if (one.find_first_of("0123456789") == std::string_view::npos) continue;
      if (const auto h = identity::phone_handle(one, region_)) identity::show_handle(r, *h);
    }
  }

  void calendar() {
    auto file = formats::open_file((folder_ / "ics/calendar.ics").string());
    if (!file) return;
    const auto calendar = formats::parse_calendar(**file);
    if (!calendar) return;
    std::map<std::string, MatchRecord> seen;
    for (const formats::Event& e : calendar->events) {
      for (const formats::Attendee& a : e.attendees) {
        MatchRecord& r = mailbox(seen, a.name, a.address);
        if (e.attendees.size() > 2 && e.attendees.size() < 30)
          r.circles.push_back("event " + e.uid);
      }
    }
    for (auto& [key, r] : seen) add("ics", key, std::move(r));
  }

  void facebook() {
    const formats::Json friends = json("facebook/connections/friends/your_friends.json");
    if (const formats::Json* list = friends.find("friends_v2"); list && list->as_array()) {
      for (const formats::Json& f : *list->as_array()) {
        MatchRecord r;
        r.names.push_back(repaired(text_of(f.find("name"))));
        r.once = true;
        add("facebook", r.names[0] + "|" + std::to_string(*f.find("timestamp")->as_int()), r);
      }
    }
    const fs::path inbox = "facebook/your_facebook_activity/messages/inbox";
    for (const auto& entry : fs::directory_iterator(folder_ / inbox)) {
      const std::string thread = entry.path().filename().string();
      const formats::Json messages = json(inbox / thread / "message_1.json");
      const formats::Json* people = messages.find("participants");
      if (people == nullptr || people->as_array() == nullptr) continue;
      for (const formats::Json& p : *people->as_array()) {
        MatchRecord r;
        r.names.push_back(repaired(text_of(p.find("name"))));
        if (people->as_array()->size() > 3) r.circles.push_back("thread " + thread);
        add("facebook_messages", thread + "|" + r.names[0], r);
      }
    }
  }

  void whatsapp() {
    for (const auto& entry : fs::directory_iterator(folder_ / "whatsapp")) {
      const std::string file = entry.path().filename().string();
      const auto text = store::read_file(entry.path().string());
      std::map<std::string, MatchRecord> seen;
      for (const std::string_view line : base::split(*text, '\n')) {
        const std::size_t dash = line.find(" - ");
        const std::size_t colon = line.find(": ", dash);
        if (dash == std::string_view::npos || dash > 20 || colon == std::string_view::npos)
          continue;
        const std::string sender(line.substr(dash + 3, colon - dash - 3));
        if (sender == owner_name_) continue;
        MatchRecord& r = seen[sender];
        if (sender.starts_with('+')) {
          if (r.handles.empty()) phone(r, sender);
        } else if (r.names.empty()) {
          r.names.push_back(sender);
          r.handles.push_back("saved:" + sender);
        }
      }
      for (auto& [sender, r] : seen) {
        if (seen.size() > 2) r.circles.push_back("chat " + file);
        add("whatsapp", file + "|" + sender, std::move(r));
      }
    }
  }

  void handles() {
    rows("mastodon/following_accounts.csv", "Account address", [&](std::size_t, const auto& cell) {
      const std::string account = cell("Account address");
      MatchRecord r;
      r.handles.push_back("account:" + base::lower_ascii(account));
      r.hints.push_back(account.substr(0, account.find('@')));
      r.once = true;
      add("mastodon", account, std::move(r));
    });
    const formats::Json followers = json("instagram/followers_1.json");
    if (followers.as_array() == nullptr) return;
    for (const formats::Json& f : *followers.as_array()) {
      const formats::Json* data = f.find("string_list_data");
      if (data == nullptr || data->as_array() == nullptr || data->as_array()->empty()) continue;
      const formats::Json& one = data->as_array()->front();
      MatchRecord r;
      page(r, text_of(one.find("href")));
      r.hints.push_back(text_of(one.find("value")));
      r.once = true;
      add("instagram", text_of(one.find("value")), std::move(r));
    }
  }

  fs::path folder_;
  std::string region_, owner_name_, owner_mail_, owner_page_;
  std::vector<KeyedRecord> out_;
};

}  // namespace

std::vector<KeyedRecord> read_people_sources(const std::string& folder) {
  std::vector<KeyedRecord> all = Reader(folder).read();
  std::sort(all.begin(), all.end(), [](const KeyedRecord& a, const KeyedRecord& b) {
    return std::tie(a.source, a.key) < std::tie(b.source, b.key);
  });
  return all;
}

}  // namespace lab
