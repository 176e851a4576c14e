// SPDX-License-Identifier: AGPL-3.0-or-later
#include "graph/layout.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace graph {
namespace {

constexpr int kSteps = 40;
constexpr double kGolden = 2.399963229728653;  // radians: the angle between a sunflower's seeds
constexpr double kReach = 2;                   // beyond this nobody pushes; 1 is the usual distance
constexpr std::size_t kMostOfACell = 24;       // whoever stands in a crowd meets a sample of it
constexpr double kWarm = 1.5, kCold = .02;     // the longest step, first and last

Place seed(double number, double spread) {
  const double r = spread * std::sqrt(number + .5), angle = number * kGolden;
  return {r * std::cos(angle), r * std::sin(angle)};
}

// Groups one after the other on the spiral, as far out as the room that those before them take.
std::vector<Place> first_places(std::span<const std::uint32_t> group) {
  const std::uint32_t count = group.empty() ? 0 : *std::max_element(group.begin(), group.end()) + 1;
  std::vector<double> sizes(count), before(count), met(count);
  for (const std::uint32_t g : group) ++sizes[g];
  for (std::uint32_t g = 1; g < count; ++g) before[g] = before[g - 1] + sizes[g - 1];
  std::vector<Place> places(group.size());
  for (std::size_t i = 0; i < group.size(); ++i) {
    const std::uint32_t g = group[i];
    const double r = g == 0 ? 0 : std::sqrt(before[g] + sizes[g] / 2), angle = g * kGolden;
    const Place inside = seed(met[g]++, .6);
    places[i] = {r * std::cos(angle) + inside.x, r * std::sin(angle) + inside.y};
  }
  return places;
}

// People by the square that they stand in.
class Grid {
 public:
  explicit Grid(const std::vector<Place>& places) {
    for (const Place& p : places) {
      left_ = std::min(left_, p.x);
      low_ = std::min(low_, p.y);
      right_ = std::max(right_, p.x);
      high_ = std::max(high_, p.y);
    }
    // Never more squares than four a person, however far apart they are.
    const double area = (right_ - left_) * (high_ - low_);
    side_ = std::max(kReach, std::sqrt(area / (4 * static_cast<double>(places.size()) + 1)));
    side_ = std::max(side_, std::max(right_ - left_, high_ - low_) / 2000);
    wide_ = static_cast<std::size_t>((right_ - left_) / side_) + 1;
    tall_ = static_cast<std::size_t>((high_ - low_) / side_) + 1;
    starts_.assign(wide_ * tall_ + 1, 0);
    for (const Place& p : places) ++starts_[square(p) + 1];
    std::partial_sum(starts_.begin(), starts_.end(), starts_.begin());
    std::vector<std::uint32_t> at(starts_.begin(), starts_.end() - 1);
    people_.resize(places.size());
    for (std::uint32_t i = 0; i < places.size(); ++i) people_[at[square(places[i])]++] = i;
  }

  // Those in the nine squares around; of a crowd every n-th, who then counts n times.
  template <class Visit>
  void visit_near(const Place& p, const Visit& visit) const {
    const std::size_t column = column_of(p), row = row_of(p);
    for (std::size_t r = row == 0 ? 0 : row - 1; r <= std::min(row + 1, tall_ - 1); ++r) {
      for (std::size_t c = column == 0 ? 0 : column - 1; c <= std::min(column + 1, wide_ - 1);
           ++c) {
        const std::size_t from = starts_[r * wide_ + c], to = starts_[r * wide_ + c + 1];
        const std::size_t step = 1 + (to - from) / kMostOfACell;
        for (std::size_t i = from; i < to; i += step) visit(people_[i], static_cast<double>(step));
      }
    }
  }

 private:
  std::size_t column_of(const Place& p) const {
    return std::min(wide_ - 1, static_cast<std::size_t>((p.x - left_) / side_));
  }
  std::size_t row_of(const Place& p) const {
    return std::min(tall_ - 1, static_cast<std::size_t>((p.y - low_) / side_));
  }
  std::size_t square(const Place& p) const { return row_of(p) * wide_ + column_of(p); }

  double left_ = 0, low_ = 0, right_ = 0, high_ = 0, side_ = kReach;
  std::size_t wide_ = 1, tall_ = 1;
  std::vector<std::uint32_t> starts_, people_;
};

void push(const std::vector<Place>& places, std::vector<Place>& force) {
  const Grid grid(places);
  for (std::uint32_t i = 0; i < places.size(); ++i) {
    grid.visit_near(places[i], [&](std::uint32_t j, double times) {
      if (i == j) return;
      double dx = places[i].x - places[j].x, dy = places[i].y - places[j].y;
      double square = dx * dx + dy * dy;
      if (square > kReach * kReach) return;
      if (square < 1e-6) {  // on one spot: apart by their numbers
        const Place away = seed(static_cast<double>(i) - (i < j ? 0 : .25), 1e-3);
        dx = away.x;
        dy = away.y;
        square = std::max(1e-6, dx * dx + dy * dy);
      }
      force[i].x += times * dx / square;
      force[i].y += times * dy / square;
    });
    force[i].x -= .02 * places[i].x;  // nobody drifts away
    force[i].y -= .02 * places[i].y;
  }
}

void pull(std::span<const WeightedTie> ties, const std::vector<double>& tied,
          const std::vector<Place>& places, std::vector<Place>& force) {
  for (const WeightedTie& t : ties) {
    if (t.a == t.b) continue;
    const double dx = places[t.b].x - places[t.a].x, dy = places[t.b].y - places[t.a].y;
    const double length = std::sqrt(dx * dx + dy * dy);
    // Of somebody with many ties each pulls less, so that hubs do not gather all in one spot.
    const double f = 4 * t.weight * length / std::max(1.0, std::min(tied[t.a], tied[t.b]));
    force[t.a].x += f * dx;
    force[t.a].y += f * dy;
    force[t.b].x -= f * dx;
    force[t.b].y -= f * dy;
  }
}

}  // namespace

std::vector<Place> layout(std::span<const WeightedTie> ties, std::span<const std::uint32_t> group) {
  std::vector<Place> places = first_places(group);
  std::vector<double> tied(places.size(), 0);
  for (const WeightedTie& t : ties) {
    tied[t.a] += t.weight;
    tied[t.b] += t.weight;
  }
  std::vector<Place> force(places.size());
  for (int step = 0; step < kSteps; ++step) {
    std::fill(force.begin(), force.end(), Place{});
    push(places, force);
    pull(ties, tied, places, force);
    const double longest = kWarm * std::pow(kCold / kWarm, static_cast<double>(step) / kSteps);
    for (std::size_t i = 0; i < places.size(); ++i) {
      const double length = std::sqrt(force[i].x * force[i].x + force[i].y * force[i].y);
      if (length == 0) continue;
      const double by = std::min(length, longest) / length;
      places[i].x += by * force[i].x;
      places[i].y += by * force[i].y;
    }
  }
  double out = 1e-9;
  for (const Place& p : places) out = std::max(out, std::sqrt(p.x * p.x + p.y * p.y));
  for (Place& p : places) p = {p.x / out, p.y / out};
  return places;
}

}  // namespace graph
