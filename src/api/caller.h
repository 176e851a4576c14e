// Caller: who asks, as far as a request proves it.
// Shape:  a stranger, a member who signed in, or a program with a member's token. Whose book is
//         answered from follows from the caller alone.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>

namespace api {

enum class Needs;

struct Caller {
  enum class Kind { kStranger, kSession, kToken };
  Kind kind = Kind::kStranger;
  std::string member;   // its id; empty: a stranger
  std::string session;  // its id
  bool owner = false;   // the member whose server this is
  bool confirmed = false;
  bool writes = false;  // a session, or a token that may
};

// What is said to a caller whom a route is not for.
enum class Admission { kWelcome, kSignIn, kConfirm, kOnlyReads, kNothingHere };
Admission may_ask(const Caller& caller, Needs needs);

}  // namespace api
