// Flat array: a vector of plain values by the gigabyte.
// Shape:  grows by doubling through realloc, which moves pages and not bytes once it is large; what
//         has not been touched yet takes no memory. resize_raw() leaves what is new unwritten.
// Errors: without memory the program ends, as it does everywhere else.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <span>
#include <type_traits>
#include <utility>

#include "base/assert.h"

namespace base {

// Asks the system for large pages under these bytes, where it has any: fewer misses in its tables.
void prefer_large_pages(void* from, std::size_t size);

template <class T>
class FlatArray {
  static_assert(std::is_trivially_copyable_v<T> && std::is_trivially_destructible_v<T>);

 public:
  FlatArray() = default;
  FlatArray(const FlatArray& other) { assign(other); }
  FlatArray(FlatArray&& other) noexcept { swap(other); }
  FlatArray& operator=(const FlatArray& other) {
    if (this != &other) assign(other);
    return *this;
  }
  FlatArray& operator=(FlatArray&& other) noexcept {
    FlatArray old(std::move(other));
    swap(old);
    return *this;
  }
  ~FlatArray() { std::free(data_); }

  std::size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  T* data() { return data_; }
  const T* data() const { return data_; }
  T* begin() { return data_; }
  T* end() { return data_ + size_; }
  const T* begin() const { return data_; }
  const T* end() const { return data_ + size_; }
  T& operator[](std::size_t i) { return data_[i]; }
  const T& operator[](std::size_t i) const { return data_[i]; }

  void reserve(std::size_t capacity) {
    if (capacity <= capacity_) return;
    void* moved = std::realloc(static_cast<void*>(data_), capacity * sizeof(T));
    ASSERT(moved != nullptr);
    data_ = static_cast<T*>(moved);
    capacity_ = capacity;
    prefer_large_pages(data_, capacity * sizeof(T));
  }
  void push_back(const T& value) {
    const T copy = value;
    if (size_ == capacity_) reserve(size_ < 8 ? 16 : size_ * 2);
    data_[size_++] = copy;
  }
  void append(std::span<const T> values) {
    if (values.empty()) return;
    const std::size_t before = size_;
    resize_raw(before + values.size());
    std::memcpy(static_cast<void*>(data_ + before), values.data(), values.size_bytes());
  }
  void resize(std::size_t size, const T& value = T{}) {
    const std::size_t before = size_;
    resize_raw(size);
    for (std::size_t i = before; i < size; ++i) data_[i] = value;
  }
  void resize_raw(std::size_t size) {
    if (size > capacity_) reserve(std::max(size, capacity_ * 2));
    size_ = size;
  }
  void clear() { size_ = 0; }

 private:
  void assign(const FlatArray& other) {
    size_ = 0;
    resize_raw(other.size_);
    if (size_ > 0) std::memcpy(static_cast<void*>(data_), other.data_, size_ * sizeof(T));
  }
  void swap(FlatArray& other) noexcept {
    std::swap(data_, other.data_);
    std::swap(size_, other.size_);
    std::swap(capacity_, other.capacity_);
  }

  T* data_ = nullptr;
  std::size_t size_ = 0, capacity_ = 0;
};

}  // namespace base
