// SPDX-License-Identifier: AGPL-3.0-or-later
#include "net/message.h"

#include <fmt/format.h>

#include <array>
#include <iterator>

#include "base/assert.h"
#include "base/text.h"

namespace net {
namespace {

struct Status {
  int code;
  const char* reason;
};
constexpr std::array kStatuses = {
    Status{200, "OK"},
    Status{202, "Accepted"},
    Status{204, "No Content"},
    Status{206, "Partial Content"},
    Status{304, "Not Modified"},
    Status{400, "Bad Request"},
    Status{401, "Unauthorized"},
    Status{403, "Forbidden"},
    Status{404, "Not Found"},
    Status{405, "Method Not Allowed"},
    Status{408, "Request Timeout"},
    Status{409, "Conflict"},
    Status{412, "Precondition Failed"},
    Status{413, "Content Too Large"},
    Status{414, "URI Too Long"},
    Status{415, "Unsupported Media Type"},
    Status{416, "Range Not Satisfiable"},
    Status{417, "Expectation Failed"},
    Status{421, "Misdirected Request"},
    Status{422, "Unprocessable Content"},
    Status{428, "Precondition Required"},
    Status{429, "Too Many Requests"},
    Status{431, "Request Header Fields Too Large"},
    Status{500, "Internal Server Error"},
    Status{501, "Not Implemented"},
    Status{503, "Service Unavailable"},
    Status{505, "HTTP Version Not Supported"},
};

// A header that a value could break out of is our own bug: what comes from outside is checked when
// it is read.
bool one_line(std::string_view s) { return s.find_first_of("\r\n") == std::string_view::npos; }

}  // namespace

const char* word(Method method) {
  static constexpr std::array kWords = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"};
  return kWords.at(static_cast<std::size_t>(method));
}

const std::string* find(const std::vector<Field>& fields, std::string_view name) {
  for (const Field& field : fields) {
    if (field.name.size() == name.size() && base::equal_ignoring_case(field.name, name))
      return &field.value;
  }
  return nullptr;
}

const char* reason(int status) {
  for (const Status& s : kStatuses) {
    if (s.code == status) return s.reason;
  }
  return "Unknown";
}

Response refusal(int status) {
  Response response{status, {{"Content-Type", "application/problem+json"}}, {}};
  if (status == 503) response.headers.push_back({"Retry-After", "1"});
  response.body = fmt::format(R"({{"type":"about:blank","title":"{}","status":{}}})"
                              "\n",
                              reason(status), status);
  return response;
}

Response events(std::function<std::optional<std::string>()> next) {
  Response response{
      200, {{"Content-Type", "text/event-stream"}, {"Cache-Control", "no-store"}}, {}};
  response.pieces =
      std::make_shared<const Pieces>(Pieces{std::move(next), std::nullopt, ": still here\n\n"});
  return response;
}

void print_head(const Response& response, const Sending& sending, std::string& out) {
  auto to = std::back_inserter(out);
  fmt::format_to(to, "HTTP/1.1 {} {}\r\nDate: {}\r\n", response.status, reason(response.status),
                 sending.date);
  for (const Field& field : response.headers) {
    ASSERT(one_line(field.name) && one_line(field.value));
    out.append(field.name).append(": ").append(field.value).append("\r\n");
  }
  if (response.pieces && !response.pieces->length) {
    if (sending.chunked) out.append("Transfer-Encoding: chunked\r\n");
  } else if (response.status != 304 && response.status != 204) {
    const std::uint64_t length =
        response.pieces ? *response.pieces->length : response.bytes().size();
    fmt::format_to(to, "Content-Length: {}\r\n", length);
  }
  out.append(sending.close ? "Connection: close\r\n\r\n" : "\r\n");
}

}  // namespace net
