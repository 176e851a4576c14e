// SPDX-License-Identifier: AGPL-3.0-or-later
#include "api/downloads.h"

#include "api/open_book.h"
#include "api/problem.h"
#include "api/route.h"
#include "app/cards.h"
#include "app/digest.h"
#include "app/restore.h"
#include "base/text.h"
#include "net/file_body.h"

namespace api {
namespace {

constexpr std::chrono::minutes kThereFor(10);
constexpr std::size_t kMost = 5;

base::Result<net::Response> made(const std::string& code) {
  formats::Json json = formats::Json::object();
  json["url"] = "/download/" + code;
  return json_response(json);
}

// "book 2026-11-25.zip"
std::string dated(const Call& call, const std::string& what) {
  return "rapport-" + base::print_date(call.book.now()) + what;
}

}  // namespace

Downloads::Downloads(app::App& app) : app_(app) {
  (void)app::remove_book(app::outgoing_folder(app.folder));
}

base::Result<std::pair<std::string, std::string>> Downloads::begin(const std::string& name,
                                                                   const std::string& type) {
  TRY_DO(store::make_folder(app::outgoing_folder(app_.folder)));
  base::Bytes16 bytes{};
  app_.random.fill(bytes.data(), bytes.size());
  const std::string code = base::to_hex(base::view(bytes)),
                    path = app::outgoing_folder(app_.folder) + "/" + code;
  const std::lock_guard lock(access_);
  clear_away();
  all_[code] = {path, name, type, app_.clock.now() + kThereFor};
  return std::pair(path, code);
}

std::optional<Downloads::One> Downloads::find(const std::string& code) {
  const std::lock_guard lock(access_);
  clear_away();
  const auto at = all_.find(code);
  if (at == all_.end()) return std::nullopt;
  return at->second;
}

void Downloads::clear_away() {
  const base::Time now = app_.clock.now();
  for (auto at = all_.begin(); at != all_.end();) {
    const bool too_many = all_.size() > kMost && at->second.until < now + kThereFor / 2;
    if (now <= at->second.until && !too_many) {
      ++at;
      continue;
    }
    (void)store::remove_file(at->second.path);  // else at the next start
    at = all_.erase(at);
  }
}

base::Result<net::Response> export_book(const Call& call) {
  TRY(const auto place, call.book.downloads.begin(dated(call, ".zip"), "application/zip"));
  TRY_DO(app::export_book(call.app, place.first));
  return made(place.second);
}

base::Result<net::Response> export_cards(const Call& call) {
  TRY(const auto place, call.book.downloads.begin(dated(call, ".vcf"), "text/vcard"));
  TRY_DO(app::write_cards(call.app, place.first));
  return made(place.second);
}

base::Result<net::Response> download(const Call& call) {
  const std::optional<Downloads::One> one = call.book.downloads.find(call.named.front());
  if (!one) return base::fail(base::Code::kNotFound, "there is no such file any more");
  TRY(net::Response response, net::file_response(one->path, call.request));
  response.headers.push_back({"Content-Type", one->type});
  response.headers.push_back({"Content-Disposition", "attachment; filename=\"" + one->name + "\""});
  return response;
}

base::Result<net::Response> verify(const Call& call) {
  TRY(const ledger::Verification checked, app::ledger_of(call.app)->verify());
  formats::Json json = formats::Json::object();
  json["batches"] = checked.batches;
  json["entries"] = checked.entries;
  json["erased"] = checked.erased;
  json["head"] = base::hex_of(checked.head);
  return json_response(json);
}

base::Result<net::Response> digest(const Call& call) {
  TRY(const std::string digest, app::digest(call.app));
  formats::Json json = formats::Json::object();
  json["digest"] = digest;
  return json_response(json);
}

}  // namespace api
