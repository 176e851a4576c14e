// SPDX-License-Identifier: AGPL-3.0-or-later
#include "formats/byte_source.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace formats {
namespace {

constexpr std::size_t kBlock = std::size_t{1} << 14;

class FileSource : public ByteSource {
 public:
  FileSource(int fd, std::string path) : fd_(fd), path_(std::move(path)) {}
  ~FileSource() override { ::close(fd_); }
  base::Result<std::size_t> read(std::span<char> into) override {
    for (;;) {
      const ssize_t n = ::read(fd_, into.data(), into.size());
      if (n >= 0) return static_cast<std::size_t>(n);
      if (errno != EINTR)
        return base::fail(base::Code::kUnavailable, path_ + ": " + std::strerror(errno));
    }
  }

 private:
  int fd_;
  std::string path_;
};

class TextSource : public ByteSource {
 public:
  explicit TextSource(std::string text, ByteSource* rest) : text_(std::move(text)), rest_(rest) {}
  base::Result<std::size_t> read(std::span<char> into) override {
    if (at_ == text_.size() && rest_ != nullptr) return rest_->read(into);
    const std::size_t n = std::min(into.size(), text_.size() - at_);
    std::memcpy(into.data(), text_.data() + at_, n);
    at_ += n;
    return n;
  }

 private:
  std::string text_;
  std::size_t at_ = 0;
  ByteSource* rest_;
};

}  // namespace

base::Result<std::unique_ptr<ByteSource>> open_file(const std::string& path) {
  const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
  if (fd < 0) {
    const auto code = errno == ENOENT ? base::Code::kNotFound : base::Code::kUnavailable;
    return base::fail(code, path + ": " + std::strerror(errno));
  }
  return std::unique_ptr<ByteSource>(new FileSource(fd, path));
}

std::unique_ptr<ByteSource> bytes_of(std::string text) {
  return std::make_unique<TextSource>(std::move(text), nullptr);
}

std::unique_ptr<ByteSource> replay(std::string head, ByteSource& rest) {
  return std::make_unique<TextSource>(std::move(head), &rest);
}

base::Result<std::string> read_head(ByteSource& from, std::size_t most) {
  std::string head;
  while (head.size() < most) {
    const std::size_t have = head.size();
    head.resize(std::min(most, std::max(have * 2, kBlock)));
    const auto n = from.read({head.data() + have, head.size() - have});
    head.resize(have + (n ? *n : 0));
    if (!n) return base::Failure(n.error());
    if (*n == 0) break;
  }
  return head;
}

}  // namespace formats
