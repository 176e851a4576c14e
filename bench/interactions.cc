// SPDX-License-Identifier: AGPL-3.0-or-later
#include "interactions.h"

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <charconv>
#include <chrono>

#include "lab.h"

namespace lab {
namespace {

bool read_rows(int fd, base::FlatArray<Interaction>& all) {
  struct stat facts{};
  if (::fstat(fd, &facts) != 0) return false;
  all.resize_raw(static_cast<std::size_t>(facts.st_size) / sizeof(Interaction));
  auto* at = reinterpret_cast<char*>(all.data());
  for (std::size_t left = all.size() * sizeof(Interaction); left > 0;) {
    const ssize_t got = ::read(fd, at, std::min(left, std::size_t{1} << 30U));
    if (got <= 0) return false;
    at += got;
    left -= static_cast<std::size_t>(got);
  }
  return true;
}

}  // namespace

base::FlatArray<Interaction> read_interactions(const std::string& folder) {
  base::FlatArray<Interaction> all;
  const int fd = ::open((folder + "/interactions.bin").c_str(), O_RDONLY | O_CLOEXEC);
  if (fd >= 0) {
    if (!read_rows(fd, all)) all.clear();
    ::close(fd);
    return all;
  }
  const auto number = [](std::string_view text) {
    std::uint32_t n = 0;
    std::from_chars(text.data(), text.data() + text.size(), n);
    return n;
  };
  read_csv(
      folder + "/interactions.csv", [](const Row&) {},
      [&](const Row& r) {
        if (r.size() >= 4) all.push_back({number(r[1]), number(r[2]), number(r[3]), 0});
      });
  return all;
}

}  // namespace lab
