// Door: where a server that has a book open answers commands of the terminal: a socket in the book's
// folder, for whoever may open that folder.
// Shape:  one command a connection: its words come in; what it prints and its exit code go back.
// Errors: kUnavailable: the server ended before it answered, and may have done it or not; it is another
//         version; what it sent does not read.
// Limits: one command at a time; its words up to 1 MiB, within two seconds.
// docs/decisions/0025-the-door.md
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "base/result.h"

namespace cli {

struct Asked {
  std::vector<std::string> line;  // as the terminal's user typed it, without the program's name
  std::size_t columns = 100;      // of their terminal
  bool colours = false;
};

struct Answered {
  std::string out, err;
  int exit = 0;
};

class Door {
 public:
  using Answering = std::function<Answered(const Asked&)>;
  static base::Result<std::unique_ptr<Door>> open(const std::string& folder, Answering answering);
  ~Door();  // once the command under way is answered
  Door(const Door&) = delete;
  Door& operator=(const Door&) = delete;

 private:
  Door(std::string folder, int listening, Answering answering);
  void answer_one(int connection) const;

  std::string folder_;
  int listening_;
  Answering answering_;
  std::thread thread_;
};

// nullopt: no server has this folder's book open.
base::Result<std::optional<Answered>> ask_at_door(const std::string& folder, const Asked& asked);

}  // namespace cli
