// Result<T>: a value, or an Error that says what happened and where. We throw nothing.
// Errors: the code says what kind it is (and becomes an exit code or an HTTP status); the message
//         reads "file:line: what", lower case, no full stop.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <utility>

namespace base {

enum class Code {
  kInvalid,      // what was given cannot be used
  kNotFound,     // no such thing
  kConflict,     // somebody else was first, or holds it
  kForbidden,    // the actor may not
  kCorrupt,      // stored bytes are not what was stored
  kUnavailable,  // the disk, the network or the time is not there
};

struct Error {
  Code code = Code::kInvalid;
  std::string message;
};

template <class T>
class [[nodiscard]] Result : public tl::expected<T, Error> {
 public:
  using tl::expected<T, Error>::expected;
};

using Failure = tl::unexpected<Error>;

inline Failure fail(Code code, std::string message) {
  return Failure(Error{code, std::move(message)});
}

// The same error, told from one level further out: "what: why".
inline Failure fail_at(std::string_view place, const Error& error) {
  return fail(error.code, std::string(place) + ": " + error.message);
}

}  // namespace base

// TRY(auto x, f()): x is f's value, or the enclosing function returns f's error.
// TRY_DO(f()): the same for a Result<void>.
#define BASE_CONCAT_(a, b) a##b
#define BASE_CONCAT(a, b) BASE_CONCAT_(a, b)
#define BASE_TRY(name, decl, ...)                                         \
  auto name = (__VA_ARGS__);                                              \
  if (!name.has_value()) return ::base::Failure(std::move(name.error())); \
  decl = std::move(*name)
#define TRY(decl, ...) BASE_TRY(BASE_CONCAT(try_, __COUNTER__), decl, __VA_ARGS__)
#define BASE_TRY_DO(name, ...)                        \
  if (auto name = (__VA_ARGS__); !name.has_value()) { \
    return ::base::Failure(std::move(name.error()));  \
  }                                                   \
  static_assert(true)
#define TRY_DO(...) BASE_TRY_DO(BASE_CONCAT(try_, __COUNTER__), __VA_ARGS__)
