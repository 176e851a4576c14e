// Task: a coroutine on a server's thread. The only header of this folder that knows Asio.
// Shape:  a co_await stands only in `co_await f();`, `auto x = co_await f();`, `x = co_await f();`
//         and `co_return co_await f();`, with no lambda in that line: g++ 12 compiles others wrongly
//         (docs/decisions/0014-http-server.md); tools/check_tidy.py holds this.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>

namespace net {

template <class T>
using Task = boost::asio::awaitable<T, boost::asio::io_context::executor_type>;

}  // namespace net
