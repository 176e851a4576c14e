// SPDX-License-Identifier: AGPL-3.0-or-later
#include "app/network.h"

#include <algorithm>

#include "app/app.h"
#include "graph/costs.h"

namespace app {
namespace {

constexpr std::size_t kMostPaths = 5;
constexpr std::size_t kLookedAt = 25;      // to several goals: so that not all lead to one
constexpr std::size_t kFewContacts = 200;  // beyond, all is weighed anew
constexpr std::uint64_t kEdgesAtOnce = 20'000;

bool leads_to(const graph::Paths& paths, graph::Node goal) {
  return std::any_of(paths.list.begin(), paths.list.end(),
                     [&](const graph::Path& p) { return p.nodes.back() == goal; });
}

// A thread's search keeps its memory: what it would take from the heap anew costs as much as a search.
graph::Paths paths_to_one(App& app, const Network::Priced& priced, double day, graph::Node from,
                          graph::Node goal, std::uint64_t budget) {
  thread_local graph::PathSearch search(*priced.ties);
  search.over(*priced.ties);
  return graph::find_paths(search, app.state.ties, day,
                           {.from = from,
                            .to = {&goal, 1},
                            .want = kMostPaths,
                            .budget = std::min(budget, app.search_budget)});
}

}  // namespace

std::shared_ptr<Network::Priced> Network::priced(const graph::Ties& ties, double day) {
  const std::lock_guard lock(making_);
  if (!priced_ || std::abs(priced_->day - day) >= 1)
    priced_ = std::make_shared<Priced>(Priced{day, graph::price(ties, day)});
  return priced_;
}

std::shared_ptr<Network::Priced> Network::at_hand(double day) {
  const std::unique_lock lock(making_, std::try_to_lock);
  return lock && priced_ && std::abs(priced_->day - day) < 1 ? priced_ : nullptr;
}

std::shared_ptr<const graph::ContactWeights> Network::weights(const graph::Ties& ties, double day) {
  const std::lock_guard lock(making_);
  // What somebody is reading stays as it is.
  const bool stale = !unweighed_.empty() && weights_.use_count() > 1;
  if (!weights_ || stale || std::abs(weights_->day - day) >= 1)
    weights_ = std::make_shared<graph::ContactWeights>(graph::contact_weights(ties, day));
  else if (!unweighed_.empty())
    graph::reweigh(*weights_, ties, unweighed_);
  unweighed_.clear();
  return weights_;
}

void Network::touch(const graph::Ties& ties,
                    std::span<const std::pair<graph::Node, graph::Node>> in_contact) {
  const std::lock_guard lock(making_);
  if (weights_) unweighed_.insert(unweighed_.end(), in_contact.begin(), in_contact.end());
  if (unweighed_.size() > kFewContacts) {
    weights_.reset();
    unweighed_.clear();
  }
  for (const auto& [u, v] : in_contact) {
    if (priced_ && !graph::reprice(*priced_->ties, ties, u, v, priced_->day)) priced_.reset();
  }
}

void Network::drop() {
  const std::lock_guard lock(making_);
  priced_.reset();
  weights_.reset();
  unweighed_.clear();
}

std::optional<graph::Paths> paths_at_once(App& app, graph::Node from, graph::Node goal) {
  const double day = base::days_since_epoch(app.moment.at);
  const std::shared_ptr<Network::Priced> priced = app.network.at_hand(day);
  if (!priced) return std::nullopt;
  graph::Paths found = paths_to_one(app, *priced, day, from, goal, kEdgesAtOnce);
  if (found.partial) return std::nullopt;
  return found;
}

graph::Paths paths(App& app, graph::Node from, std::span<const graph::Node> goals) {
  const double day = base::days_since_epoch(app.moment.at);
  const std::shared_ptr<Network::Priced> priced = app.network.priced(app.state.ties, day);
  if (goals.size() == 1) return paths_to_one(app, *priced, day, from, goals[0], app.search_budget);
  graph::PathSearch search(*priced->ties);
  const graph::PathQuestion question{
      .from = from, .to = goals, .want = kLookedAt, .budget = app.search_budget};
  graph::Paths found = graph::find_paths(search, app.state.ties, day, question);
  graph::Paths best{{}, found.partial};
  for (graph::Path& path : found.list) {
    if (!leads_to(best, path.nodes.back())) best.list.push_back(path);
  }
  for (graph::Path& path : found.list) {
    if (best.list.size() < kMostPaths &&
        std::none_of(best.list.begin(), best.list.end(),
                     [&](const graph::Path& p) { return p.nodes == path.nodes; }))
      best.list.push_back(path);
  }
  if (best.list.size() > kMostPaths) best.list.resize(kMostPaths);
  std::stable_sort(best.list.begin(), best.list.end(),
                   [](const auto& a, const auto& b) { return a.warmth > b.warmth; });
  return best;
}

std::vector<graph::Introduction> introductions(App& app, graph::Node person, std::size_t want) {
  const auto weights = app.network.weights(app.state.ties, base::days_since_epoch(app.moment.at));
  return graph::Introducing(app.state.ties, *weights).best(person, want);
}

}  // namespace app
