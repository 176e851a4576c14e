// SPDX-License-Identifier: AGPL-3.0-or-later
#include "graph/ties.h"

#include <cmath>

#include "base/bytes.h"

namespace graph {
namespace {

constexpr double kBurstDays = 1;        // tau: a second message within the day counts less
constexpr double kGroupExponent = .25;  // gamma: n recipients share one act
constexpr double kFirstMoveHalfLife = 120, kReplyHalfLife = 180;
constexpr std::uint32_t kReplyWindow_s = 7 * 86'400;
constexpr double kSilenceDays = 1, kShortestGapDays = .5, kGapMemory = .8;
constexpr std::size_t kFewestSlots = 64;

// Asked about a moment before the last contact (a band of last week), nothing has faded yet.
double age(double day, std::uint32_t at_s) { return std::max(0.0, day - at_s / kSecondsADay); }
double days_between(std::uint32_t from_s, std::uint32_t to_s) {
  return (static_cast<double>(to_s) - static_cast<double>(from_s)) / kSecondsADay;
}

std::size_t slot_of(Node lo, Node hi, std::size_t slots) {
  std::uint64_t key = (std::uint64_t{lo} << 32) | hi;
  key *= 0x9E37'79B9'7F4A'7C15ULL;
  return (key ^ (key >> 29)) & (slots - 1);
}

}  // namespace

double Memory::value(double day) const {
  const double d = age(day, at_s);
  double sum = 0;
  for (std::size_t k = 0; k < 3; ++k) sum += c[k] * std::exp2(-d / kHalfLives[k]) / kHalfLives[k];
  return sum;
}

// A late event is added as it would have faded by now, and does not move the clock.
void Memory::add(std::uint32_t at, double x) {
  const double d = days_between(at_s, at);
  for (std::size_t k = 0; k < 3; ++k) {
    c[k] =
        d >= 0 ? c[k] * std::exp2(-d / kHalfLives[k]) + x : c[k] + x * std::exp2(d / kHalfLives[k]);
  }
  at_s = std::max(at_s, at);
}

double Side::first_moves_value(double day) const {
  return first_moves * std::exp2(-age(day, first_moves_at_s) / kFirstMoveHalfLife);
}

void Ties::close(Pair& pair, int side, std::uint32_t at_s, bool answered) {
  Side& s = pair.sides[side];
  const double fade = std::exp2(-days_between(s.closed_at_s, at_s) / kReplyHalfLife);
  s.asked = s.asked * fade + 1;
  s.answered = s.answered * fade + (answered ? 1 : 0);
  s.closed_at_s = at_s;
  s.open_since_s = 0;
  Person& asker = people_[side == 0 ? pair.lo : pair.hi];
  Person& asked = people_[side == 0 ? pair.hi : pair.lo];
  asked.was_asked += 1;
  asked.did_answer += answered ? 1 : 0;
  asker.asked += 1;
  asker.got_answer += answered ? 1 : 0;
}

void Ties::apply(const Event& e) {
  if (e.from == e.to || !(e.weight > 0)) return;
  const std::size_t needed = std::size_t{std::max(e.from, e.to)} + 1;
  if (people_.size() < needed) {
    people_.resize(needed);
    adjacent_.resize(needed);
  }
  Pair& pair = pair_of(e.from, e.to);
  const int forward = e.from == pair.lo ? 0 : 1;
  Side& uv = pair.sides[forward];
  Side& vu = pair.sides[1 - forward];
  for (const int side : {forward, 1 - forward}) {
    const std::uint32_t open = pair.sides[side].open_since_s;
    if (open != 0 && e.at_s >= open + kReplyWindow_s)
      close(pair, side, open + kReplyWindow_s, false);
  }
  const bool first = pair.last_s() == 0;
  const double since = first ? 1e9 : days_between(pair.last_s(), e.at_s);
  if (vu.open_since_s != 0 && e.at_s > vu.open_since_s) close(pair, 1 - forward, e.at_s, true);
  const double share = std::pow(static_cast<double>(std::max(1U, e.recipients)), -kGroupExponent);
  if (since > kSilenceDays) {
    if (uv.open_since_s == 0) uv.open_since_s = e.at_s;
    const double fade = std::exp2(-days_between(uv.first_moves_at_s, e.at_s) / kFirstMoveHalfLife);
    uv.first_moves = uv.first_moves * fade + share;
    uv.first_moves_at_s = e.at_s;
  }
  if (since >= kShortestGapDays && !first) {
    const double l = std::log(since);
    pair.gaps = {pair.gaps[0] * kGapMemory + 1, pair.gaps[1] * kGapMemory + l,
                 pair.gaps[2] * kGapMemory + l * l};
    gap_count_ += 1;
    gap_sum_ += l;
  }
  const double burst =
      uv.count == 0 ? 1 : 1 - std::exp2(-days_between(uv.memory.at_s, e.at_s) / kBurstDays);
  const double x = std::max(0.0, burst) * share * static_cast<double>(e.weight);
  uv.memory.add(e.at_s, x);
  ++uv.count;
  people_[e.from].out.add(e.at_s, x);
  people_[e.to].in.add(e.at_s, x);
  people_[e.from].last_sent_s = std::max(people_[e.from].last_sent_s, e.at_s);
  if (pair.first_s == 0) pair.first_s = e.at_s;
}

std::span<const Neighbour> Ties::neighbours(Node u) const {
  if (u >= adjacent_.size()) return {};
  return adjacent_[u];
}

const Person& Ties::person(Node u) const {
  static const Person kNone;
  return u < people_.size() ? people_[u] : kNone;
}

double Ties::mean_log_gap() const {
  return gap_count_ > 50 ? gap_sum_ / gap_count_ : std::log(10.0);
}

PairIndex Ties::find(Node u, Node v) const {
  if (slots_.empty() || u == v) return kNoPair;
  const Node lo = std::min(u, v), hi = std::max(u, v);
  for (std::size_t s = slot_of(lo, hi, slots_.size());; s = (s + 1) & (slots_.size() - 1)) {
    const PairIndex i = slots_[s];
    if (i == kNoPair || (pairs_[i].lo == lo && pairs_[i].hi == hi)) return i;
  }
}

Pair& Ties::pair_of(Node u, Node v) {
  if (const PairIndex i = find(u, v); i != kNoPair) return pairs_[i];
  const auto i = static_cast<PairIndex>(pairs_.size());
  Pair& pair = pairs_.emplace_back();
  pair.lo = std::min(u, v);
  pair.hi = std::max(u, v);
  if (pairs_.size() * 2 > slots_.size()) {
    rehash(std::max(kFewestSlots, slots_.size() * 2));
  } else {
    link(i);
  }
  adjacent_[u].push_back({v, i});
  adjacent_[v].push_back({u, i});
  return pairs_.back();
}

void Ties::link(PairIndex i) {
  std::size_t s = slot_of(pairs_[i].lo, pairs_[i].hi, slots_.size());
  while (slots_[s] != kNoPair) s = (s + 1) & (slots_.size() - 1);
  slots_[s] = i;
}

void Ties::rehash(std::size_t slots) {
  slots_.assign(slots, kNoPair);
  for (PairIndex i = 0; i < pairs_.size(); ++i) link(i);
}

namespace {

// One list of what is stored, for writing and for reading.
template <class Visit>
void fields(Visit& visit, Memory& m) {
  for (double& c : m.c) visit(c);
  visit(m.at_s);
}
template <class Visit>
void fields(Visit& visit, Pair& p) {
  visit(p.lo);
  visit(p.hi);
  for (Side& s : p.sides) {
    fields(visit, s.memory);
    visit(s.first_moves);
    visit(s.asked);
    visit(s.answered);
    visit(s.first_moves_at_s);
    visit(s.closed_at_s);
    visit(s.open_since_s);
    visit(s.count);
  }
  for (double& g : p.gaps) visit(g);
  visit(p.first_s);
}
template <class Visit>
void fields(Visit& visit, Person& p) {
  fields(visit, p.out);
  fields(visit, p.in);
  visit(p.last_sent_s);
  for (double* d : {&p.was_asked, &p.did_answer, &p.asked, &p.got_answer}) visit(*d);
}

struct Write {
  base::ByteWriter to;
  void operator()(double& v) { to.f64(v); }
  void operator()(std::uint32_t& v) { to.u32(v); }
};
struct Read {
  base::ByteReader from;
  void operator()(double& v) { v = from.f64(); }
  void operator()(std::uint32_t& v) { v = from.u32(); }
};

constexpr std::size_t kPersonBytes = 92, kPairBytes = 172;

}  // namespace

void Ties::save(std::string& out) const {
  Write write{base::ByteWriter(out)};
  out.reserve(out.size() + people_.size() * kPersonBytes + pairs_.size() * kPairBytes + 64);
  write.to.u64(people_.size());
  for (Person p : people_) fields(write, p);
  write.to.u64(pairs_.size());
  for (Pair p : pairs_) fields(write, p);
  write.to.f64(gap_count_);
  write.to.f64(gap_sum_);
}

base::Result<Ties> Ties::load(std::string_view bytes) {
  const auto bad = [] { return base::fail(base::Code::kCorrupt, "the ties' bytes do not read"); };
  Read read{base::ByteReader(bytes)};
  Ties ties;
  const std::uint64_t people = read.from.u64();
  if (people > read.from.left() / kPersonBytes) return bad();
  ties.people_.resize(people);
  ties.adjacent_.resize(people);
  for (Person& p : ties.people_) fields(read, p);
  const std::uint64_t pairs = read.from.u64();
  if (pairs > read.from.left() / kPairBytes) return bad();
  ties.pairs_.resize(pairs);
  for (PairIndex i = 0; i < pairs; ++i) {
    Pair& p = ties.pairs_[i];
    fields(read, p);
    if (p.lo >= p.hi || p.hi >= people) return bad();
    ties.adjacent_[p.lo].push_back({p.hi, i});
    ties.adjacent_[p.hi].push_back({p.lo, i});
  }
  ties.gap_count_ = read.from.f64();
  ties.gap_sum_ = read.from.f64();
  if (!read.from.done()) return bad();
  std::size_t slots = kFewestSlots;
  while (slots < pairs * 2) slots *= 2;
  ties.rehash(slots);
  return ties;
}

}  // namespace graph
