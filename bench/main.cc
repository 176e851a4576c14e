// SPDX-License-Identifier: AGPL-3.0-or-later
#include <array>
#include <cstdio>
#include <cstdlib>

#include "lab.h"

namespace {

struct Command {
  const char* name;
  const char* what;
  int (*run)(lab::Args);
};

constexpr std::array kCommands = {
    Command{"ties",
            "EVENTS_DIR SPLITS_DIR OUT_DIR [NAME…]: scores for the evaluator of tie predictions",
            lab::ties},
    Command{"people",
            "SOURCES_DIR ANSWERS.csv SUGGESTIONS.csv: who is who, for the evaluator of it",
            lab::people},
    Command{"sample", "DIR: writes the sample network's files", lab::sample},
    Command{"bench", "[SIZE]: times the hot jobs on made networks", lab::bench},
    Command{"kernel", "[NAME]: one hot loop on a fixed input, for counting its instructions",
            lab::kernel},
    Command{"mail", "FILE [--book FOLDER]: how fast mail is read, or imported", lab::mail},
    Command{"ingest-stages", "FILE BOOK: what each stage of an import costs", lab::ingest_stages},
    Command{"fold", "DIR [MOST]: times the product's ties over DIR/interactions.bin or .csv",
            lab::fold},
    Command{"session", "FOLDER ACK_FILE WRITES: many acknowledged writes, for crash tests",
            lab::session},
    Command{"ledger", "FOLDER N: appends N made interactions, finds them, reads timelines",
            lab::ledger},
    Command{"lists", "FOLDER PEOPLE: makes a book and times its lists of people and its map",
            lab::lists},
    Command{"match",
            "CONTACTS.csv NEEDS.csv ANSWERS.csv [CARDS.csv]: who fits, for the evaluator of it",
            lab::match},
    Command{"book-files", "FOLDER PEOPLE ROWS: an address book and a table, of a book to measure",
            lab::book_files},
    Command{"book-paths", "BOOK IDS_FILE: how long searches for paths take in process",
            lab::book_paths},
    Command{"http-paths", "PORT COOKIE IDS_FILE [--awake]: … over one connection to a served book",
            lab::http_paths},
};

}  // namespace

int main(int argc, char** argv) {
  const std::vector<std::string> args(argv + 1, argv + argc);
  for (const Command& command : kCommands) {
    if (!args.empty() && args[0] == command.name) return command.run(lab::Args(args).subspan(1));
  }
  std::fprintf(stderr, "rapport-lab: measures what Rapport claims\n");
  for (const Command& command : kCommands)
    std::fprintf(stderr, "  rapport-lab %s %s\n", command.name, command.what);
  return 1;
}
