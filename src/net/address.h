// Address: where a server listens, and which names mean this machine.
// Shape:  "127.0.0.1:7777", "[::1]:7777", "localhost:7777"; port 0 takes any free one.
// Errors: kInvalid: no address and port.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace net {

struct Address {
  std::string host;  // numbers: "127.0.0.1", "::1"
  std::uint16_t port = 0;
  bool v6 = false;
};

base::Result<Address> parse_address(std::string_view text);
std::string print(const Address& address);  // "[::1]:7777"
bool is_loopback(const Address& address);   // 127.0.0.0/8 or ::1
// Of a Host header, with or without a port: a page from elsewhere cannot have such a name, even if
// its own name is made to lead here.
bool is_loopback_name(std::string_view host);

}  // namespace net
