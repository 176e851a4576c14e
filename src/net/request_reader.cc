// SPDX-License-Identifier: AGPL-3.0-or-later
#include "net/request_reader.h"

#include <algorithm>
#include <boost/asio/buffer.hpp>
#include <boost/beast/http/basic_parser.hpp>

#include "base/text.h"
#include "net/target.h"

namespace net {
namespace {

namespace http = boost::beast::http;
using boost::beast::error_code;
using Text = boost::beast::string_view;

std::string_view view(Text s) { return {s.data(), s.size()}; }

std::optional<Method> method_of(http::verb verb) {
  switch (verb) {
    case http::verb::get:
      return Method::kGet;
    case http::verb::head:
      return Method::kHead;
    case http::verb::post:
      return Method::kPost;
    case http::verb::put:
      return Method::kPut;
    case http::verb::patch:
      return Method::kPatch;
    case http::verb::delete_:
      return Method::kDelete;
    case http::verb::options:
      return Method::kOptions;
    default:
      return std::nullopt;
  }
}

int status_of(const error_code& ec) {
  if (ec == http::error::header_limit) return 431;
  if (ec == http::error::body_limit) return 413;
  if (ec == http::error::bad_version) return 505;
  return 400;
}

// Letters of a host, a port, brackets of IPv6: nothing that ends an authority or names a user.
bool is_host(std::string_view host) {
  return !host.empty() && std::all_of(host.begin(), host.end(), [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.' ||
           c == '-' || c == '_' || c == ':' || c == '[' || c == ']';
  });
}

}  // namespace

// Collects what Beast reads. Trailers behind a chunked body are read and dropped: they must not
// pass for headers.
class RequestReader::Parser final : public http::basic_parser<true> {
 public:
  Request request;
  std::string target, transfer_encoding;
  bool known_method = false, old_version = false;
  int hosts = 0, lengths = 0, encodings = 0;
  std::uint64_t chunk_left = 0;  // of the chunk being read; 0: its line comes next

 private:
  void on_request_impl(http::verb verb, Text, Text to, int version, error_code&) override {
    const auto method = method_of(verb);
    known_method = method.has_value();
    request.method = method.value_or(Method::kGet);
    target = view(to);
    old_version = version < 11;
  }
  void on_response_impl(int, Text, int, error_code&) override {}
  void on_field_impl(http::field field, Text name, Text value, error_code&) override {
    if (is_header_done()) return;
    hosts += field == http::field::host;
    if (field == http::field::content_length) {
      // Beast takes "3, 3" for 3.
      lengths += value.find(',') == Text::npos ? 1 : 2;
    }
    if (field == http::field::transfer_encoding) {
      ++encodings;
      transfer_encoding = view(value);
    }
    request.headers.push_back({std::string(view(name)), std::string(view(value))});
  }
  void on_header_impl(error_code&) override {}
  void on_body_init_impl(const boost::optional<std::uint64_t>& length, error_code&) override {
    if (length) request.body.reserve(std::min<std::uint64_t>(*length, 64 << 10));
  }
  std::size_t on_body_impl(Text body, error_code&) override {
    request.body.append(body.data(), body.size());
    return body.size();
  }
  void on_chunk_header_impl(std::uint64_t size, Text, error_code&) override { chunk_left = size; }
  std::size_t on_chunk_body_impl(std::uint64_t, Text body, error_code&) override {
    request.body.append(body.data(), body.size());
    chunk_left -= body.size();
    return body.size();
  }
  void on_finish_impl(error_code&) override {}
};

RequestReader::RequestReader(const Limits& limits)
    : limits_(limits), parser_(std::make_unique<Parser>()) {
  parser_->header_limit(static_cast<std::uint32_t>(limits.head_bytes));
  parser_->body_limit(limits.body_bytes);
}

RequestReader::~RequestReader() = default;

void RequestReader::refuse(int status) {
  state_ = State::kRefused;
  status_ = status;
}

std::size_t RequestReader::feed(std::string_view bytes) {
  std::size_t taken = 0;
  if (state_ == State::kHead) {
    scan_head(bytes);
    if (head_size_ == 0 || state_ == State::kRefused) return 0;
    put(bytes.substr(0, head_size_), taken);
    if (state_ == State::kRefused) return taken;
    check_head();
    if (state_ == State::kHead) state_ = parser_->is_done() ? State::kWhole : State::kBody;
  }
  if (state_ == State::kBody) put(bytes.substr(taken), taken);
  return taken;
}

// Goes over the head line by line as it comes, so that nobody waits for an end that cannot come.
// Beast takes a folded line for one, and this must not: others read it otherwise.
void RequestReader::scan_head(std::string_view bytes) {
  for (;;) {
    const std::size_t end = bytes.find('\n', line_);
    const std::size_t seen = end == std::string_view::npos ? bytes.size() : end + 1;
    if (line_ == 0 && seen > limits_.target_bytes + 32) return refuse(414);
    if (seen > limits_.head_bytes) return refuse(431);
    if (end == std::string_view::npos) return;
    if (end == line_ || bytes[end - 1] != '\r') return refuse(400);
    const std::string_view line = bytes.substr(line_, end - 1 - line_);
    if (line.empty()) {
      if (line_ == 0) return refuse(400);
      head_size_ = end + 1;
      return;
    }
    if (line.front() == ' ' || line.front() == '\t') return refuse(400);
    if (line.find_first_of(std::string_view("\r\0", 2)) != std::string_view::npos)
      return refuse(400);
    line_ = end + 1;
  }
}

// Beast looks for the end of a quoted text beyond the line, and counts the chunk each time it looks.
bool RequestReader::is_whole_chunk_line(std::string_view bytes) {
  const std::size_t from = bytes.starts_with("\r\n") ? 2 : 0;  // the end of the chunk before
  const std::size_t end = bytes.find("\r\n", from);
  const bool too_long = end == std::string_view::npos && bytes.size() == limits_.head_bytes;
  if (too_long || bytes.substr(from, end - from).find('"') < end) refuse(400);
  return end != std::string_view::npos && state_ != State::kRefused;
}

// Of a body Beast sees no more at once than a head may be long, however much is there, and of a chunk's
// line nothing before its end: whether it is refused, and as what, does not depend on the pieces.
void RequestReader::put(std::string_view bytes, std::size_t& taken) {
  while (!bytes.empty() && !parser_->is_done()) {
    const std::string_view some = bytes.substr(0, limits_.head_bytes);
    if (state_ == State::kBody && parser_->chunked()) {
      // As long as it is not at its end there come as many; of fewer Beast takes an end for none.
      constexpr std::size_t kLastChunk = std::string_view("0\r\n\r\n").size();
      if (bytes.size() < kLastChunk) break;
      if (parser_->chunk_left == 0 && !is_whole_chunk_line(some)) break;
    }
    error_code ec;
    const std::size_t n = parser_->put(boost::asio::const_buffer(some.data(), some.size()), ec);
    taken += n;
    bytes.remove_prefix(n);
    if (ec == http::error::need_more) {
      if (some.size() - n == limits_.head_bytes) return refuse(400);
      break;
    }
    if (ec) return refuse(status_of(ec));
    if (n == 0 || !parser_->is_header_done()) break;
    if (state_ == State::kHead) return;
  }
  if (state_ == State::kBody && parser_->is_done()) state_ = State::kWhole;
}

void RequestReader::check_head() {
  Parser& p = *parser_;
  Request& request = p.request;
  if (!p.known_method) return refuse(501);
  if (p.target.size() > limits_.target_bytes) return refuse(414);
  if (request.headers.size() > limits_.headers) return refuse(431);
  if (p.lengths + p.encodings > 1) return refuse(400);
  if (p.encodings > 0 && p.old_version) return refuse(400);
  if (p.encodings > 0 && !base::equal_ignoring_case(p.transfer_encoding, "chunked"))
    return refuse(501);
  if (p.hosts > 1 || (p.hosts == 0 && !p.old_version)) return refuse(400);
  const std::string* host = request.header("Host");
  if (host != nullptr && !is_host(*host)) return refuse(400);
  auto target = parse_target(p.target, limits_.headers);
  if (!target) return refuse(400);
  if (!target->authority.empty() &&
      (host == nullptr || !base::equal_ignoring_case(target->authority, *host)))
    return refuse(400);
  if (p.target == "*" && request.method != Method::kOptions) return refuse(400);
  const std::string* expect = request.header("Expect");
  if (expect != nullptr && !base::equal_ignoring_case(*expect, "100-continue")) return refuse(417);
  request.segments = std::move(target->segments);
  request.parameters = std::move(target->parameters);
  request.keep_alive = p.keep_alive();
  request.takes_chunks = !p.old_version;
}

bool RequestReader::wants_continue() const {
  return !parser_->old_version && parser_->request.header("Expect") != nullptr;
}

Request RequestReader::take() { return std::move(parser_->request); }

}  // namespace net
