// SPDX-License-Identifier: AGPL-3.0-or-later
#include "net/file_body.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <memory>

#include "base/text.h"
#include "net/negotiation.h"

namespace net {
namespace {

constexpr std::uint64_t kBlock = 64 << 10;

class OpenFile {
 public:
  explicit OpenFile(const std::string& path)
      : fd_(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)) {}
  ~OpenFile() {
    if (fd_ >= 0) ::close(fd_);
  }
  OpenFile(const OpenFile&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;
  int fd() const { return fd_; }

 private:
  int fd_;
};

base::Failure failure(const std::string& path, int error) {
  const auto code = error == ENOENT ? base::Code::kNotFound : base::Code::kUnavailable;
  return base::fail(code, path + ": " + std::strerror(error));
}

// nullopt where the text is no number; what is too large for one is the largest.
std::optional<std::uint64_t> number(std::string_view text) {
  std::uint64_t n = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), n);
  if (text.empty() || end != text.data() + text.size()) return std::nullopt;
  if (error == std::errc::result_out_of_range) return ~std::uint64_t{0};
  return error == std::errc{} ? std::optional(n) : std::nullopt;
}

std::shared_ptr<const Pieces> pieces_of(std::shared_ptr<OpenFile> file, const Part& part) {
  Pieces pieces;
  pieces.length = part.size;
  pieces.next = [file = std::move(file), at = part.first,
                 left = part.size]() mutable -> std::optional<std::string> {
    if (left == 0) return std::nullopt;
    std::string block(std::min(left, kBlock), '\0');
    const ssize_t n = ::pread(file->fd(), block.data(), block.size(), static_cast<off_t>(at));
    if (n <= 0) return std::nullopt;  // less than was said: the connection ends
    block.resize(static_cast<std::size_t>(n));
    at += block.size();
    left -= block.size();
    return block;
  };
  return std::make_shared<const Pieces>(std::move(pieces));
}

// The part that is asked for, if it still is of the file that the client has the rest of.
std::optional<Part> asked_for(const Request& request, std::string_view etag, std::uint64_t size) {
  const std::string* range = request.header("Range");
  if (range == nullptr || request.method != Method::kGet) return std::nullopt;
  const std::string* condition = request.header("If-Range");
  if (condition != nullptr && *condition != etag) return std::nullopt;
  return part_of(*range, size);
}

}  // namespace

std::optional<Part> part_of(std::string_view range, std::uint64_t size) {
  constexpr std::string_view kUnit = "bytes=";
  if (!base::starts_with_ignoring_case(range, kUnit)) return std::nullopt;
  const std::string_view spec = base::trim(range.substr(kUnit.size()));
  const std::size_t dash = spec.find('-');
  if (dash == std::string_view::npos || spec.find(',') != std::string_view::npos)
    return std::nullopt;
  const auto first = number(spec.substr(0, dash)), last = number(spec.substr(dash + 1));
  if (dash == 0) {  // "-500": the last 500
    if (!last) return std::nullopt;
    const std::uint64_t n = std::min(*last, size);
    return Part{size - n, n};
  }
  const bool open = dash + 1 == spec.size();
  if (!first || (!open && (!last || *last < *first))) return std::nullopt;
  if (*first >= size) return Part{0, 0};
  const std::uint64_t end = open ? size - 1 : std::min(*last, size - 1);
  return Part{*first, end - *first + 1};
}

base::Result<Response> file_response(const std::string& path, const Request& request) {
  auto file = std::make_shared<OpenFile>(path);
  if (file->fd() < 0) return failure(path, errno);
  struct stat there{};
  if (::fstat(file->fd(), &there) != 0) return failure(path, errno);
  if (!S_ISREG(there.st_mode)) return failure(path, ENOENT);
  const auto size = static_cast<std::uint64_t>(there.st_size);
  const std::string etag = fmt::format("\"{:x}-{:x}-{:x}.{:x}\"", there.st_ino, there.st_size,
                                       there.st_mtim.tv_sec, there.st_mtim.tv_nsec);
  Response response{200, {{"ETag", etag}, {"Accept-Ranges", "bytes"}}, {}};
  if (is_current(request, etag)) return not_modified(response);
  const std::optional<Part> part = asked_for(request, etag, size);
  if (part && part->size == 0) {
    response.status = 416;
    response.headers.push_back({"Content-Range", fmt::format("bytes */{}", size)});
    return response;
  }
  if (part) {
    response.status = 206;
    response.headers.push_back({"Content-Range", fmt::format("bytes {}-{}/{}", part->first,
                                                             part->first + part->size - 1, size)});
  }
  response.pieces = pieces_of(std::move(file), part.value_or(Part{0, size}));
  return response;
}

}  // namespace net
