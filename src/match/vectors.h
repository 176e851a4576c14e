// Vectors: what 100,000 words mean, as one file of 8-bit numbers made at build time.
// Shape:  magic "RAPWORDS", version (u32), language (8 bytes), numbers a word (u32), words (u32), bytes
//         of their text (u64), 28 bytes of BLAKE2b over what follows; then the places of the words
//         in the text (u32 each, one more than words), their ranks by frequency (u32), the numbers
//         (i8), and the text, sorted. Little endian. The file is mapped, never copied.
// Errors: open() says what is wrong with a file. A word that is not there is looked for without its
//         ending, and as two words put together ("downpipe"); else it has no vector.
// Cost:   open(): a hash of the file, 20 ms; find(): 20 comparisons.
// Source: tools/make_vectors.py; docs/matching.md.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace match {

constexpr std::size_t kNumbers = 100;

// A direction: whole numbers, and what makes its length 1. One that points nowhere has scale 0.
struct Vector {
  static constexpr std::size_t kRoom = 112;  // a multiple of 16: what a processor takes at once
  std::array<signed char, kRoom> numbers{};  // behind kNumbers: 0
  float scale = 0;
};
using Sum = std::array<float, kNumbers>;
float dot(const Vector& a, const Vector& b);  // the cosine between them
void add_to(Sum& sum, const Vector& v, float weight);
Vector direction_of(const Sum& sum);

class Vectors {
 public:
  struct Meaning {
    Vector vector;
    float weight = 1;  // near 0 for the commonest words
  };

  static base::Result<Vectors> open(const std::string& path);
  static base::Result<Vectors> of(std::shared_ptr<const char> bytes, std::size_t size);

  std::optional<Meaning> find(std::string_view word) const;
  std::string_view language() const { return language_; }
  std::size_t size() const { return count_; }

 private:
  std::optional<std::uint32_t> place(std::string_view word) const;
  std::optional<std::uint32_t> place_without_ending(std::string_view word) const;
  std::string_view word_at(std::uint32_t i) const;
  std::uint32_t number_at(const char* table, std::uint32_t i) const;
  Meaning meaning(std::uint32_t i) const;

  std::shared_ptr<const char> bytes_;
  std::string language_;
  std::uint32_t count_ = 0;
  const char* starts_ = nullptr;
  const char* ranks_ = nullptr;
  const signed char* numbers_ = nullptr;
  std::string_view text_;
};

// The 28 bytes that the file's head holds of what follows it.
std::string hash_of_vectors(std::string_view body);

// Where an installed or a freshly built program finds its vectors; "" where there are none.
std::string vectors_beside_program();

}  // namespace match
