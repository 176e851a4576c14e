// SPDX-License-Identifier: AGPL-3.0-or-later
#include "mail/subscriptions.h"

#include <sys/stat.h>

#include <algorithm>

#include "base/hash.h"
#include "base/text.h"
#include "formats/json.h"
#include "formats/mail_writer.h"
#include "formats/time_zone.h"
#include "store/file.h"

namespace mail {
namespace {

using base::Code;
using formats::Json;

constexpr std::chrono::hours kLateAtMost(12);
constexpr std::chrono::days kLinkLasts(7), kRemembered(30), kADay(1);
constexpr int kMostToAnAddress = 6, kMostToItByOne = 2, kMostOfAMember = 5;

std::string hash_of(std::string_view what, std::string_view text) {
  return base::hex_of(base::Hasher().add(what).add(text).finish());
}

std::string mark_of(const std::string& address) {
  return hash_of("rapport address", base::lower_ascii(address));
}

// In as many steps whether they are the same or not.
bool same(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  unsigned differ = 0;
  for (std::size_t i = 0; i < a.size(); ++i)
    differ |= static_cast<unsigned char>(a[i]) ^ static_cast<unsigned char>(b[i]);
  return differ == 0;
}

Daily& of_member(std::vector<Daily>& all, const std::string& member) {
  const auto at =
      std::find_if(all.begin(), all.end(), [&](const Daily& d) { return d.member == member; });
  if (at != all.end()) return *at;
  Daily fresh;
  fresh.member = member;
  return all.emplace_back(std::move(fresh));
}

base::Result<void> check(const Subscriptions::Wish& wish) {
  if (wish.hour < 0 || wish.hour > 23)
    return base::fail(Code::kInvalid, "the hour is one from 0 to 23");
  if (!formats::is_time_zone(wish.zone))
    return base::fail(Code::kInvalid,
                      "this server knows no such time zone: take one such as "
                      "Europe/Vienna");
  if (!formats::is_mailable(wish.address))
    return base::fail(Code::kInvalid, "this is no address that mail can be sent to");
  return {};
}

}  // namespace

std::optional<std::string> due_day(const Daily& daily, base::Time now) {
  const formats::TimeZones zones;
  const auto today = std::chrono::floor<std::chrono::days>(
      base::time_from_seconds(formats::local_time(daily.zone, now)));
  for (const auto day : {today, today - kADay}) {
    const formats::LocalSeconds local =
        std::chrono::seconds(day.time_since_epoch()).count() + daily.hour * 3600;
    const base::Time due = base::time_from_seconds(local - zones.offset(daily.zone, local));
    const std::string name = base::print_date(base::Time(day));
    if (due <= now && now < due + kLateAtMost && due > daily.since && name > daily.last)
      return name;
  }
  return std::nullopt;
}

std::string Subscriptions::print(const Everything& all) {
  Json json = Json::object();
  Json& list = json["daily"] = Json::array();
  for (const Daily& d : all.all) {
    Json& one = list.push(Json::object());
    one["member"] = d.member;
    one["on"] = d.on;
    one["hour"] = d.hour;
    one["zone"] = d.zone;
    one["address"] = d.address;
    one["confirmed"] = d.confirmed;
    one["since"] = base::micros(d.since);
    one["last"] = d.last;
    one["stop"] = d.stop;
    one["asked"] = d.asked;
    one["asked_at"] = base::micros(d.asked_at);
  }
  Json& asked = json["asked"] = Json::array();
  for (const Asked& a : all.asked) {
    Json& one = asked.push(Json::object());
    one["address"] = a.address;
    one["member"] = a.member;
    one["at"] = base::micros(a.at);
  }
  return formats::print_json(json, true) + "\n";
}

base::Result<Subscriptions::Everything> Subscriptions::parse(std::string_view bytes) {
  using formats::text_in;
  const auto json = formats::parse_json(bytes);
  if (!json || json->as_object() == nullptr)
    return base::fail(Code::kCorrupt, "not a list of who wants mail");
  const auto time = [](const Json& one, const char* name) {
    return base::time_from_micros(formats::number_in(one, name));
  };
  Everything all;
  for (const Json& d : formats::list_in(*json, "daily")) {
    all.all.push_back({text_in(d, "member"), formats::flag_in(d, "on"),
                       static_cast<int>(formats::number_in(d, "hour")), text_in(d, "zone"),
                       text_in(d, "address"), formats::flag_in(d, "confirmed"), time(d, "since"),
                       text_in(d, "last"), text_in(d, "stop"), text_in(d, "asked"),
                       time(d, "asked_at")});
    if (all.all.back().member.empty())
      return base::fail(Code::kCorrupt, "an entry that is nobody's");
  }
  for (const Json& a : formats::list_in(*json, "asked"))
    all.asked.push_back({text_in(a, "address"), text_in(a, "member"), time(a, "at")});
  return all;
}

base::Result<std::unique_ptr<Subscriptions>> Subscriptions::open(const std::string& folder,
                                                                 base::Random& random) {
  std::unique_ptr<Subscriptions> opened(new Subscriptions(folder + "/subscriptions.json", random));
  const auto bytes = store::read_file(opened->file_);
  if (!bytes && bytes.error().code == Code::kNotFound) return opened;
  if (!bytes) return base::Failure(bytes.error());
  auto all = parse(*bytes);
  if (!all) return base::fail_at(opened->file_, all.error());
  opened->all_ = std::move(*all);
  return opened;
}

base::Result<void> Subscriptions::change(
    const std::function<base::Result<void>(Everything&)>& edit) {
  const std::lock_guard lock(access_);
  Everything next = all_;
  TRY_DO(edit(next));
  TRY_DO(store::write_file_durably(file_, print(next)));
  all_ = std::move(next);
  return {};
}

std::string Subscriptions::new_secret() {
  base::Bytes32 bytes{};
  random_.fill(bytes.data(), bytes.size());
  return base::hex_of(bytes);
}

Daily Subscriptions::of(const std::string& member) const {
  const std::lock_guard lock(access_);
  std::vector<Daily> all = all_.all;
  return of_member(all, member);
}

std::vector<Daily> Subscriptions::wanted() const {
  const std::lock_guard lock(access_);
  std::vector<Daily> all;
  for (const Daily& d : all_.all) {
    if (d.on && d.confirmed) all.push_back(d);
  }
  return all;
}

base::Result<std::optional<std::string>> Subscriptions::set(const std::string& member,
                                                            const Wish& wish, base::Time now) {
  TRY_DO(check(wish));
  const std::string secret = new_secret(), stop = new_secret();
  bool ask = false;
  TRY_DO(change([&](Everything& all) -> base::Result<void> {
    Daily& daily = of_member(all.all, member);
    // Whoever reads an address that is left must not end what goes to the next one.
    if (!base::equal_ignoring_case(daily.address, wish.address)) {
      daily.confirmed = false;
      daily.stop = stop;
    }
    daily.on = true;
    daily.hour = wish.hour;
    daily.zone = wish.zone;
    daily.address = wish.address;
    daily.since = now;
    ask = !daily.confirmed;
    if (!ask) return {};
    std::erase_if(all.asked, [&](const Asked& a) { return a.at + kRemembered < now; });
    const std::string mark = mark_of(wish.address);
    const auto to_it = std::count_if(all.asked.begin(), all.asked.end(),
                                     [&](const Asked& a) { return a.address == mark; });
    const auto of_them = std::count_if(all.asked.begin(), all.asked.end(), [&](const Asked& a) {
      return a.member == member && a.at + kADay > now;
    });
    const auto by_them = std::count_if(all.asked.begin(), all.asked.end(), [&](const Asked& a) {
      return a.address == mark && a.member == member;
    });
    if (to_it >= kMostToAnAddress || by_them >= kMostToItByOne)
      return base::fail(
          Code::kConflict,
          "links were mailed to this address already, and nobody followed one: no more "
          "in 30 days");
    if (of_them >= kMostOfAMember)
      return base::fail(Code::kConflict,
                        "five links were mailed for you today: try again tomorrow");
    all.asked.push_back({mark, member, now});
    daily.asked = hash_of("rapport confirm", secret);
    daily.asked_at = now;
    return {};
  }));
  return ask ? std::optional(secret) : std::nullopt;
}

base::Result<void> Subscriptions::turn_off(const std::string& member) {
  return change([&](Everything& all) -> base::Result<void> {
    Daily& daily = of_member(all.all, member);
    daily.on = false;
    daily.asked.clear();
    return {};
  });
}

base::Result<void> Subscriptions::remove(const std::string& member) {
  return change([&](Everything& all) -> base::Result<void> {
    std::erase_if(all.all, [&](const Daily& d) { return d.member == member; });
    return {};
  });
}

base::Result<std::optional<std::string>> Subscriptions::stop(std::string_view secret) {
  std::optional<std::string> whose;
  {
    const std::lock_guard lock(access_);
    for (const Daily& d : all_.all) {
      if (!d.stop.empty() && same(d.stop, secret)) whose = d.member;
    }
  }
  if (!whose) return whose;
  // A further letter needs a further yes.
  TRY_DO(change([&](Everything& all) -> base::Result<void> {
    Daily& daily = of_member(all.all, *whose);
    daily.on = daily.confirmed = false;
    daily.asked.clear();
    return {};
  }));
  return whose;
}

base::Result<std::optional<std::string>> Subscriptions::confirm(std::string_view secret,
                                                                base::Time now) {
  const std::string hash = hash_of("rapport confirm", secret);
  const auto is_asked = [&](const Daily& d) {
    return !d.asked.empty() && same(d.asked, hash) && now <= d.asked_at + kLinkLasts;
  };
  {
    const std::lock_guard lock(access_);  // a stranger's guess costs no writing
    if (std::none_of(all_.all.begin(), all_.all.end(), is_asked))
      return std::optional<std::string>();
  }
  std::optional<std::string> whose;
  TRY_DO(change([&](Everything& all) -> base::Result<void> {
    for (Daily& d : all.all) {
      if (!is_asked(d)) continue;
      whose = d.member;
      d.confirmed = true;
      d.since = now;
      d.asked.clear();
      const std::string mark = mark_of(d.address);
      std::erase_if(all.asked, [&](const Asked& a) { return a.address == mark; });
    }
    return {};
  }));
  return whose;
}

base::Result<void> Subscriptions::dealt_with(const std::string& member, const std::string& day) {
  return change([&](Everything& all) -> base::Result<void> {
    Daily& daily = of_member(all.all, member);
    daily.last = std::max(daily.last, day);
    return {};
  });
}

}  // namespace mail
