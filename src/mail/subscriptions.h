// Subscriptions: which members want their day by mail: at which hour, to which address.
// Shape:  one small file, written whole and durably with each change. A letter goes only to an address
//         whose reader said yes, by a link that was mailed there: what a member's book says of it
//         proves nothing, since the member writes it. Who said stop must be asked anew. From several
//         threads at once.
// Order:  until one is followed, a member has two links mailed to an address in 30 days, all members
//         together six, and a member five a day in all: nobody can have strangers written to again
//         and again.
// Errors: kInvalid with what is wrong; kConflict where too many links were mailed; the disk's.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/random.h"
#include "base/result.h"
#include "base/time.h"

namespace mail {

struct Daily {
  std::string member;
  bool on = false;
  int hour = 7;  // 0 to 23, as clocks show it in `zone`
  std::string zone = "UTC";
  std::string address;
  bool confirmed = false;  // its reader said yes
  base::Time since{};      // what was due before that is not wanted
  std::string last;        // the day there that was last dealt with: "2026-11-25"
  std::string stop;        // the secret of the link that ends it; it stands in each letter
  std::string asked;       // hash of the secret that was mailed to the address
  base::Time asked_at{};
};

// The day whose letter is due now: its hour is over by less than 12 hours, and nothing was sent for it.
// When clocks go back an hour comes twice, and the first counts; one that is left out counts as the
// hour that it would have been.
std::optional<std::string> due_day(const Daily& daily, base::Time now);

class Subscriptions {
 public:
  static base::Result<std::unique_ptr<Subscriptions>> open(const std::string& folder,
                                                           base::Random& random);

  Daily of(const std::string& member) const;  // off where there is none
  std::vector<Daily> wanted() const;          // those that letters are to go to

  // On, from now on. Gives the secret of the link that must be mailed to the address first, if its
  // reader has not said yes.
  struct Wish {
    int hour = 7;
    std::string zone, address;
  };
  base::Result<std::optional<std::string>> set(const std::string& member, const Wish& wish,
                                               base::Time now);
  base::Result<void> turn_off(const std::string& member);
  base::Result<void> remove(const std::string& member);

  // By links, whoever follows them: whose it was; nullopt: nobody's.
  base::Result<std::optional<std::string>> stop(std::string_view secret);
  base::Result<std::optional<std::string>> confirm(std::string_view secret, base::Time now);

  base::Result<void> dealt_with(const std::string& member, const std::string& day);

 private:
  struct Asked {                  // that a link was mailed
    std::string address, member;  // of the first a hash
    base::Time at{};
  };
  struct Everything {
    std::vector<Daily> all;
    std::vector<Asked> asked;
  };
  Subscriptions(std::string file, base::Random& random) : file_(std::move(file)), random_(random) {}
  static std::string print(const Everything& all);
  static base::Result<Everything> parse(std::string_view bytes);
  base::Result<void> change(const std::function<base::Result<void>(Everything&)>& edit);
  std::string new_secret();

  std::string file_;
  base::Random& random_;
  mutable std::mutex access_;
  Everything all_;
};

}  // namespace mail
