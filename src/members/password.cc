// SPDX-License-Identifier: AGPL-3.0-or-later
#include "members/password.h"

#include <sodium.h>
#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdlib>

#include "base/text.h"

namespace members {

// Sorted, and without case; made when the project is configured.
extern const char* const kCommonPasswords[];
extern const std::size_t kCommonPasswordCount;

namespace {

constexpr std::size_t kLeast = 8, kMost = 1000;  // characters
constexpr int kAtOnce = 2, kMostWaiting = 32;
constexpr std::chrono::seconds kPatience(1);
constexpr std::size_t kShortestWord = 4;  // of a name, that a password must not have in it

// Of a password that nobody has: what is checked in place of one that is not there, so that the answer
// takes as long.
constexpr const char* kNobodys =
    "$argon2id$v=19$m=19456,t=2,p=1$hrjvxje1LWWAn4oSEAV5RA$"
    "XSkP5S8rC1ygDM2Sifn6fl79ehswz2xnALdC6xwV0yQ";

std::string composed(std::string_view text) {
  utf8proc_uint8_t* made = nullptr;
  const utf8proc_ssize_t size =
      utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                   static_cast<utf8proc_ssize_t>(text.size()), &made,
                   static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE));
  if (size < 0) return std::string(text);
  std::string out(reinterpret_cast<const char*>(made), static_cast<std::size_t>(size));
  std::free(made);
  return out;
}

std::size_t characters(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(
      text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) >> 6) != 2; }));
}

bool is_common(const std::string& lower) {
  const char* const* const end = kCommonPasswords + kCommonPasswordCount;
  return std::binary_search(kCommonPasswords, end, lower.c_str(),
                            [](std::string_view a, std::string_view b) { return a < b; });
}

// The whole name, with and without its spaces, or a word of it that is not short.
bool names_somebody(const std::string& password, const std::string& name) {
  const auto has = [&](std::string_view word) { return password.find(word) != std::string::npos; };
  std::string joined = name;
  std::erase(joined, ' ');
  if (has("rapport") || (joined.size() >= 3 && (has(name) || has(joined)))) return true;
  for (const std::string_view word : base::split(name, ' ')) {
    if (word.size() >= kShortestWord && has(word)) return true;
  }
  return false;
}

base::Failure refuse(const char* why) { return base::fail(base::Code::kInvalid, why); }

}  // namespace

base::Result<void> check_choice(std::string_view password, std::string_view name) {
  if (!base::is_utf8(password)) return refuse("the password is not written in Unicode");
  const std::string text = composed(password), lower = base::fold(text);
  if (characters(text) < kLeast)
    return refuse("a password has at least 8 characters; 15 or more are better");
  if (characters(text) > kMost) return refuse("a password has at most 1,000 characters");
  if (is_common(lower)) return refuse("this is one of the most common passwords: choose another");
  if (names_somebody(lower, base::fold(name)))
    return refuse("a password has neither your name nor this program's in it");
  if (std::all_of(text.begin(), text.end(), [&](char c) { return c == text.front(); }))
    return refuse("a password is more than one character again and again");
  return {};
}

// One of the few that may hash at the same time.
class Passwords::Turn {
 public:
  explicit Turn(Passwords& all) : all_(all) {
    std::unique_lock lock(all.access_);
    if (all.waiting_ >= kMostWaiting) return;
    ++all.waiting_;
    has_ = all.free_.wait_for(lock, kPatience, [&] { return all.busy_ < kAtOnce; });
    --all.waiting_;
    if (has_) ++all.busy_;
  }
  ~Turn() {
    if (!has_) return;
    const std::lock_guard lock(all_.access_);
    --all_.busy_;
    all_.free_.notify_one();
  }
  Turn(const Turn&) = delete;
  Turn& operator=(const Turn&) = delete;
  bool has() const { return has_; }

 private:
  Passwords& all_;
  bool has_ = false;
};

Passwords::Passwords(Cost cost) : cost_(cost), nobodys_(kNobodys) {
  const Cost usual;
  if (cost.passes == usual.passes && cost.memory == usual.memory) return;
  if (const auto made = hash(kNobodys)) nobodys_ = *made;
}

base::Result<std::string> Passwords::hash(std::string_view password) {
  const Turn turn(*this);
  const std::string text = composed(password);
  std::array<char, crypto_pwhash_STRBYTES> kept{};
  if (!turn.has() ||
      crypto_pwhash_str(kept.data(), text.data(), text.size(), cost_.passes, cost_.memory) != 0)
    return base::fail(base::Code::kUnavailable, "too many sign in at once");
  return std::string(kept.data());
}

base::Result<bool> Passwords::is(std::string_view password, const std::string& kept) {
  const Turn turn(*this);
  if (!turn.has()) return base::fail(base::Code::kUnavailable, "too many sign in at once");
  const std::string text = composed(password);
  const char* against = kept.empty() ? nobodys_.c_str() : kept.c_str();
  const bool fits = crypto_pwhash_str_verify(against, text.data(), text.size()) == 0;
  return fits && !kept.empty();
}

}  // namespace members
