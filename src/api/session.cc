// The session that asks, and what happens while it looks.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>

#include "api/problem.h"
#include "api/route.h"
#include "api/sign_in.h"

namespace api {
namespace {

using formats::Json;
using std::chrono::steady_clock;

constexpr std::chrono::milliseconds kAtMostEvery(500);

// What a page is told of one book: that it changed, that an import is further. It ends with the
// session that asked for it.
class Telling {
 public:
  Telling(Site& site, Shelf::BookRef book, net::Request request)
      : site_(site),
        book_(std::move(book)),
        request_(std::move(request)),
        endings_(site.members.endings()),
        changes_(book_->version()),
        imports_(book_->imports().version()),
        condition_(condition()) {}

  std::optional<std::string> next() {
    const auto now = steady_clock::now();
    if (site_.members.endings() != endings_) {
      endings_ = site_.members.endings();
      if (!known_by(site_, request_)) return std::nullopt;
    }
    if (first_) {
      first_ = false;
      said_ = now;
      return "retry: 2000\n\n";
    }
    if (now - said_ < kAtMostEvery) return "";
    std::string out;
    if (const std::uint64_t imports = book_->imports().version(); imports != imports_) {
      imports_ = imports;
      out += "event: import\ndata: {}\n\n";
    }
    if (const std::uint64_t changes = book_->version(); changes != changes_) {
      changes_ = changes;
      out += "event: book\ndata: {}\n\n";
    }
    if (const std::uint64_t is = condition(); is != condition_) {
      condition_ = is;
      out += "event: condition\ndata: {}\n\n";
    }
    if (!out.empty()) said_ = now;
    return out;
  }

 private:
  std::uint64_t condition() const {
    return site_.condition == nullptr ? 0 : site_.condition->version();
  }

  Site& site_;
  Shelf::BookRef book_;
  net::Request request_;
  std::uint64_t endings_, changes_, imports_, condition_;
  bool first_ = true;
  steady_clock::time_point said_{};
};

}  // namespace

base::Result<net::Response> session(const SiteCall& call) {
  const members::Known known = *known_by(call.site, call.request);
  const std::vector<members::Member> all = call.site.members.all();
  const auto own = std::find_if(all.begin(), all.end(),
                                [&](const members::Member& m) { return m.id == known.member; });
  TRY(const Shelf::BookRef book, book_of(call.site, call.caller));
  Json json = Json::object();
  Json& member = json["member"] = Json::object();
  member["id"] = known.member;
  member["name"] = known.name;
  member["role"] = members::word(known.role);
  json["since"] = base::print_time(known.since);
  json["confirmed"] = known.confirmed;
  json["passkeys"] = own != all.end() && !own->passkeys.empty();
  const app::Visit visit(book->app());
  const app::State& state = book->app().state;
  json["has_book"] = state.interactions > 0 || !state.profiles.all().empty();
  json["owner_known"] = state.people.owner() != identity::kNobody;
  json["interactions"] = state.interactions;
  json["as_of"] = base::print_time(book->app().moment.at);
  return json_response(json);
}

base::Result<net::Response> events(const SiteCall& call) {
  TRY(const Shelf::BookRef book, book_of(call.site, call.caller));
  const auto telling = std::make_shared<Telling>(call.site, book, call.request);
  return net::events([telling] { return telling->next(); });
}

}  // namespace api
