// SPDX-License-Identifier: AGPL-3.0-or-later
#include "net/negotiation.h"

#include <zlib.h>

#include "base/hash.h"
#include "base/text.h"

namespace net {
namespace {

constexpr std::size_t kWorthIt = 1 << 10;  // below, a packet is a packet
constexpr int kLevel = 5, kGzipWindow = 15 + 16;

// "gzip;q=0.5" → 0.5, "gzip" → 1: only whether it is more than none.
bool wanted(std::string_view coding) {
  const std::size_t q = coding.find("q=");
  if (q == std::string_view::npos) return true;
  return coding.find_first_of("123456789", q + 2) != std::string_view::npos;
}

}  // namespace

std::string etag_of(std::string_view body) {
  base::Hasher hasher;
  hasher.add(body);
  return "W/\"" + base::hex_of(hasher.finish()).substr(0, 24) + "\"";
}

bool is_current(const Request& request, std::string_view etag) {
  const std::string* theirs = request.header("If-None-Match");
  if (theirs == nullptr) return false;
  const auto opaque = [](std::string_view tag) {
    return tag.starts_with("W/") ? tag.substr(2) : tag;
  };
  for (const std::string_view one : base::split(*theirs, ',')) {
    const std::string_view tag = base::trim(one);
    if (tag == "*" || opaque(tag) == opaque(etag)) return true;
  }
  return false;
}

Response not_modified(const Response& response) {
  Response none{304, {}, {}};
  for (const Field& field : response.headers) {
    if (field.name != "Content-Type" && field.name != "Content-Encoding")
      none.headers.push_back(field);
  }
  return none;
}

bool accepts(const Request& request, std::string_view coding) {
  const std::string* codings = request.header("Accept-Encoding");
  if (codings == nullptr) return false;
  for (const std::string_view one : base::split(*codings, ',')) {
    const std::string_view offered = base::trim(one);
    const std::string_view name = base::trim(offered.substr(0, offered.find(';')));
    if (base::equal_ignoring_case(name, coding)) return wanted(offered);
  }
  return false;
}

bool accepts_gzip(const Request& request) { return accepts(request, "gzip"); }

void compress(Response& response, bool gzip) {
  response.headers.push_back({"Vary", "Accept-Encoding"});
  if (!gzip || response.body.size() < kWorthIt) return;
  z_stream z{};
  if (deflateInit2(&z, kLevel, Z_DEFLATED, kGzipWindow, 8, Z_DEFAULT_STRATEGY) != Z_OK) return;
  std::string packed(deflateBound(&z, static_cast<uLong>(response.body.size())), '\0');
  z.next_in = reinterpret_cast<Bytef*>(response.body.data());
  z.avail_in = static_cast<uInt>(response.body.size());
  z.next_out = reinterpret_cast<Bytef*>(packed.data());
  z.avail_out = static_cast<uInt>(packed.size());
  const bool whole = deflate(&z, Z_FINISH) == Z_STREAM_END;
  packed.resize(z.total_out);
  deflateEnd(&z);
  if (!whole || packed.size() >= response.body.size()) return;
  response.body = std::move(packed);
  response.headers.push_back({"Content-Encoding", "gzip"});
}

}  // namespace net
