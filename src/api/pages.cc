// SPDX-License-Identifier: AGPL-3.0-or-later
#include "api/pages.h"

#include "assets/assets.h"
#include "net/negotiation.h"

namespace api {
namespace {

// What a page may do: our own scripts and sheets, our own server, and nothing else.
constexpr const char* kPolicy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; font-src 'self'; worker-src 'self'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'";

std::string path_of(const net::Request& request) {
  std::string path;
  for (const std::string& segment : request.segments) path += "/" + segment;
  return path.empty() ? "/" : path;
}

}  // namespace

std::optional<net::Response> page_of(const net::Request& request) {
  if (request.method != net::Method::kGet && request.method != net::Method::kHead)
    return std::nullopt;
  if (!request.segments.empty() &&
      (request.segments.front() == "api" || request.segments.front() == "download" ||
       request.segments.front() == "mail" || request.segments.front() == "calendar"))
    return std::nullopt;
  const assets::Asset* asset = assets::find(path_of(request));
  if (asset == nullptr) return std::nullopt;
  net::Response response;
  response.headers = {
      {"Content-Type", std::string(asset->type)},
      {"ETag", std::string(asset->etag)},
      {"Cache-Control", asset->immutable ? "public, max-age=31536000, immutable" : "no-cache"},
      {"Content-Security-Policy", kPolicy},
      {"Vary", "Accept-Encoding"}};
  if (net::is_current(request, asset->etag)) return net::not_modified(response);
  response.fixed = asset->raw;
  if (!asset->brotli.empty() && net::accepts(request, "br")) {
    response.fixed = asset->brotli;
    response.headers.push_back({"Content-Encoding", "br"});
  } else if (!asset->gzip.empty() && net::accepts(request, "gzip")) {
    response.fixed = asset->gzip;
    response.headers.push_back({"Content-Encoding", "gzip"});
  }
  return response;
}

}  // namespace api
