// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/channels.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "app/relations.h"

namespace app {
namespace {

using identity::Number;

constexpr int kMonths = 24;
constexpr std::chrono::days kAnswerWithin(7);

std::chrono::year_month month_of(base::Time at) {
  const std::chrono::year_month_day day(std::chrono::floor<std::chrono::days>(at));
  return day.year() / day.month();
}

std::string print_month(std::chrono::year_month month) {
  return base::print_date(base::Time(std::chrono::sys_days(month / 1))).substr(0, 7);
}

int hour_of(base::Time at) {
  const auto in_day = at - std::chrono::floor<std::chrono::days>(at);
  return static_cast<int>(std::chrono::duration_cast<std::chrono::hours>(in_day).count());
}

struct Reckoning {
  ChannelUse use;
  std::set<Number> people;
  std::vector<double> hours;
};

}  // namespace

std::optional<double> median(std::vector<double> values) {
  if (values.empty()) return std::nullopt;
  std::sort(values.begin(), values.end());
  const std::size_t half = values.size() / 2;
  return values.size() % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
}

base::Result<Channels> channels(App& app) {
  TRY(const Overview all, real(app));
  std::set<Number> ties;
  for (const Relation& r : all.list) ties.insert(r.person);
  TRY(const std::vector<OwnWord> words, own_words(app));
  const std::chrono::year_month first = month_of(app.moment.at) - std::chrono::months(kMonths - 1);
  const base::Time since{std::chrono::sys_days(first / 1)};
  Channels channels;
  std::map<model::Channel, Reckoning> by_channel;
  std::map<std::pair<model::Channel, Number>, base::Time> open;  // turns: their last word
  for (const OwnWord& word : words) {
    if (word.at < since || !ties.contains(word.other)) continue;
    Reckoning& r = by_channel[word.channel];
    if (r.use.months.empty()) {
      for (int m = 0; m < kMonths; ++m)
        r.use.months.push_back({print_month(first + std::chrono::months(m)), 0, 0});
    }
    r.people.insert(word.other);
    const auto month = static_cast<std::size_t>((month_of(word.at) - first).count());
    r.use.months.at(month).from_you += word.from_me ? 1 : 0;
    r.use.months.at(month).from_them += word.from_them ? 1 : 0;
    const std::pair key(word.channel, word.other);
    const auto turn = open.find(key);
    if (word.from_me && !word.from_them) {
      if (turn == open.end()) ++r.use.sent;
      open[key] = word.at;
    } else if (turn != open.end()) {
      if (word.at - turn->second <= kAnswerWithin && !word.from_me) {
        ++r.use.answered;
        r.hours.push_back(base::days(word.at - turn->second) * 24);
        ++channels.hours.at(static_cast<std::size_t>(hour_of(word.at)));
      }
      open.erase(turn);
    }
  }
  for (auto& [channel, r] : by_channel) {
    r.use.channel = channel;
    r.use.real_ties = r.people.size();
    r.use.median_answer_hours = median(std::move(r.hours));
    channels.list.push_back(std::move(r.use));
  }
  std::stable_sort(channels.list.begin(), channels.list.end(),
                   [](const ChannelUse& a, const ChannelUse& b) {
                     return std::tie(a.real_ties, a.answered) > std::tie(b.real_ties, b.answered);
                   });
  return channels;
}

}  // namespace app
