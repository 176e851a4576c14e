// Book files: what a very large book is imported from: an address book of everybody, and a table of
// what happened between them. The first of them is the owner, and the best connected.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/core.h>

#include <cstdlib>
#include <fstream>
#include <iterator>

#include "lab.h"
#include "made_events.h"

namespace lab {
namespace {

constexpr std::size_t kBlock = std::size_t{1} << 20, kFirms = 20'000;

std::string address(std::size_t n) { return fmt::format("p{}@firm{}.example", n, n % kFirms); }

// A file that is written in blocks.
class Lines {
 public:
  explicit Lines(const std::string& path) : out_(path, std::ios::binary) {}
  ~Lines() { out_ << text_; }
  Lines(const Lines&) = delete;
  Lines& operator=(const Lines&) = delete;

  template <class... Parts>
  void add(fmt::format_string<const Parts&...> form, const Parts&... parts) {
    fmt::format_to(std::back_inserter(text_), form, parts...);
    if (text_.size() < kBlock) return;
    out_ << text_;
    text_.clear();
  }

 private:
  std::ofstream out_;
  std::string text_;
};

}  // namespace

int book_files(Args args) {
  if (args.size() != 3) {
    fmt::print(stderr, "rapport-lab book-files FOLDER PEOPLE ROWS\n");
    return 1;
  }
  const std::size_t people = std::strtoul(args[1].c_str(), nullptr, 10),
                    rows = std::strtoul(args[2].c_str(), nullptr, 10);
  Lines contacts(args[0] + "/contacts.csv"), table(args[0] + "/interactions.csv");
  contacts.add("name,email,company\n");
  for (std::size_t n = 0; n < people; ++n)
    contacts.add("{},{},Firm {}\n", made_name(n), address(n), n % kFirms);
  table.add("id,time,from,to,channel,kind,subject\n");
  Dice dice(5);
  std::size_t row = 0;
  for (const graph::Event& e : made_events(people, rows, dice)) {
    if (e.from == e.to) continue;
    table.add("{},{},{},{},mail,message,Matter {}\n", row, e.at_s, address(e.from), address(e.to),
              row % 1000);
    ++row;
  }
  return 0;
}

}  // namespace lab
