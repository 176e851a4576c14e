// SPDX-License-Identifier: AGPL-3.0-or-later
#include "store/room.h"

#include <fcntl.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>

namespace store {
namespace {

constexpr std::uint64_t kLeast = 256 << 10;  // what a commit of some size writes
constexpr std::size_t kTried = 16 << 10;

Room of(int error) {
  if (error == ENOSPC || error == EDQUOT || error == EFBIG) return Room::kFull;
  return error == EROFS ? Room::kReadOnly : Room::kFailing;
}

}  // namespace

Room look(const std::string& folder) {
  struct statvfs disk{};
  if (::statvfs(folder.c_str(), &disk) != 0) return Room::kFailing;
  if ((disk.f_flag & ST_RDONLY) != 0) return Room::kReadOnly;
  return std::uint64_t{disk.f_bavail} * disk.f_frsize < kLeast ? Room::kFull : Room::kThere;
}

Room try_out(const std::string& folder) {
  if (const Room seen = look(folder); seen != Room::kThere) return seen;
  const std::string path = folder + "/tried";
  const int fd = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (fd < 0) return of(errno);
  const std::string bytes(kTried, '.');
  Room room = Room::kThere;
  const ssize_t written = ::write(fd, bytes.data(), bytes.size());
  if (written < 0) {
    room = of(errno);
  } else if (static_cast<std::size_t>(written) < bytes.size()) {
    room = Room::kFull;
  } else if (::fsync(fd) != 0) {
    room = of(errno);
  }
  ::close(fd);
  if (::unlink(path.c_str()) != 0 && room == Room::kThere) room = of(errno);
  return room;
}

}  // namespace store
