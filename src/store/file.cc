// SPDX-License-Identifier: AGPL-3.0-or-later
#include "store/file.h"

#include <fcntl.h>
#include <fmt/core.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <utility>

#include "base/descriptor.h"

namespace store {
namespace {

using base::Descriptor;

base::Failure failure(const std::string& path, int error) {
  if (error == ENOSPC || error == EDQUOT) {
    return base::fail(base::Code::kUnavailable,
                      path + ": the disk is full: free some space and run it again");
  }
  const auto code = error == ENOENT ? base::Code::kNotFound : base::Code::kUnavailable;
  return base::fail(code, fmt::format("{}: {}", path, std::strerror(error)));
}

base::Result<void> write_all(int fd, const std::string& path, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t n = ::write(fd, bytes.data(), bytes.size());
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return failure(path, errno);
    bytes.remove_prefix(static_cast<std::size_t>(n));
  }
  return {};
}

std::string folder_of(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string::npos ? "." : slash == 0 ? "/" : path.substr(0, slash);
}

}  // namespace

base::Result<void> sync_folder(const std::string& folder) {
  const Descriptor fd(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (fd.get() < 0 || ::fsync(fd.get()) != 0) return failure(folder, errno);
  return {};
}

base::Result<void> make_folder(const std::string& path) {
  if (path.empty()) return base::fail(base::Code::kInvalid, "a folder needs a name");
  struct stat there{};
  if (::stat(path.c_str(), &there) == 0) {
    if (S_ISDIR(there.st_mode)) return {};
    return base::fail(base::Code::kInvalid, path + ": this is a file, not a folder");
  }
  if (const std::string above = folder_of(path); above != path && above != ".")
    TRY_DO(make_folder(above));
  if (::mkdir(path.c_str(), 0700) != 0 && errno != EEXIST) return failure(path, errno);
  return sync_folder(folder_of(path));
}

base::Result<std::string> read_file(const std::string& path) {
  const Descriptor fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (fd.get() < 0) return failure(path, errno);
  std::string bytes;
  struct stat there{};
  if (::fstat(fd.get(), &there) == 0) bytes.reserve(static_cast<std::size_t>(there.st_size));
  std::array<char, 1 << 16> block;
  for (;;) {
    const ssize_t n = ::read(fd.get(), block.data(), block.size());
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return failure(path, errno);
    if (n == 0) return bytes;
    bytes.append(block.data(), static_cast<std::size_t>(n));
  }
}

base::Result<void> write_file_durably(const std::string& path,
                                      const std::function<base::Result<void>(const Sink&)>& write) {
  const std::string beside = path + ".new";
  const auto fill = [&]() -> base::Result<void> {
    const Descriptor fd(
        ::open(beside.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600));
    if (fd.get() < 0) return failure(beside, errno);
    TRY_DO(write([&](std::string_view bytes) { return write_all(fd.get(), beside, bytes); }));
    if (::fsync(fd.get()) != 0) return failure(beside, errno);
    return {};
  };
  if (auto done = fill(); !done) {
    ::unlink(beside.c_str());
    return done;
  }
  if (::rename(beside.c_str(), path.c_str()) != 0) return failure(path, errno);
  return sync_folder(folder_of(path));
}

base::Result<void> write_file_durably(const std::string& path, std::string_view bytes) {
  return write_file_durably(path, [&](const Sink& sink) { return sink(bytes); });
}

base::Result<void> remove_file(const std::string& path) {
  if (::unlink(path.c_str()) != 0 && errno != ENOENT) return failure(path, errno);
  return {};
}

base::Result<void> rename_durably(const std::string& from, const std::string& to) {
  if (::rename(from.c_str(), to.c_str()) != 0) return failure(to, errno);
  return sync_folder(folder_of(to));
}

base::Result<Lock> Lock::take(const std::string& folder) {
  const std::string path = folder + "/lock";
  Descriptor fd(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600));
  if (fd.get() < 0) return failure(path, errno);
  if (::flock(fd.get(), LOCK_EX | LOCK_NB) != 0) {
    std::array<char, 32> pid{};
    const ssize_t n = ::pread(fd.get(), pid.data(), pid.size() - 1, 0);
    const std::string who =
        n > 0 ? fmt::format(" (process {})",
                            std::string_view(pid.data(), static_cast<std::size_t>(n)))
              : "";
    return base::fail(base::Code::kConflict,
                      "another Rapport" + who + " has this book open: close it first");
  }
  const std::string pid = std::to_string(::getpid());
  if (::ftruncate(fd.get(), 0) == 0)
    (void)::pwrite(fd.get(), pid.data(), pid.size(), 0);  // only for the message
  return Lock(fd.release());
}

Lock::Lock(Lock&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
Lock& Lock::operator=(Lock&& other) noexcept {
  std::swap(fd_, other.fd_);
  return *this;
}
Lock::~Lock() {
  if (fd_ >= 0) ::close(fd_);
}

}  // namespace store
