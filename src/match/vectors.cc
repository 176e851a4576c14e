// SPDX-License-Identifier: AGPL-3.0-or-later
#include "match/vectors.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <climits>
#include <cmath>
#include <cstring>

#include "base/hash.h"

namespace match {
namespace {

constexpr std::string_view kMagic = "RAPWORDS";
constexpr std::uint32_t kVersion = 1;
constexpr std::size_t kHead = 64, kLanguage = 8, kHashed = 28;
constexpr std::uint32_t kMostWords = 1U << 24;
constexpr std::uint32_t kKnown = 20'000;  // ranks: words that others are put together from
constexpr std::size_t kLongest = 40;
constexpr const char* kFile = "match-en.bin";

base::Failure wrong(const std::string& what) {
  return base::fail(base::Code::kCorrupt, "word vectors: " + what);
}

template <class T>
T read_as(const char* at) {
  T value;
  std::memcpy(&value, at, sizeof value);
  return value;
}

float scale_of(const std::array<signed char, Vector::kRoom>& numbers) {
  int sum = 0;
  for (const signed char x : numbers) sum += int{x} * int{x};
  return sum == 0 ? 0 : 1 / std::sqrt(static_cast<float>(sum));
}

}  // namespace

float dot(const Vector& a, const Vector& b) {
  int sum = 0;
  for (std::size_t i = 0; i < Vector::kRoom; ++i) sum += int{a.numbers[i]} * int{b.numbers[i]};
  return static_cast<float>(sum) * a.scale * b.scale;
}

void add_to(Sum& sum, const Vector& v, float weight) {
  for (std::size_t i = 0; i < kNumbers; ++i)
    sum[i] += weight * v.scale * static_cast<float>(v.numbers[i]);
}

Vector direction_of(const Sum& sum) {
  float most = 0;
  for (const float x : sum) most = std::max(most, std::fabs(x));
  Vector v;
  if (most <= 1e-9F) return v;
  for (std::size_t i = 0; i < kNumbers; ++i)
    v.numbers[i] = static_cast<signed char>(std::lround(sum[i] / most * 127));
  v.scale = scale_of(v.numbers);
  return v;
}

base::Result<Vectors> Vectors::open(const std::string& path) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return base::fail(base::Code::kNotFound, path + ": " + std::strerror(errno));
  struct stat about{};
  const bool known = ::fstat(file, &about) == 0 && about.st_size > 0;
  const std::size_t size = known ? static_cast<std::size_t>(about.st_size) : 0;
  void* at = known ? ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, file, 0) : MAP_FAILED;
  ::close(file);
  if (at == MAP_FAILED) return wrong("an empty file, or one that can't be mapped");
  return of({static_cast<const char*>(at),
             [size](const char* p) { ::munmap(const_cast<char*>(p), size); }},
            size);
}

base::Result<Vectors> Vectors::of(std::shared_ptr<const char> bytes, std::size_t size) {
  const char* at = bytes.get();
  if (size < kHead || std::string_view(at, kMagic.size()) != kMagic)
    return wrong("not such a file");
  if (read_as<std::uint32_t>(at + 8) != kVersion) return wrong("of another version");
  Vectors v;
  v.language_ = std::string(at + 12, strnlen(at + 12, kLanguage));
  const auto numbers = read_as<std::uint32_t>(at + 20);
  v.count_ = read_as<std::uint32_t>(at + 24);
  const auto text = read_as<std::uint64_t>(at + 28);
  if (numbers != kNumbers || v.count_ == 0 || v.count_ > kMostWords)
    return wrong("of another size");
  const std::uint64_t tables = std::uint64_t{v.count_} * (8 + kNumbers) + 4;
  if (text > size || tables + text != size - kHead) return wrong("cut off, or too long");
  const std::string_view body(at + kHead, size - kHead);
  if (hash_of_vectors(body) != std::string_view(at + kHead - kHashed, kHashed))
    return wrong("changed since it was made");
  v.starts_ = at + kHead;
  v.ranks_ = v.starts_ + 4 * (std::size_t{v.count_} + 1);
  v.numbers_ = reinterpret_cast<const signed char*>(v.ranks_ + 4 * std::size_t{v.count_});
  v.text_ = {v.ranks_ + (4 + kNumbers) * std::size_t{v.count_}, static_cast<std::size_t>(text)};
  std::uint32_t before = 0;
  for (std::uint32_t i = 0; i <= v.count_; ++i) {
    const std::uint32_t start = v.number_at(v.starts_, i);
    if (start < before || start > text) return wrong("a word that lies outside");
    before = start;
  }
  v.bytes_ = std::move(bytes);
  return v;
}

std::uint32_t Vectors::number_at(const char* table, std::uint32_t i) const {
  return read_as<std::uint32_t>(table + 4 * std::size_t{i});
}

std::string_view Vectors::word_at(std::uint32_t i) const {
  const std::uint32_t start = number_at(starts_, i);
  return text_.substr(start, number_at(starts_, i + 1) - start);
}

std::optional<std::uint32_t> Vectors::place(std::string_view word) const {
  std::uint32_t from = 0, to = count_;
  while (from < to) {
    const std::uint32_t middle = from + (to - from) / 2;
    if (word_at(middle) < word)
      from = middle + 1;
    else
      to = middle;
  }
  if (from < count_ && word_at(from) == word) return from;
  return std::nullopt;
}

std::optional<std::uint32_t> Vectors::place_without_ending(std::string_view word) const {
  for (std::size_t cut = 1; cut <= 3 && word.size() > cut + 3; ++cut) {
    const std::string_view shorter = word.substr(0, word.size() - cut);
    if (const auto i = place(shorter)) return i;
    if (cut == 3) {
      if (const auto i = place(std::string(word.substr(0, word.size() - 1)) + "e")) return i;
    }
  }
  return std::nullopt;
}

Vectors::Meaning Vectors::meaning(std::uint32_t i) const {
  Meaning found;
  std::memcpy(found.vector.numbers.data(), numbers_ + std::size_t{i} * kNumbers, kNumbers);
  found.vector.scale = scale_of(found.vector.numbers);
  // How likely a word of this rank is, by Zipf's law; and how little a likely one says.
  const double likely = 1 / ((number_at(ranks_, i) + 10.0) * 12.8);
  found.weight = static_cast<float>(1e-3 / (1e-3 + likely));
  return found;
}

std::optional<Vectors::Meaning> Vectors::find(std::string_view word) const {
  auto i = place(word);
  if (!i) i = place_without_ending(word);
  if (i) return meaning(*i);
  std::uint32_t best = kKnown;
  std::optional<std::pair<std::uint32_t, std::uint32_t>> halves;
  for (std::size_t cut = 3; cut + 2 < word.size() && word.size() < kLongest; ++cut) {
    const auto a = place(word.substr(0, cut));
    const auto b = a ? place(word.substr(cut)) : std::nullopt;
    if (!b) continue;
    const std::uint32_t rank = std::max(number_at(ranks_, *a), number_at(ranks_, *b));
    if (rank < best) best = rank, halves = {*a, *b};
  }
  if (!halves) return std::nullopt;
  const Meaning a = meaning(halves->first), b = meaning(halves->second);
  Sum sum{};
  add_to(sum, a.vector, 1);
  add_to(sum, b.vector, 1);
  return Meaning{direction_of(sum), (a.weight + b.weight) / 2};
}

std::string hash_of_vectors(std::string_view body) {
  return std::string(base::view(base::Hasher().add(body).finish()).substr(0, kHashed));
}

std::string vectors_beside_program() {
  std::array<char, PATH_MAX> path{};
  const ssize_t length = ::readlink("/proc/self/exe", path.data(), path.size() - 1);
  const std::string program(path.data(), length > 0 ? static_cast<std::size_t>(length) : 0);
  const std::string folder = program.substr(0, program.rfind('/') + 1);
  for (const std::string& tried :
       {folder + kFile, folder + "../match/" + kFile, folder + "../share/rapport/" + kFile}) {
    if (::access(tried.c_str(), R_OK) == 0) return tried;
  }
  return "";
}

}  // namespace match
