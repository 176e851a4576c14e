// Started: `rapport serve` as a process on a folder of its own, for one test.
// Errors: what did not start has no port, and said() why.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>

#include "formats/json.h"
#include "net/raw_client.h"

namespace tests {

inline int exit_of(int status) { return WIFEXITED(status) ? WEXITSTATUS(status) : 128; }
inline int in_shell(const std::string& line) { return exit_of(std::system(line.c_str())); }
inline std::string bytes_of(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

// A port that was free a moment ago.
inline std::uint16_t free_port() {
  const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in at{};
  at.sin_family = AF_INET;
  at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof at;
  ::bind(fd, reinterpret_cast<sockaddr*>(&at), size);
  ::getsockname(fd, reinterpret_cast<sockaddr*>(&at), &size);
  ::close(fd);
  return ntohs(at.sin_port);
}

class Started {
 public:
  // `words` behind "serve"; what it logs goes to the file `log`.
  Started(const std::string& data, const std::string& log, const std::string& words = "")
      : port_(free_port()), log_(log) {
    std::array<int, 2> out{};
    if (::pipe2(out.data(), O_CLOEXEC) != 0) return;
    child_ = ::fork();
    if (child_ == 0) {
      ::dup2(out[1], STDOUT_FILENO);
      const std::string line = std::string("exec ") + RAPPORT_BIN + " --data " + data +
                               " serve --json --listen 127.0.0.1:" + std::to_string(port_) + " " +
                               words + " 2>" + log;
      ::execl("/bin/bash", "bash", "-c", line.c_str(), nullptr);
      ::_exit(127);
    }
    ::close(out[1]);
    char c = 0;
    while (::read(out[0], &c, 1) == 1 && c != '\n') said_ += c;
    ::close(out[0]);
    const auto json = formats::parse_json(said_);
    if (json) code_ = formats::text_in(*json, "welcome");
  }
  ~Started() { stop(); }
  Started(const Started&) = delete;
  Started& operator=(const Started&) = delete;

  int stop() { return end(SIGTERM); }
  int kill() { return end(SIGKILL); }  // as a power cut does

  std::uint16_t port() const { return port_; }
  std::string said() const { return said_ + bytes_of(log_); }
  const std::string& code() const { return code_; }

  // Makes the owner, whose cookie goes with what is asked from then on.
  bool come_in() {
    const std::string in =
        post("/api/v1/welcome",
             R"({"code":")" + code_ + R"(","name":"Ada","password":"four quiet words"})");
    const std::size_t at = in.find("Set-Cookie: ") + 12;
    if (net::status_of(in) == 204)
      cookie_ = "Cookie: " + in.substr(at, in.find(';', at) - at) + "\r\n";
    return !cookie_.empty();
  }
  std::string get(const std::string& target, const std::string& headers = "") const {
    net::RawClient client(port_);
    client.say("GET " + target + " HTTP/1.1\r\nHost: localhost\r\n" + cookie_ + headers + "\r\n");
    return client.answer();
  }
  std::string post(const std::string& target, const std::string& body,
                   const std::string& headers = "") const {
    net::RawClient client(port_);
    client.say("POST " + target + " HTTP/1.1\r\nHost: localhost\r\nOrigin: http://localhost\r\n" +
               cookie_ + headers + "Content-Type: application/json\r\nContent-Length: " +
               std::to_string(body.size()) + "\r\n\r\n" + body);
    return client.answer();
  }

 private:
  int end(int signal) {
    if (child_ <= 0) return 0;
    ::kill(child_, signal);
    int status = 0;
    ::waitpid(child_, &status, 0);
    child_ = 0;
    return exit_of(status);
  }

  std::uint16_t port_;
  std::string log_, said_, code_, cookie_;
  pid_t child_ = 0;
};

}  // namespace tests
