// SPDX-License-Identifier: AGPL-3.0-or-later
#include <csignal>

#include "cli/command.h"

int main(int argc, char** argv) {
  std::signal(SIGPIPE, SIG_IGN);
  std::signal(SIGXFSZ, SIG_IGN);  // a file at its size limit is a full disk: an error, not an end
  cli::Console console = cli::Console::of_process();
  const auto clock = base::system_clock();
  const auto random = base::system_random();
  return cli::run(std::vector<std::string>(argv + 1, argv + argc), console, *clock, *random);
}
