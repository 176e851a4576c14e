// Command: one verb of `rapport`. A command is a file, a function and a line in commands.cc.
// Shape:  a command gets the open book and its words; it prints a page, or with --json one JSON
//         document.
// Errors: what a command returns becomes a line "rapport: what" and an exit code: 1 usage or input,
//         2 not found or a name that could be several, 3 somebody else has it, 4 the disk, 5
//         corrupt, 130 interrupted.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/app.h"
#include "cli/console.h"
#include "cli/door.h"
#include "formats/json.h"

namespace cli {

// What stood on the line behind the verb: words, options with a value, flags.
struct Words {
  std::vector<std::string> words;
  std::map<std::string, std::string> options;  // "--since" → "2024-01-01"; flags → ""
  bool json = false;

  bool has(const std::string& name) const { return options.contains(name); }
  std::string joined() const;  // all words with spaces: a name typed without quotes
};

struct Option {
  const char* name;   // "--company"
  const char* value;  // what stands behind it: "NAME"; nullptr: a flag
  const char* what;
};

// Whose book a command works with.
enum class Book {
  kNone,   // none, or it opens it itself
  kAlone,  // opened for it, so that no server may have it
  kShared  // … or that of the server which has it open: see door.h
};

struct Command {
  const char* name;
  const char* words;  // "NAME", "FILE…", "" …
  const char* what;   // one line
  std::vector<Option> options;
  Book book = Book::kShared;  // there before run() is called; kNone: `app` is null
  base::Result<void> (*run)(struct Session& session, const Words& words);
};

struct Session {
  Console& console;
  base::Clock& clock;
  base::Random& random;
  std::string folder;
  std::optional<base::Time> as_of;
  std::shared_ptr<app::App> app;
  bool interrupted = false;  // by Ctrl-C: exit code 130
};

std::span<const Command> commands();

// Runs one line of words (without the program's name); the exit code.
int run(std::vector<std::string> line, Console& console, base::Clock& clock, base::Random& random);

// The same in a server, with its book, for somebody at its door.
Answered run_beside(const Asked& asked, const Session& server);

// Shared by commands.
base::Result<identity::Number> who(Session& session,
                                   const std::string& name);  // asks when several fit
void say_moment(Session& session);  // "Seen as of 10 Oct 2002 …", where that is not today
std::string show_name(const app::App& app, identity::Number person);
void print_json(Session& session, const formats::Json& value);

}  // namespace cli
