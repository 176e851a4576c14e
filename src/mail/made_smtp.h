// MadeSmtp: a mail server for tests, made up: takes what is said to it, or refuses as it is told, and
// keeps the letters. One client at a time, no TLS.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <condition_variable>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "base/text.h"

namespace mail {

struct MadeLetter {
  std::string from, user;
  std::vector<std::string> to;
  std::string bytes;  // with its dots as they were meant
};

class MadeSmtp {
 public:
  MadeSmtp() : listening_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in at{};
    at.sin_family = AF_INET;
    at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof at;
    ::bind(listening_, reinterpret_cast<const sockaddr*>(&at), size);
    ::listen(listening_, 8);
    ::getsockname(listening_, reinterpret_cast<sockaddr*>(&at), &size);
    port_ = ntohs(at.sin_port);
    thread_ = std::thread([this] { serve(); });
  }
  ~MadeSmtp() {
    {
      const std::lock_guard lock(access_);
      stopping_ = true;
    }
    thread_.join();
    ::close(listening_);
  }
  MadeSmtp(const MadeSmtp&) = delete;
  MadeSmtp& operator=(const MadeSmtp&) = delete;

  std::string url() const { return "smtp://127.0.0.1:" + std::to_string(port_); }

  // What is answered to a word of the client's ("RCPT", "END" of a letter, "CONNECT") from now on;
  // "": as usual.
  void answer(const std::string& word, const std::string& with) {
    const std::lock_guard lock(access_);
    answers_[word] = with;
  }
  // As many as there are by then, or after 20 seconds those that came.
  std::vector<MadeLetter> letters(std::size_t at_least) {
    std::unique_lock lock(access_);
    came_.wait_for(lock, std::chrono::seconds(20), [&] { return letters_.size() >= at_least; });
    return letters_;
  }

 private:
  bool stopping() {
    const std::lock_guard lock(access_);
    return stopping_;
  }

  void serve() {
    while (!stopping()) {
      pollfd ready{listening_, POLLIN, 0};
      if (::poll(&ready, 1, 50) <= 0) continue;
      fd_ = ::accept4(listening_, nullptr, nullptr, SOCK_CLOEXEC);
      in_.clear();
      talk();
      ::close(fd_);
    }
  }

  bool line(std::string& into) {
    std::size_t end = in_.find("\r\n");
    while (end == std::string::npos) {
      pollfd ready{fd_, POLLIN, 0};
      if (stopping()) return false;
      if (::poll(&ready, 1, 50) <= 0) continue;
      std::array<char, 4096> some{};
      const ssize_t n = ::recv(fd_, some.data(), some.size(), 0);
      if (n <= 0) return false;
      in_.append(some.data(), static_cast<std::size_t>(n));
      end = in_.find("\r\n");
    }
    into = in_.substr(0, end);
    in_.erase(0, end + 2);
    return true;
  }

  bool say(const std::string& word, const std::string& usual) {
    std::string text;
    {
      const std::lock_guard lock(access_);
      text = answers_.contains(word) && !answers_[word].empty() ? answers_[word] : usual;
    }
    const std::string bytes = text + "\r\n";
    (void)::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    return text.starts_with('2') || text.starts_with('3');
  }

  static std::string path_in(const std::string& text) {
    const std::size_t begin = text.find('<'), end = text.find('>');
    return begin == std::string::npos ? "" : text.substr(begin + 1, end - begin - 1);
  }

  void talk() {
    if (!say("CONNECT", "220 made.example")) return;
    MadeLetter letter;
    std::string user, text;
    while (line(text)) {
      const std::string word(base::split(text, ' ').front());
      if (word == "EHLO") {
        say(word, "250-made.example\r\n250-8BITMIME\r\n250 AUTH PLAIN");
      } else if (word == "AUTH") {
        (void)::send(fd_, "334 \r\n", 6, MSG_NOSIGNAL);
        if (line(text) && say(word, "235 hello")) user = text;
      } else if (word == "MAIL") {
        letter = {path_in(text), user, {}, ""};
        say(word, "250 ok");
      } else if (word == "RCPT") {
        if (say(word, "250 ok")) letter.to.push_back(path_in(text));
      } else if (word == "DATA") {
        if (!say(word, "354 go on")) continue;
        while (line(text) && text != ".")
          letter.bytes += (text.starts_with('.') ? text.substr(1) : text) + "\r\n";
        if (!say("END", "250 taken")) continue;
        const std::lock_guard lock(access_);
        letters_.push_back(letter);
        came_.notify_all();
      } else if (word == "QUIT") {
        say(word, "221 bye");
        return;
      } else {
        say(word, "250 ok");
      }
    }
  }

  int listening_, fd_ = -1;
  std::uint16_t port_ = 0;
  std::string in_;
  std::mutex access_;
  std::condition_variable came_;
  std::map<std::string, std::string> answers_;
  std::vector<MadeLetter> letters_;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace mail
