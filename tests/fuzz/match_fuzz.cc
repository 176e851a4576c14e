// The matcher: a file of vectors that may hold anything, and texts that may be anything.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>

#include "base/assert.h"
#include "match/index.h"

namespace {

// Most damage is found by the hash; behind it the tables are read with care all the same.
std::string with_right_hash(std::string bytes) {
  if (bytes.size() < 64) return bytes;
  std::memcpy(bytes.data(), "RAPWORDS\1\0\0\0", 12);
  const std::string hash = match::hash_of_vectors(std::string_view(bytes).substr(64));
  bytes.replace(36, hash.size(), hash);
  return bytes;
}

base::Result<match::Vectors> open_bytes(const std::string& bytes) {
  const auto copy = std::make_shared<std::string>(bytes);
  return match::Vectors::of({copy, copy->data()}, copy->size());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(bytes), size);
  for (const std::string& file : {text, with_right_hash(text)}) {
    if (const auto vectors = open_bytes(file)) {
      for (const char* word : {"a", "roof", "downpipes", ""}) (void)vectors->find(word);
      (void)vectors->find(text.substr(0, 60));
    }
  }
  const auto lexicon = match::Lexicon::parse(text);
  if (lexicon) ASSERT(lexicon->services() <= 10'000);

  static const match::Lexicon kSmall =
      *match::Lexicon::parse("roofing\nneed: rain, leak\nsell: roofs, tiles\n");
  static const match::Sense kSense(kSmall);
  match::Index index(kSense);
  const std::size_t half = text.size() / 2;
  index.add_offer(1, 0, text.substr(0, half), text.substr(half));
  index.add_need(2, 0, text);
  for (const match::Match& m : index.who_helps(text)) ASSERT(m.id == 1 && !m.reason.empty());
  for (const match::Match& m : index.whom_helps("roofer", text)) ASSERT(m.id == 2);
  index.remove(1);
  ASSERT(index.who_helps(text).empty());
  return 0;
}
