// Writes the sample network as a person would have it: an mbox, a Maildir, letters, a zip, a table
// of meetings, a LinkedIn archive, cards, a calendar.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "sample.h"

#include <fmt/core.h>

#include <filesystem>

#include "base/text.h"
#include "formats/archive.h"
#include "lab.h"
#include "store/file.h"

namespace lab {
namespace {

namespace fs = std::filesystem;
constexpr std::uint64_t kSeed = 20'261'116;

std::string quoted_for_mbox(const std::string& letter) {
  std::string out;
  for (const std::string_view line : base::split(letter, '\n')) {
    const std::size_t depth = line.find_first_not_of('>');
    if (depth != std::string_view::npos && line.substr(depth).starts_with("From ")) out += '>';
    out += line;
    out += '\n';
  }
  return out;
}

std::string mbox(const std::vector<const Letter*>& letters) {
  std::string out;
  for (const Letter* l : letters) {
    const std::time_t seconds = base::micros(l->at) / 1'000'000;
    std::tm tm{};
    ::gmtime_r(&seconds, &tm);
    char date[64];
    std::strftime(date, sizeof date, "%a %b %e %H:%M:%S %Y", &tm);
    out += fmt::format("From MAILER-DAEMON {}\n", date) + quoted_for_mbox(print_letter(*l)) + "\n";
  }
  return out;
}

base::Result<void> write(const fs::path& path, std::string_view bytes) {
  fs::create_directories(path.parent_path());
  return store::write_file_durably(path.string(), bytes);
}

base::Result<void> write_zip(const fs::path& path,
                             const std::vector<std::pair<std::string, std::string>>& members) {
  return store::write_file_durably(path.string(),
                                   [&](const store::Sink& sink) -> base::Result<void> {
                                     TRY(formats::ZipWriter zip, formats::ZipWriter::open(sink));
                                     for (const auto& [name, bytes] : members) {
                                       TRY_DO(zip.add(name, bytes.size()));
                                       TRY_DO(zip.write(bytes));
                                     }
                                     return zip.close();
                                   });
}

// Meetings and calls are in no mail: a table has them, as a calendar would.
std::string meetings() {
  std::string csv = "time,from,to,kind,channel,subject,text,id\n";
  const auto row = [&](const char* at, const char* with, const char* kind, const char* channel,
                       const char* subject, int id) {
    csv += fmt::format("{},Ada Brenner <ada@brenner-law.example>,{},{},{},{},,m{}\n", at, with,
                       kind, channel, subject, id);
  };
  row("2025-02-11T12:30:00Z", "Imre Halász <imre@halasz-notary.example>", "meeting", "in person",
      "Lunch", 1);
  row("2025-09-03T08:00:00Z", "Imre Halász <imre@halasz-notary.example>", "meeting", "in person",
      "Signing", 2);
  row("2026-10-21T12:30:00Z", "Imre Halász <imre@halasz-notary.example>", "meeting", "in person",
      "Lunch", 3);
  row("2026-06-18T16:00:00Z", "Marta Lindqvist <marta.lindqvist@lindqvist.example>", "call",
      "phone", "The audit", 4);
  row("2026-11-05T09:15:00Z", "Beatrix Schulz <beatrix@schulz-clinic.example>", "meeting",
      "in person", "First visit", 5);
  row("2026-11-12T14:00:00Z",
      "Leo Marchetti <leo@marchetti-startup.example>;Piotr Nowak <piotr.nowak@nowak-it.example>",
      "meeting", "in person", "Founders' table", 6);
  row("2024-05-02T10:00:00Z", "Gustav Ekström <gustav@ekstrom-partners.example>", "meeting",
      "in person", "Farewell lunch", 7);
  csv += "sometime in May,Ada Brenner <ada@brenner-law.example>,Owen Price,call,phone,,,m8\n";
  return csv;
}

std::string with_broken_date(const Letter& letter) {
  std::string text = print_letter(letter);
  const std::size_t at = text.find("\nDate: ");
  return text.replace(at, text.find('\n', at + 1) - at, "\nDate: Sun, 30 Nov 0002 00:00:00 +0000");
}

base::Result<void> write_all(const fs::path& folder) {
  const std::vector<Letter> all = letters(kSeed);
  const base::Time last_year = *base::parse_time("2025-11-16"),
                   overlap = *base::parse_time("2025-10-15");
  const auto is_broadcast = [](const Letter& l) { return !l.headers.empty(); };
  std::vector<const Letter*> old, news;
  for (const Letter& l : all) {
    if (l.at < last_year) (is_broadcast(l) ? news : old).push_back(&l);
  }
  TRY_DO(write(folder / "archive-2023-2025.mbox", mbox(old)));
  fs::create_directories(folder / "Maildir/tmp");
  fs::create_directories(folder / "Maildir/new");
  std::vector<std::pair<std::string, std::string>> zipped = {{"newsletters/old.mbox", mbox(news)}};
  std::size_t number = 0, letters_written = 0;
  for (const Letter& l : all) {
    ++number;
    if (l.at < overlap) continue;  // a month of the archive stands in the Maildir too
    const std::string text = print_letter(l);
    if (number % 40 == 0) {
      zipped.emplace_back(fmt::format("letters/{}.eml", number), text);
    } else if (number % 97 == 0 && ++letters_written <= 6) {
      TRY_DO(write(folder / fmt::format("letters/{}.eml", number), text));
    } else {
      TRY_DO(write(folder / fmt::format("Maildir/cur/{}.{}.sample:2,S",
                                        base::micros(l.at) / 1'000'000, number),
                   text));
    }
  }
  TRY_DO(write(folder / "letters/broken-date.eml", with_broken_date(all[all.size() / 2])));
  TRY_DO(write(folder / "meetings.csv", meetings()));
  TRY_DO(write(folder / "address-book.vcf", address_book()));
  TRY_DO(write(folder / "calendar.ics", calendar()));
  TRY_DO(write_zip(folder / "linkedin.zip", linkedin_archive()));
  return write_zip(folder / "old-phone.zip", zipped);
}

}  // namespace

int sample(Args args) {
  if (args.size() != 1) {
    fmt::print(stderr, "rapport-lab sample DIR\n");
    return 1;
  }
  const base::Result<void> done = write_all(args[0]);
  if (!done) fmt::print(stderr, "rapport-lab: {}\n", done.error().message);
  return done ? 0 : 1;
}

}  // namespace lab
