// SPDX-License-Identifier: AGPL-3.0-or-later
#include "cli/door.h"

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <cstring>

#include "base/bytes.h"
#include "base/descriptor.h"

namespace cli {
namespace {

constexpr std::string_view kGreeting = "rapport " RAPPORT_VERSION;
constexpr std::size_t kMostWords = std::size_t{1} << 20U, kMostAnswer = std::size_t{1} << 28U;
constexpr int kWaiting = 4;                       // connections
constexpr timeval kPatience{2, 0};                // with a client
constexpr std::chrono::milliseconds kPause(100);  // where the system gives no connection

using base::Descriptor;

std::string door_file(const std::string& folder) { return folder + "/door"; }

// A socket's address has 107 bytes, and a folder's name may be longer: it is named by its number.
struct Address {
  Descriptor folder;
  sockaddr_un name{};

  explicit Address(const std::string& path)
      : folder(::open(path.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC)) {
    name.sun_family = AF_UNIX;
    const std::string short_path = "/proc/self/fd/" + std::to_string(folder.get()) + "/door";
    std::memcpy(name.sun_path, short_path.c_str(), short_path.size() + 1);
  }
  const sockaddr* get() const { return reinterpret_cast<const sockaddr*>(&name); }
};

bool send_all(int to, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t n = ::send(to, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(n));
  }
  return true;
}

std::optional<std::string> read_all(int from, std::size_t most) {
  std::string all;
  std::array<char, 64 << 10> some;
  for (;;) {
    const ssize_t n = ::recv(from, some.data(), some.size(), 0);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0 || all.size() + static_cast<std::size_t>(n) > most) return std::nullopt;
    if (n == 0) return all;
    all.append(some.data(), static_cast<std::size_t>(n));
  }
}

// Whoever runs the server, and root: the folder's mode keeps others out, where nobody changed it.
bool may_ask(int connection) {
  ucred peer{};
  socklen_t size = sizeof peer;
  return ::getsockopt(connection, SOL_SOCKET, SO_PEERCRED, &peer, &size) == 0 &&
         (peer.uid == ::geteuid() || peer.uid == 0);
}

std::string print(const Asked& asked) {
  std::string bytes;
  base::ByteWriter to(bytes);
  to.text(kGreeting);
  to.u32(static_cast<std::uint32_t>(asked.columns));
  to.u8(asked.colours ? 1 : 0);
  to.u32(static_cast<std::uint32_t>(asked.line.size()));
  for (const std::string& word : asked.line) to.text(word);
  return bytes;
}

std::optional<Asked> read_asked(std::string_view bytes) {
  base::ByteReader from(bytes);
  if (from.text_view() != kGreeting) return std::nullopt;
  Asked asked;
  asked.columns = from.u32();
  asked.colours = from.u8() != 0;
  for (std::uint32_t n = from.u32(); n > 0 && from.ok(); --n) asked.line.push_back(from.text());
  return from.done() ? std::optional(std::move(asked)) : std::nullopt;
}

std::string print(const Answered& answered) {
  std::string bytes;
  base::ByteWriter to(bytes);
  to.text(kGreeting);
  to.text(answered.out);
  to.text(answered.err);
  to.u8(static_cast<std::uint8_t>(answered.exit));
  return bytes;
}

base::Failure system_says(const std::string& folder) {
  return base::fail(base::Code::kUnavailable, door_file(folder) + ": " + std::strerror(errno));
}

}  // namespace

Door::Door(std::string folder, int listening, Answering answering)
    : folder_(std::move(folder)), listening_(listening), answering_(std::move(answering)) {
  thread_ = std::thread([this] {
    for (;;) {
      const Descriptor connection(::accept4(listening_, nullptr, nullptr, SOCK_CLOEXEC));
      if (connection.get() >= 0) {
        answer_one(connection.get());
      } else if (errno == EINVAL || errno == EBADF) {
        return;  // shut
      } else {
        std::this_thread::sleep_for(kPause);  // no files left, for one
      }
    }
  });
}

base::Result<std::unique_ptr<Door>> Door::open(const std::string& folder, Answering answering) {
  // What lies there is of a server that was killed: this one holds the book's lock.
  if (::unlink(door_file(folder).c_str()) != 0 && errno != ENOENT) return system_says(folder);
  Descriptor listening(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
  const Address address(folder);
  if (listening.get() < 0 || address.folder.get() < 0 ||
      ::bind(listening.get(), address.get(), sizeof address.name) != 0 ||
      ::chmod(door_file(folder).c_str(), S_IRUSR | S_IWUSR) != 0 ||
      ::listen(listening.get(), kWaiting) != 0)
    return system_says(folder);
  return std::unique_ptr<Door>(new Door(folder, listening.release(), std::move(answering)));
}

Door::~Door() {
  ::unlink(door_file(folder_).c_str());
  ::shutdown(listening_, SHUT_RDWR);
  thread_.join();
  ::close(listening_);
}

void Door::answer_one(int connection) const {
  if (!may_ask(connection)) return;
  ::setsockopt(connection, SOL_SOCKET, SO_RCVTIMEO, &kPatience, sizeof kPatience);
  ::setsockopt(connection, SOL_SOCKET, SO_SNDTIMEO, &kPatience, sizeof kPatience);
  const auto bytes = read_all(connection, kMostWords);
  if (!bytes) return;
  const auto asked = read_asked(*bytes);
  // Another version's words: it sees by the greeting who is here.
  (void)send_all(connection, print(asked ? answering_(*asked) : Answered{"", "", 1}));
}

base::Result<std::optional<Answered>> ask_at_door(const std::string& folder, const Asked& asked) {
  const Descriptor connection(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
  const Address address(folder);
  if (connection.get() < 0 || address.folder.get() < 0 ||
      ::connect(connection.get(), address.get(), sizeof address.name) != 0)
    return std::optional<Answered>();
  const auto failed = [&](const char* why) { return base::fail(base::Code::kUnavailable, why); };
  const bool sent = send_all(connection.get(), print(asked));
  ::shutdown(connection.get(), SHUT_WR);
  const auto bytes = sent ? read_all(connection.get(), kMostAnswer) : std::nullopt;
  if (!bytes || bytes->empty())
    return failed("the server that has this book open gave no answer: look whether it was done");
  base::ByteReader from(*bytes);
  if (from.text_view() != kGreeting)
    return failed("the server that has this book open is another version: start it again");
  Answered answered;
  answered.out = from.text();
  answered.err = from.text();
  answered.exit = from.u8();
  if (!from.done()) return failed("the server that has this book open ended in its answer");
  return std::optional(std::move(answered));
}

}  // namespace cli
