// SPDX-License-Identifier: AGPL-3.0-or-later
#include "api/problem.h"

namespace api {

net::Response json_response(const formats::Json& json) {
  net::Response response{200, {{"Content-Type", "application/json"}}, formats::print_json(json)};
  response.body += '\n';
  return response;
}

int status_of(base::Code code) {
  switch (code) {
    case base::Code::kInvalid:
      return 400;
    case base::Code::kNotFound:
    case base::Code::kForbidden:  // what one may not see looks like what is not there
      return 404;
    case base::Code::kConflict:
      return 409;
    case base::Code::kCorrupt:
      return 500;
    case base::Code::kUnavailable:
      return 503;
  }
  return 500;
}

net::Response problem(int status, std::string_view detail, std::string_view id) {
  formats::Json json = formats::Json::object();
  json["type"] = "about:blank";
  json["title"] = net::reason(status);
  json["status"] = status;
  if (!detail.empty()) json["detail"] = detail;
  if (!id.empty()) json["id"] = id;
  net::Response response = json_response(json);
  response.status = status;
  response.headers = {{"Content-Type", "application/problem+json"}};
  if (status == 401) response.headers.push_back({"WWW-Authenticate", "Bearer"});
  if (status == 503) response.headers.push_back({"Retry-After", "1"});
  return response;
}

net::Response confirm_problem() {
  net::Response response = problem(403, "confirm with your password or passkey first");
  response.body.replace(response.body.find("about:blank"), 11, "/problems/confirm");
  return response;
}

net::Response written(std::uint64_t entry, formats::Json more) {
  if (entry != 0) more["entry"] = entry;
  return json_response(more);
}

net::Response nothing() { return {204, {}, {}}; }

}  // namespace api
