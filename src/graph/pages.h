// Pages: a stretch of zeroed memory that is backed only where it is touched, in huge pages where
// the system has them: random reads over hundreds of megabytes then cost no walk of page tables.
// Errors: out of address space is out of memory: the program ends.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstddef>
#include <utility>

namespace graph {

class Pages {
 public:
  explicit Pages(std::size_t bytes);
  ~Pages();
  Pages(Pages&& other) noexcept
      : at_(std::exchange(other.at_, nullptr)), bytes_(std::exchange(other.bytes_, 0)) {}
  Pages& operator=(Pages&&) = delete;

  void* at() const { return at_; }
  std::size_t bytes() const { return bytes_; }

 private:
  void* at_ = nullptr;
  std::size_t bytes_ = 0;
};

}  // namespace graph
