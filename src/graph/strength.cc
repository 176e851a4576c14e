// SPDX-License-Identifier: AGPL-3.0-or-later
#include "graph/strength.h"

#include <algorithm>
#include <cmath>

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
  static const Side& side(const Ties& ties, Node u, Node v) {
    static const Side kNone;
    const PairIndex i = ties.find(u, v);
    if (i == kNoPair) return kNone;
    return ties.pair(i).sides[u < v ? 0 : 1];
  }
  static double memory(const Ties& ties, Node u, Node v, double day) {
    return side(ties, u, v).memory.value(day);
  }
};

double activity(const Memory& memory, double day) { return std::log(.01 + memory.value(day)); }
double idle(const Ties& ties, Node u, double day) {
  return std::clamp(days_since(ties.person(u).last_sent_s, day), 0.0, 1e4);
}

}  // namespace

double probability_of_strength(double z) { return sigmoid(.49 * z + 1.19); }

int shown(double probability) {
  return static_cast<int>(std::lround(100 * std::sqrt(probability)));
}

Rhythm rhythm(const Ties& ties, Node u, Node v, double day, double window_days) {
  const PairIndex i = ties.find(u, v);
  static const Pair kNone;
  const Pair& pair = i == kNoPair ? kNone : ties.pair(i);
  const auto [n, s1, s2] = pair.gaps;
  const double mu = (kMeanWeight * ties.mean_log_gap() + s1) / (kMeanWeight + n);
  const double around = n > 0 ? std::max(0.0, s2 - s1 * s1 / n) : 0;
  const double s = std::sqrt((kSpreadWeight * kSpread * kSpread + around) / (kSpreadWeight + n) *
                             (1 + 1 / (kMeanWeight + n)));
  const double silence = std::max(days_since(pair.last_s(), day), 1e-3);
  const double now = upper_tail((std::log(silence) - mu) / s);
  const double then = upper_tail((std::log(silence + window_days) - mu) / s);
  const double p =
      (1 - kGapsThatNeverEnd) * (now - then) / (kGapsThatNeverEnd + (1 - kGapsThatNeverEnd) * now);
  return {std::clamp(p, 1e-4, 1 - 1e-4), 1 - now, std::exp(mu), silence};
}

Strength strength(const Ties& ties, Node u, Node v, double day) {
  const Side& uv = Tie::side(ties, u, v);
  const Side& vu = Tie::side(ties, v, u);
  Strength s;
  s.factors = {
      std::log(kFloor + uv.memory.value(day)) + std::log(kFloor + vu.memory.value(day)),
      .15 * (std::log(.1 + uv.first_moves_value(day)) + std::log(.1 + vu.first_moves_value(day))),
      .15 * (activity(ties.person(u).out, day) + activity(ties.person(v).out, day)),
      -.15 * std::log(1 + std::max(idle(ties, u, day), idle(ties, v, day))),
      .2 * logit(rhythm(ties, u, v, day, kWindow).contact),
  };
  for (const double f : s.factors) s.z += f;
  s.probability = probability_of_strength(s.z);
  return s;
}

Reach reach(const Ties& ties, Node v, Node u, double day) {
  const double z = std::log(kFloor + Tie::memory(ties, v, u, day)) +
                   .3 * std::log(kFloor + Tie::memory(ties, u, v, day)) +
                   .4 * std::log(.1 + Tie::side(ties, v, u).first_moves_value(day)) +
                   .1 * (activity(ties.person(v).out, day) + activity(ties.person(u).out, day)) -
                   .1 * std::log(1 + idle(ties, v, day)) +
                   .2 * logit(rhythm(ties, u, v, day, kWindow).contact);
  return {z, sigmoid(.61 * z + 1.07)};
}

Reply reply(const Ties& ties, Node u, Node v, double day, double n) {
  Side uv = Tie::side(ties, u, v);
  Person asker = ties.person(u), asked = ties.person(v);
  double closed = uv.closed_at_s / kSecondsADay;
  // As if what has waited for a week had been closed already.
  if (uv.open_since_s != 0 && days_since(uv.open_since_s, day) >= kReplyWindow) {
    const double at = uv.open_since_s / kSecondsADay + kReplyWindow;
    const double fade = std::exp2(-(at - closed) / 180);
    uv.asked = uv.asked * fade + 1;
    uv.answered *= fade;
    closed = at;
    asked.was_asked += 1;
    asker.asked += 1;
  }
  const double p_asked =
      (asked.did_answer + kReplyWeight * kUsualReply) / (asked.was_asked + kReplyWeight);
  const double p_asker =
      (asker.got_answer + kReplyWeight * kUsualReply) / (asker.asked + kReplyWeight);
  const double base = sigmoid(logit(p_asked) + logit(p_asker) - logit(kUsualReply));
  const double fade = std::exp2(-(day - closed) / 180);
  const double rate = (uv.answered * fade + kReplyWeight * base) / (uv.asked * fade + kReplyWeight);
  const double z = .4 * logit(rate) + .25 * std::log(kFloor + Tie::memory(ties, v, u, day)) -
                   .4 * std::log(n) +
                   .2 * std::log((.01 + asked.out.value(day)) / (.01 + asked.in.value(day)));
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
  const double a_week_ago = std::max(ties.pair(i).last_s() / kSecondsADay, day - 7);
  const Band now = band_of(strength(ties, u, v, day).probability);
  return a_week_ago >= day ? now
                           : std::max(now, band_of(strength(ties, u, v, a_week_ago).probability));
}

double balance(const Ties& ties, Node u, Node v, double day) {
  return std::log((kFloor + Tie::memory(ties, u, v, day)) /
                  (kFloor + Tie::memory(ties, v, u, day)));
}

double first_move_share(const Ties& ties, Node u, Node v, double day) {
  const double mine = Tie::side(ties, u, v).first_moves_value(day);
  const double theirs = Tie::side(ties, v, u).first_moves_value(day);
  return mine + theirs > 0 ? mine / (mine + theirs) : .5;
}

bool rising(const Ties& ties, Node u, Node v, double day) {
  double c4 = 0, c45 = 0;
  for (const Memory* m : {&Tie::side(ties, u, v).memory, &Tie::side(ties, v, u).memory}) {
    const double age = days_since(m->at_s, day);
    c4 += m->c[0] * std::exp2(-age / kHalfLives[0]);
    c45 += m->c[1] * std::exp2(-age / kHalfLives[1]);
  }
  return c4 >= 2 && std::log((kFloor + c4 / kHalfLives[0]) / (kFloor + c45 / kHalfLives[1])) > .7;
}

Trust trust(const Ties& ties, Node u, Node v, double day) {
  const PairIndex i = ties.find(u, v);
  if (i == kNoPair) return {};
  const Side& uv = Tie::side(ties, u, v);
  const double fade = std::exp2(-days_since(uv.closed_at_s, day) / 180);
  Trust t;
  t.tenure_days = std::max(0.0, days_since(ties.pair(i).first_s, day));
  t.asked = uv.asked * fade;
  t.answers = (uv.answered * fade + kReplyWeight * kUsualReply) / (t.asked + kReplyWeight);
  return t;
}

bool mutual(const Ties& ties, PairIndex pair) {
  const Pair& p = ties.pair(pair);
  return p.sides[0].count > 0 && p.sides[1].count > 0;
}

}  // namespace graph
