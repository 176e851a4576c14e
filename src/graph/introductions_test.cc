// Weights that follow a few contacts are those that would be made anew.
// SPDX-License-Identifier: AGPL-3.0-or-later
#include "graph/introductions.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "graph/made_networks.h"

namespace graph {
namespace {

std::map<Node, float> row_of(const ContactRows& rows, Node u) {
  std::map<Node, float> row;
  const ContactRows::Row at = rows.row(u);
  for (std::size_t i = 0; !at.ends(i); ++i) row[at.other(i)] = at[i].weight;
  return row;
}

TEST(Introductions, WeightsThatFollowAFewContactsAreThoseMadeAnew) {
  std::size_t new_people = 0, questions = 0;
  for (std::uint64_t seed = 1; seed <= 12; ++seed) {
    // The last of the people come only at the end.
    std::vector<Event> events = made::events(made::Shape::kHubs, 40, 300, seed);
    const std::size_t known = 240;
    std::stable_partition(events.begin(), events.end(),
                          [](const Event& e) { return e.from < 34 && e.to < 34; });
    Ties ties;
    for (std::size_t i = 0; i < known; ++i) ties.apply(events[i]);
    const double day = 12'500;
    ContactWeights kept = contact_weights(ties, day);
    for (std::size_t at = known; at < events.size();) {
      const std::size_t people = ties.nodes();
      std::vector<std::pair<Node, Node>> in_contact;
      for (std::size_t n = 1 + at % 5; n > 0 && at < events.size(); --n, ++at) {
        ties.apply(events[at]);
        in_contact.emplace_back(events[at].from, events[at].to);
      }
      new_people += ties.nodes() - people;
      reweigh(kept, ties, in_contact);
      const ContactWeights anew = contact_weights(ties, day);
      EXPECT_EQ(kept.pair, anew.pair);
      EXPECT_EQ(kept.alive, anew.alive);
      ASSERT_EQ(kept.node.size(), anew.node.size());
      ASSERT_EQ(kept.rows.people(), anew.rows.people());
      for (Node u = 0; u < ties.nodes(); ++u) {
        EXPECT_NEAR(kept.node[u], anew.node[u], 1e-9);
        ASSERT_EQ(row_of(kept.rows, u), row_of(anew.rows, u)) << "of " << u;
        const auto a = Introducing(ties, kept).best(u, 5), b = Introducing(ties, anew).best(u, 5);
        ASSERT_EQ(a.size(), b.size());
        for (std::size_t i = 0; i < a.size(); ++i) EXPECT_NEAR(a[i].score, b[i].score, 1e-9);
        questions += a.size();
      }
    }
  }
  EXPECT_GT(new_people, 10U);
  EXPECT_GT(questions, 1000U);
}

}  // namespace
}  // namespace graph
