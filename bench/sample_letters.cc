// Three years of letters: who writes to whom, when, in which thread.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <tuple>

#include "base/text.h"
#include "sample.h"

namespace lab {
namespace {

const base::Time kStart = *base::parse_time("2023-11-16");
const base::Time kEnd = *base::parse_time("2026-11-16T17:00:00Z");
const base::Time kNewAddress = *base::parse_time("2024-06-01");

base::Micros days(double d) { return base::micros_from_days(d); }

std::string base64(std::string_view s) {
  static constexpr char kDigits[] =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  for (std::size_t i = 0; i < s.size(); i += 3) {
    std::uint32_t block = 0;
    for (std::size_t j = 0; j < 3; ++j) {
      block = (block << 8) | (i + j < s.size() ? static_cast<unsigned char>(s[i + j]) : 0U);
    }
    for (std::size_t j = 0; j < 4; ++j)
      out += i + j > s.size() ? '=' : kDigits[(block >> (18 - 6 * j)) & 63];
  }
  return out;
}

std::string encoded_word(std::string_view name) {
  const bool plain = std::all_of(name.begin(), name.end(), [](char c) { return (c & 0x80) == 0; });
  return plain ? fmt::format("\"{}\"", name) : fmt::format("=?utf-8?B?{}?=", base64(name));
}

std::string mailbox(const Contact& c) {
  return fmt::format("{} <{}>", encoded_word(c.name), c.address);
}

std::string owner_at(base::Time at) {
  return at < kNewAddress ? "\"Ada Brenner\" <ada.brenner@mail.example>"
                          : "\"Ada Brenner\" <ada@brenner-law.example>";
}

std::string first_name(const Contact& c) {
  return std::string(std::string_view(c.name).substr(0, std::string_view(c.name).find(' ')));
}

class Writer {
 public:
  explicit Writer(std::uint64_t seed) : dice_(seed) {}

  std::vector<Letter> run() {
    for (const Contact& c : contacts()) {
      switch (c.manner) {
        case Manner::kNewsletter:
        case Manner::kList:
        case Manner::kMachine:
          broadcasts(c);
          break;
        default:
          converse(c);
          break;
      }
    }
    open_questions();
    std::sort(all_.begin(), all_.end(), [](const Letter& a, const Letter& b) {
      return std::tie(a.at, a.id) < std::tie(b.at, b.id);
    });
    return std::move(all_);
  }

 private:
  std::string new_id(std::string_view address) {
    return fmt::format("{:016x}@{}", dice_.next(), address.substr(address.find('@') + 1));
  }

  // The gap to the next conversation, as the manner has it at that time.
  double gap(const Contact& c, base::Time at) {
    const double years = base::days(at - kStart) / 365;
    double g = c.gap_days * dice_.spread();
    if (c.manner == Manner::kFading) g *= std::pow(3.2, years);
    if (c.manner == Manner::kRising) g *= std::max(.6, 5 * (3 - years) / 1.0);
    return g;
  }

  void converse(const Contact& c) {
    base::Time at = kStart + days(c.gap_days * dice_.uniform());
    if (c.manner == Manner::kRising) at = kStart + days(820 + 90 * dice_.uniform());
    const base::Time until = c.manner == Manner::kAsleep ? kStart + days(500) : kEnd;
    while ((at += days(gap(c, at))) < until) conversation(c, office_hour(at), until);
  }

  base::Time office_hour(base::Time at) {
    const auto day = std::chrono::floor<std::chrono::days>(at);
    return day + std::chrono::minutes(7 * 60 + static_cast<int>(dice_.below(12 * 60))) +
           std::chrono::seconds(dice_.below(60));
  }

  void conversation(const Contact& c, base::Time at, base::Time until) {
    const Topic& topic = topics()[dice_.below(topics().size())];
    const auto& [subject, openings, answers, closings] = topic;
    const bool mine = c.manner == Manner::kSentOnly || dice_.chance(.5);
    Letter letter;
    letter.at = at;
    letter.subject = subject;
    letter.text = greeting(c, mine) + pick(openings) + "\n\n" + pick(closings);
    address(letter, c, mine);
    const std::vector<std::string> friends = friends_of(c);
    const bool open_round = !friends.empty() && dice_.chance(.35);
    if (open_round) letter.cc = friends[dice_.below(friends.size())];
    if (c.manner == Manner::kSentOnly) {
      send(letter);
      return;
    }
    const Letter first = send(letter);
    // Some answers never come; most do within days, and some of those are answered again.
    if (dice_.chance(.14)) return;
    Letter before = first;
    for (int round = 0; round < 4 && (round == 0 || dice_.chance(.45)); ++round) {
      Letter answer = reply(before, c, pick(round == 2 ? closings : answers));
      if (answer.at > until) return;
      before = send(answer);
    }
    if (open_round && dice_.chance(.6)) friend_joins(first, letter.cc);
  }

  std::string greeting(const Contact& c, bool mine) {
    return mine ? "Dear " + first_name(c) + ",\n\n" : "Dear Ada,\n\n";
  }

  void address(Letter& letter, const Contact& c, bool mine) {
    letter.from = mine ? owner_at(letter.at) : mailbox(c);
    letter.to = mine ? mailbox(c) : owner_at(letter.at);
    letter.html = !mine && dice_.chance(.08);
  }

  Letter reply(const Letter& to, const Contact& c, std::string_view words) {
    const bool mine = to.from == mailbox(c);
    Letter answer;
    answer.at = to.at + days(.02 + 2.2 * dice_.uniform() * dice_.uniform());
    address(answer, c, mine);
    answer.cc = to.cc;
    answer.subject = to.subject.starts_with("Re: ") ? to.subject : "Re: " + to.subject;
    answer.parent = to.id;
    answer.references = to.references;
    answer.references.push_back(to.id);
    std::string quoted;
    for (const std::string_view line : base::split(to.text.substr(0, 300), '\n'))
      quoted += "> " + std::string(line) + "\n";
    answer.text = std::string(words.empty() ? "Thank you, noted." : words) + "\n\nOn " +
                  base::print_day(to.at) + ", " + std::string(base::split(to.from, '<').front()) +
                  "wrote:\n" + quoted;
    return answer;
  }

  // Somebody in Cc answers all: so two friends of the owner have a tie of their own.
  void friend_joins(const Letter& first, const std::string& who) {
    Letter answer;
    answer.at = first.at + days(.5 + dice_.uniform());
    answer.from = who;
    const bool from_owner = first.from.find("Ada Brenner") != std::string::npos;
    answer.to = from_owner ? first.to : first.from;
    answer.cc = owner_at(first.at);
    answer.subject = "Re: " + first.subject;
    answer.parent = first.id;
    answer.references = {first.id};
    answer.text = pick(topics()[0].answers);
    send(answer);
    Letter back = answer;
    back.at += days(.6);
    back.from = answer.to;
    back.to = who;
    back.parent = "";
    back.references = {first.id};
    back.text = pick(topics()[4].answers);
    send(back);
  }

  std::vector<std::string> friends_of(const Contact& c) {
    std::vector<std::string> out;
    for (const std::string_view address : base::split(c.friends, ',')) {
      if (address.empty()) continue;
      const auto known = std::find_if(contacts().begin(), contacts().end(),
                                      [&](const Contact& o) { return address == o.address; });
      if (known != contacts().end()) {
        out.push_back(mailbox(*known));
      } else if (address == "noor@haddad-co.example") {
        out.emplace_back("\"Noor Haddad\" <noor@haddad-co.example>");
      } else if (address == "rosa@cooperatives.example") {
        out.emplace_back("\"Rosa Jiménez\" <rosa@cooperatives.example>");
      } else if (address == "kenji@harbor.example") {
        out.emplace_back(fmt::format("{} <kenji@harbor.example>", encoded_word("山本 健二")));
      } else {
        out.emplace_back(address);
      }
    }
    return out;
  }

  void broadcasts(const Contact& c) {
    base::Time at = kStart;
    for (int n = 1; (at += days(c.gap_days * dice_.spread())) < kEnd; ++n) {
      Letter letter;
      letter.at = office_hour(at);
      letter.from = mailbox(c);
      letter.to = owner_at(letter.at);
      letter.subject = fmt::format("{} no. {}", c.name, n);
      letter.text =
          "Here is what is new this time. Do you want to read more? Follow the "
          "link.\n\nhttps://example.org/news\n";
      if (c.manner == Manner::kNewsletter)
        letter.headers = {"List-Unsubscribe: <mailto:leave@example.org>", "Precedence: bulk"};
      if (c.manner == Manner::kMachine) letter.headers = {"Auto-Submitted: auto-generated"};
      if (c.manner == Manner::kList) {
        letter.from = fmt::format("\"Member {}\" <member{}@firms.example>", n % 17, n % 17);
        letter.to = c.address;
        letter.subject = fmt::format("[advocates] A question about deadlines, part {}", n);
        letter.headers = {"List-Id: <advocates.lists.example>",
                          "List-Post: <mailto:advocates@lists.example>"};
      }
      send(letter);
    }
  }

  // In the last weeks, some questions to the owner stay open: what `today` is for.
  void open_questions() {
    const struct {
      std::size_t who;
      double days_ago;
      const char* subject;
      const char* text;
    } kOpen[] = {
        {0, 3.2, "A bookkeeper for the cooperative",
         "Dear Ada,\n\nthe founders need somebody for the books from January. Do you know a "
         "bookkeeper who understands cooperatives?\n"},
        {9, 6.1, "The panel in January",
         "Dear Ada,\n\nwe are putting the January panel together. Would you moderate it?\n"},
        {17, 9.3, "The warehouse contract",
         "Dear Ada,\n\nSamir sent me the contract for the warehouse. Could you look at the "
         "liability clause this week?\n"},
    };
    for (const auto& q : kOpen) {
      const Contact& c = contacts()[q.who];
      const base::Time asked = office_hour(kEnd - days(q.days_ago));
      // Whatever else they wrote to each other since would answer it.
      std::erase_if(all_, [&](const Letter& l) {
        const bool between = (l.from == mailbox(c) || l.to == mailbox(c)) && l.at > asked - days(2);
        return between;
      });
      Letter letter;
      letter.at = asked;
      letter.from = mailbox(c);
      letter.to = owner_at(asked);
      letter.subject = q.subject;
      letter.text = q.text;
      send(letter);
    }
  }

  std::string pick(const std::vector<const char*>& from) { return from[dice_.below(from.size())]; }

  const Letter& send(Letter letter) {
    const std::size_t open = letter.from.rfind('<');
    letter.id = new_id(open == std::string::npos
                           ? letter.from
                           : letter.from.substr(open + 1, letter.from.size() - open - 2));
    return all_.emplace_back(std::move(letter));
  }

  Dice dice_;
  std::vector<Letter> all_;
};

}  // namespace

std::uint64_t Dice::next() {
  std::uint64_t z = (state_ += 0x9E37'79B9'7F4A'7C15ULL);
  z = (z ^ (z >> 30)) * 0xBF58'476D'1CE4'E5B9ULL;
  z = (z ^ (z >> 27)) * 0x94D0'49BB'1331'11EBULL;
  return z ^ (z >> 31);
}

double Dice::spread() {
  return std::exp(.5 * (uniform() + uniform() + uniform() + uniform() - 2) * 1.7);
}

std::vector<Letter> letters(std::uint64_t seed) { return Writer(seed).run(); }

std::string print_letter(const Letter& l) {
  const std::time_t seconds = base::micros(l.at) / 1'000'000;
  std::tm tm{};
  ::gmtime_r(&seconds, &tm);
  char date[64];
  std::strftime(date, sizeof date, "%a, %d %b %Y %H:%M:%S +0000", &tm);
  std::string out = fmt::format("From: {}\nTo: {}\n", l.from, l.to);
  if (!l.cc.empty()) out += fmt::format("Cc: {}\n", l.cc);
  out += fmt::format("Subject: {}\nDate: {}\nMessage-ID: <{}>\n", l.subject, date, l.id);
  if (!l.parent.empty()) out += fmt::format("In-Reply-To: <{}>\n", l.parent);
  if (!l.references.empty()) {
    out += "References:";
    for (const std::string& id : l.references) out += fmt::format("\n <{}>", id);
    out += "\n";
  }
  for (const std::string& header : l.headers) out += header + "\n";
  out += fmt::format(
      "MIME-Version: 1.0\nContent-Type: text/{}; charset=utf-8\nContent-Transfer-Encoding: "
      "8bit\n\n",
      l.html ? "html" : "plain");
  if (!l.html) return out + l.text + "\n";
  std::string html;
  for (const char c : l.text) html += c == '\n' ? "<br>\n" : c == '>' ? "&gt;" : std::string(1, c);
  return out + "<html><body><p>" + html + "</p></body></html>\n";
}

}  // namespace lab
