// SPDX-License-Identifier: AGPL-3.0-or-later
#include <fmt/core.h>

#include <CLI/CLI.hpp>
#include <cstdlib>
#include <memory>

#include "app/commit.h"
#include "app/find_person.h"
#include "cli/command.h"

namespace cli {
namespace {

int exit_code(base::Code code) {
  switch (code) {
    case base::Code::kInvalid:
      return 1;
    case base::Code::kNotFound:
      return 2;
    case base::Code::kConflict:
      return 3;
    case base::Code::kForbidden:
      return 3;
    case base::Code::kUnavailable:
      return 4;
    case base::Code::kCorrupt:
      return 5;
  }
  return 1;
}

std::string default_folder() {
  const auto variable = [](const char* name) -> std::string {
    const char* value = std::getenv(name);
    return value == nullptr ? "" : value;
  };
  if (const std::string given = variable("RAPPORT_DATA"); !given.empty()) return given;
  if (const std::string data = variable("XDG_DATA_HOME"); !data.empty()) return data + "/rapport";
  return variable("HOME") + "/.local/share/rapport";
}

// CLI11 reads the line; what it read is handed on as plain words.
struct Line {
  CLI::App parser{
      "Rapport keeps track of the relationships that are real, and tells you the next good thing "
      "to do for one of them.",
      "rapport"};
  std::string folder = default_folder();
  std::string at;
  const Command* chosen = nullptr;
  Words words;
  std::map<std::string, std::string> values;
  std::map<std::string, bool> flags;

  Line() {
    parser.require_subcommand(1);
    parser.add_option("--data", folder, "the folder that holds the book (or RAPPORT_DATA)")
        ->type_name("DIR");
    parser.add_option("--at", at, "see the book as of this moment: 2024-03-01, or now")
        ->type_name("TIME");
    parser.set_version_flag("--version", "rapport " RAPPORT_VERSION);
    for (const Command& command : commands()) add(command);
  }

  void add(const Command& command) {
    CLI::App* sub = parser.add_subcommand(command.name, command.what);
    sub->fallthrough();
    if (*command.words != '\0') sub->add_option("words", words.words, "")->type_name(command.words);
    sub->add_flag("--json", words.json, "print JSON, for scripts");
    for (const Option& option : command.options) {
      const std::string name = option.name;
      if (option.value == nullptr) {
        sub->add_flag(name, flags[command.name + name], option.what);
      } else {
        sub->add_option(name, values[command.name + name], option.what)->type_name(option.value);
      }
    }
    sub->callback([this, sub, &command] {
      chosen = &command;
      for (const Option& option : command.options) {
        const std::string name = option.name, key = command.name + name;
        if (sub->count(name) > 0) words.options[name] = option.value == nullptr ? "" : values[key];
      }
    });
  }
};

base::Result<void> open_and_run(Session& session, const Command& command, const Words& words) {
  if (command.book == Book::kNone) return command.run(session, words);
  TRY(session.app, app::open({session.folder, session.as_of, true, std::nullopt}, session.clock,
                             session.random));
  TRY_DO(app::settle(*session.app));
  const base::Result<void> done = command.run(session, words);
  app::close(*session.app);
  return done;
}

int tell(Console& console, const base::Error& error) {
  console.warn("rapport: " + error.message);
  return exit_code(error.code);
}

// What stands on the line; otherwise the exit code, and it was said why.
std::optional<int> read_line(std::vector<std::string> line, Line& parsed, Console& console) {
  std::reverse(line.begin(), line.end());  // CLI11 takes them from the back
  try {
    parsed.parser.parse(line);
    return std::nullopt;
  } catch (const CLI::CallForHelp&) {
    const auto chosen = parsed.parser.get_subcommands();
    console.print(chosen.empty() ? parsed.parser.help() : chosen.front()->help());
    return 0;
  } catch (const CLI::CallForVersion& version) {
    console.line(version.what());
    return 0;
  } catch (const CLI::ParseError& error) {
    console.warn(fmt::format("rapport: {}; `rapport --help` lists what it can do", error.what()));
    return 1;
  }
}

}  // namespace

std::string Words::joined() const {
  std::string all;
  for (const std::string& word : words) all += (all.empty() ? "" : " ") + word;
  return all;
}

int run(std::vector<std::string> line, Console& console, base::Clock& clock, base::Random& random) {
  Line parsed;
  if (const auto code = read_line(line, parsed, console)) return *code;
  Session session{console, clock, random, parsed.folder, std::nullopt, nullptr, false};
  if (!parsed.at.empty()) {
    session.as_of = parsed.at == "now" ? clock.now() : base::parse_time(parsed.at);
    if (!session.as_of) {
      console.warn(fmt::format(
          "rapport: --at {}: not a time; write 2024-03-01 or 2024-03-01T09:30:00Z", parsed.at));
      return 1;
    }
  }
  if (parsed.chosen->book == Book::kShared && !session.as_of) {
    const auto answered =
        ask_at_door(parsed.folder, {std::move(line), console.columns(), console.colours()});
    if (!answered) return tell(console, answered.error());
    if (*answered) {
      console.print((*answered)->out);
      console.print_error((*answered)->err);
      return (*answered)->exit;
    }
  }
  const base::Result<void> done = open_and_run(session, *parsed.chosen, parsed.words);
  if (done) return session.interrupted ? 130 : 0;
  return tell(console, done.error());
}

Answered run_beside(const Asked& asked, const Session& server) {
  Answered answered;
  Console console = Console::into(answered.out, answered.err, asked.columns, asked.colours);
  Session session{console,      server.clock, server.random, server.folder,
                  server.as_of, server.app,   false};
  Line parsed;
  if (const auto code = read_line(asked.line, parsed, console)) {
    answered.exit = *code;
    return answered;
  }
  const base::Result<void> done = parsed.chosen->run(session, parsed.words);
  if (!done) answered.exit = tell(console, done.error());
  return answered;
}

base::Result<identity::Number> who(Session& session, const std::string& name) {
  const app::App& app = *session.app;
  if (name.empty()) return base::fail(base::Code::kInvalid, "whom? Add a name, or a part of one");
  TRY(const app::Found found, app::find_person(app, name));
  if (found.person != identity::kNobody) return found.person;
  constexpr std::size_t kMost = 9;
  std::string list;
  for (std::size_t i = 0; i < found.candidates.size() && i < kMost; ++i) {
    const identity::Number n = found.candidates[i];
    list += fmt::format("\n  {}  {}  <{}>", i + 1, show_name(app, n),
                        safe(app.state.people.handle(n).text));
  }
  if (found.candidates.size() > kMost)
    list += fmt::format("\n  … and {} more", found.candidates.size() - kMost);
  std::string answer;
  if (session.console.ask(fmt::format("“{}” could be:{}\nWhich one? (number) ", name, list),
                          answer)) {
    const std::size_t n = std::strtoul(answer.c_str(), nullptr, 10);
    if (n >= 1 && n <= std::min(kMost, found.candidates.size())) return found.candidates[n - 1];
  }
  return base::fail(
      base::Code::kNotFound,
      fmt::format("“{}” could be several people: say more of the name, or the address:{}", name,
                  list));
}

void say_moment(Session& session) {
  const app::Moment& moment = session.app->moment;
  if (moment.archive) {
    session.console.line(session.console.tone(
        Tone::kSoft,
        fmt::format("Seen as of {}, when its last conversation ended. For today, add --at now.",
                    base::print_day(moment.at))));
  } else if (session.as_of && session.clock.now() - moment.at > std::chrono::hours(1)) {
    session.console.line(
        session.console.tone(Tone::kSoft, "Seen as of " + base::print_day(moment.at) + "."));
  }
}

void print_json(Session& session, const formats::Json& value) {
  session.console.line(formats::print_json(value, true));
}

std::string show_name(const app::App& app, identity::Number person) {
  if (person == app.state.people.owner()) return "you";
  return safe(app.state.people.name(person));
}

}  // namespace cli
