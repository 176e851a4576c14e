// SPDX-License-Identifier: AGPL-3.0-or-later
#include "graph/strength.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace graph {
namespace {

constexpr double kFloor = .003;  // epsilon: the memory that nobody has
constexpr double kNever = 1e9;   // days
constexpr double kSpread = 1.4, kSpreadWeight = 8, kMeanWeight = 1, kGapsThatNeverEnd = .05;
constexpr double kUsualReply = .3, kReplyWeight = 4;
constexpr double kWindow = 30;
constexpr double kReplyWindow = 7;

double sigmoid(double x) { return 1 / (1 + std::exp(-x)); }
double logit(double p) {
  p = std::clamp(p, 1e-6, 1 - 1e-6);
  return std::log(p / (1 - p));
}
double upper_tail(double x) { return 1 - .5 * std::erfc(-x / std::sqrt(2.0)); }

double days_since(std::uint32_t at_s, double day) {
  return at_s == 0 ? kNever : day - at_s / kSecondsADay;
}

// One direction of a pair that may never have been in contact.
struct Tie {
  const Pair& pair;
  int way = 0;  // u → v

  Tie(const Ties& ties, Node u, Node v) : Tie(ties, ties.find(u, v), u < v ? 0 : 1) {}
  Tie(const Ties& ties, PairIndex i, int from_lo)
      : pair(i == kNoPair ? none() : ties.pair(i)), way(from_lo) {}

  double memory(double day) const { return pair.memory_at(way, day); }
  double memory_back(double day) const { return pair.memory_at(1 - way, day); }
  double first_moves(double day) const { return pair.first_moves_at(way, day); }
  double first_moves_back(double day) const { return pair.first_moves_at(1 - way, day); }
  double asked() const { return pair.asked[way] * kReplyUnit; }
  double answered() const { return pair.answered[way] * kReplyUnit; }

 private:
  static const Pair& none() {
    static const Pair kNone;
    return kNone;
  }
};

struct Window {
  double day = 0, days = 0;
};

Rhythm rhythm_of(const Pair& pair, double mean_log_gap, const Window& window) {
  const auto [n, s1, s2] = pair.rhythm();
  const double mu = (kMeanWeight * mean_log_gap + s1) / (kMeanWeight + n);
  const double around = n > 0 ? std::max(0.0, s2 - s1 * s1 / n) : 0;
  const double s = std::sqrt((kSpreadWeight * kSpread * kSpread + around) / (kSpreadWeight + n) *
                             (1 + 1 / (kMeanWeight + n)));
  const double silence = std::max(days_since(pair.latest_s(), window.day), 1e-3);
  const double now = upper_tail((std::log(silence) - mu) / s);
  const double then = upper_tail((std::log(silence + window.days) - mu) / s);
  const double p =
      (1 - kGapsThatNeverEnd) * (now - then) / (kGapsThatNeverEnd + (1 - kGapsThatNeverEnd) * now);
  return {std::clamp(p, 1e-4, 1 - 1e-4), 1 - now, std::exp(mu), silence};
}

double activity(const Memory& memory, double day) { return std::log(.01 + memory.value(day)); }
double idle(const Ties& ties, Node u, double day) {
  return std::clamp(days_since(ties.person(u).out.at_s, day), 0.0, 1e4);
}

}  // namespace

double probability_of_strength(double z) { return sigmoid(.49 * z + 1.19); }

int shown(double probability) {
  return static_cast<int>(std::lround(100 * std::sqrt(probability)));
}

Rhythm rhythm(const Ties& ties, Node u, Node v, double day, double window_days) {
  return rhythm_of(Tie(ties, u, v).pair, ties.mean_log_gap(), {day, window_days});
}

Strength strength(const Ties& ties, Node u, Node v, double day) {
  const Tie tie(ties, u, v);
  Strength s;
  s.factors = {
      std::log(kFloor + tie.memory(day)) + std::log(kFloor + tie.memory_back(day)),
      .15 * (std::log(.1 + tie.first_moves(day)) + std::log(.1 + tie.first_moves_back(day))),
      .15 * (activity(ties.person(u).out, day) + activity(ties.person(v).out, day)),
      -.15 * std::log(1 + std::max(idle(ties, u, day), idle(ties, v, day))),
      .2 * logit(rhythm(ties, u, v, day, kWindow).contact),
  };
  for (const double f : s.factors) s.z += f;
  s.probability = probability_of_strength(s.z);
  return s;
}

void strengths(const Ties& ties, double day, std::span<double> probability) {
  ASSERT(probability.size() == ties.pairs());
  struct Alone {  // what a person brings to each of its ties
    double activity = 0, idle = 0;
  };
  std::vector<Alone> people(ties.nodes());
  for (Node u = 0; u < people.size(); ++u)
    people[u] = {.15 * activity(ties.person(u).out, day), .15 * std::log(1 + idle(ties, u, day))};
  const double mean = ties.mean_log_gap();
  const auto count = static_cast<PairIndex>(ties.pairs());
  constexpr PairIndex kAhead = 16;
  for (PairIndex i = 0; i < count; ++i) {
    if (i + kAhead < count) {
      __builtin_prefetch(&people[ties.pair(i + kAhead).lo]);
      __builtin_prefetch(&people[ties.pair(i + kAhead).hi]);
    }
    const Pair& p = ties.pair(i);
    const Alone &lo = people[p.lo], &hi = people[p.hi];
    const double moves = (.1 + p.first_moves_at(0, day)) * (.1 + p.first_moves_at(1, day));
    const double z = std::log((kFloor + p.memory_at(0, day)) * (kFloor + p.memory_at(1, day))) +
                     .15 * std::log(moves) + lo.activity + hi.activity -
                     std::max(lo.idle, hi.idle) +
                     .2 * logit(rhythm_of(p, mean, {day, kWindow}).contact);
    probability[i] = probability_of_strength(z);
  }
}

Reach reach(const Ties& ties, Node v, Node u, double day) {
  const Tie tie(ties, v, u);
  const double z =
      std::log(kFloor + tie.memory(day)) + .3 * std::log(kFloor + tie.memory_back(day)) +
      .4 * std::log(.1 + tie.first_moves(day)) +
      .1 * (activity(ties.person(v).out, day) + activity(ties.person(u).out, day)) -
      .1 * std::log(1 + idle(ties, v, day)) + .2 * logit(rhythm(ties, u, v, day, kWindow).contact);
  return {z, sigmoid(.61 * z + 1.07)};
}

Reply reply(const Ties& ties, Node u, Node v, double day, double n) {
  const Tie tie(ties, u, v);
  double all = tie.asked(), answers = tie.answered();
  double closed = tie.pair.closed_at_s / kSecondsADay;
  double was_asked = ties.asked(v).was_asked, asked = ties.asked(u).asked;
  // As if what has waited for a week had been closed already.
  const std::uint32_t open_s = tie.pair.open_since_s[tie.way];
  if (open_s != 0 && days_since(open_s, day) >= kReplyWindow) {
    const double at = open_s / kSecondsADay + kReplyWindow;
    const double fade = std::exp2(-(at - closed) / kReplyHalfLife);
    all = all * fade + 1;
    answers *= fade;
    closed = at;
    was_asked += 1;
    asked += 1;
  }
  const double p_asked =
      (ties.asked(v).did_answer + kReplyWeight * kUsualReply) / (was_asked + kReplyWeight);
  const double p_asker =
      (ties.asked(u).got_answer + kReplyWeight * kUsualReply) / (asked + kReplyWeight);
  const double base = sigmoid(logit(p_asked) + logit(p_asker) - logit(kUsualReply));
  const double fade = std::exp2(-(day - closed) / kReplyHalfLife);
  const double rate = (answers * fade + kReplyWeight * base) / (all * fade + kReplyWeight);
  const Person& receiver = ties.person(v);
  const double z = .4 * logit(rate) + .25 * std::log(kFloor + tie.memory_back(day)) -
                   .4 * std::log(n) +
                   .2 * std::log((.01 + receiver.out.value(day)) / (.01 + receiver.in.value(day)));
  return {z, sigmoid(z + .52)};
}

Band band_of(double p) {
  if (p > .5) return Band::kStrong;
  if (p > .15) return Band::kSteady;
  return p > .03 ? Band::kLoose : Band::kFaint;
}

Band band(const Ties& ties, Node u, Node v, double day) {
  const PairIndex i = ties.find(u, v);
  if (i == kNoPair) return Band::kFaint;
  const double a_week_ago = std::max(ties.pair(i).latest_s() / kSecondsADay, day - 7);
  const Band now = band_of(strength(ties, u, v, day).probability);
  return a_week_ago >= day ? now
                           : std::max(now, band_of(strength(ties, u, v, a_week_ago).probability));
}

double balance(const Ties& ties, Node u, Node v, double day) {
  const Tie tie(ties, u, v);
  return std::log((kFloor + tie.memory(day)) / (kFloor + tie.memory_back(day)));
}

double first_move_share(const Ties& ties, Node u, Node v, double day) {
  const Tie tie(ties, u, v);
  const double mine = tie.first_moves(day), theirs = tie.first_moves_back(day);
  return mine + theirs > 0 ? mine / (mine + theirs) : .5;
}

bool rising(const Ties& ties, Node u, Node v, double day) {
  const Pair& pair = Tie(ties, u, v).pair;
  double c4 = 0, c45 = 0;
  for (const int way : {0, 1}) {
    const double age = days_since(pair.last_s[way], day);
    c4 += pair.memory[way][0] * std::exp2(-age / kHalfLives[0]);
    c45 += pair.memory[way][1] * std::exp2(-age / kHalfLives[1]);
  }
  return c4 >= 2 && std::log((kFloor + c4 / kHalfLives[0]) / (kFloor + c45 / kHalfLives[1])) > .7;
}

Trust trust(const Ties& ties, Node u, Node v, double day) {
  const PairIndex i = ties.find(u, v);
  if (i == kNoPair) return {};
  const Tie tie(ties, i, u < v ? 0 : 1);
  const double fade = std::exp2(-days_since(tie.pair.closed_at_s, day) / kReplyHalfLife);
  Trust t;
  t.tenure_days = std::max(0.0, days_since(tie.pair.first_s, day));
  t.asked = tie.asked() * fade;
  t.answers = (tie.answered() * fade + kReplyWeight * kUsualReply) / (t.asked + kReplyWeight);
  return t;
}

bool mutual(const Ties& ties, PairIndex pair) { return ties.pair(pair).mutual(); }

}  // namespace graph
