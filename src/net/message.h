// Request and Response: what HTTP carries, as plain values.
// Shape:  a Request is whole, decoded and checked; names of headers compare without case. A Response
//         has no Date, Content-Length or Connection: the server adds those.
// Source: RFC 9110, RFC 9112.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace net {

enum class Method : std::uint8_t { kGet, kHead, kPost, kPut, kPatch, kDelete, kOptions };
const char* word(Method method);

struct Field {
  std::string name, value;
};

const std::string* find(const std::vector<Field>& fields, std::string_view name);  // nullptr: none

struct Response;

struct Request {
  Method method = Method::kGet;
  std::vector<std::string> segments;  // of the path, decoded: "/a/b%20c" → "a", "b c"
  std::vector<Field> parameters;      // behind the "?", decoded
  std::vector<Field> headers;
  std::string body;
  std::string peer;  // the client's address, as numbers
  bool keep_alive = true;
  bool takes_chunks = true;  // not so in HTTP/1.0

  const std::string* header(std::string_view name) const { return find(headers, name); }
  const std::string* parameter(std::string_view name) const { return find(parameters, name); }
};

// A body that is made while it is sent. Such a response is sent once.
struct Pieces {
  // On the connection's thread, which it must not keep waiting: "": nothing yet, ask again in a
  // fifth of a second; nullopt: that was all. Not asked any more when the server stops while there
  // is nothing, or when the client is gone.
  std::function<std::optional<std::string>()> next;
  std::optional<std::uint64_t> length;  // of all of them; not known: sent in chunks
  std::string pulse;                    // sent when nothing came for a while; empty: nothing is
};
// Server-sent events: `next` gives whole ones, "event: book\ndata: {}\n\n".
Response events(std::function<std::optional<std::string>()> next);

struct Response {
  int status = 200;
  std::vector<Field> headers;
  std::string body;
  std::string_view fixed = {};             // in place of body: bytes that outlive every response
  std::shared_ptr<const Pieces> pieces{};  // in place of both

  std::string_view bytes() const { return fixed.empty() ? std::string_view(body) : fixed; }

  const std::string* header(std::string_view name) const { return find(headers, name); }
};

using ResponseRef = std::shared_ptr<const Response>;  // may be sent many times

const char* reason(int status);  // "Not Found"
// An error without a word about it beyond its status, as RFC 9457 wants it.
Response refusal(int status);

// How a response is sent, beside what it says.
struct Sending {
  bool head_only = false;  // to HEAD: the length, but no body
  bool close = false;      // the last one of this connection
  std::string_view date;   // "Wed, 25 Nov 2026 08:00:00 GMT"
  bool chunked = true;     // what comes in pieces of unknown length; else until the connection ends
};
// Status line and headers, appended.
void print_head(const Response& response, const Sending& sending, std::string& out);

}  // namespace net
