// Introductions: two people who never met, and whom both know well: who should be brought together,
// by whom.
// Shape:  w = sqrt(memory both ways); a way over k counts w_ak w_kb / (all of k's w).
// Cost:   preparing O(pairs); a question 2 to 5 ns a contact of the contacts.
// Source: docs/ties.md, formula 6; two_steps.h.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <span>
#include <unordered_map>
#include <utility>
#include <vector>

#include "graph/strength.h"
#include "graph/two_steps.h"

namespace graph {

// Everybody's contacts with their weights, in one stretch of memory a person.
class ContactRows {
 public:
  struct Contact {
    Node other = 0;
    float weight = 0;
  };
  struct Row {
    const Contact *at = nullptr, *end = nullptr;
    bool ends(std::size_t i) const { return at + i >= end; }
    Node other(std::size_t i) const { return at + i < end ? at[i].other : 0; }
    const Contact& operator[](std::size_t i) const { return at[i]; }
  };

  ContactRows() = default;
  ContactRows(const Ties& ties, const std::vector<double>& weight_by_pair);

  std::size_t people() const { return starts_.empty() ? 0 : starts_.size() - 1; }
  Row row(Node u) const {
    if (!newer_.empty()) {
      if (const auto at = newer_.find(u); at != newer_.end())
        return {at->second.data(), at->second.data() + at->second.size()};
    }
    return {contacts_.data() + starts_[u], contacts_.data() + starts_[u + 1]};
  }
  static bool unchanged(Node, const Row&) { return true; }
  void prefetch(Node u) const { __builtin_prefetch(starts_.data() + u); }
  void prefetch_row(Node u) const { __builtin_prefetch(contacts_.data() + starts_[u]); }

  // In place of what stood there; whoever is new has none until then.
  void set(Node u, std::vector<Contact> row) { newer_[u] = std::move(row); }
  void make_room(std::size_t people) { starts_.resize(people + 1, contacts_.size()); }

 private:
  std::vector<std::size_t> starts_;
  std::vector<Contact> contacts_;
  std::unordered_map<Node, std::vector<Contact>> newer_;
};

struct ContactWeights {
  std::vector<double> pair;   // w of each pair
  std::vector<double> node;   // their sum a person
  std::vector<double> alive;  // ln activity, out and in
  ContactRows rows;
  double day = 0;
};
ContactWeights contact_weights(const Ties& ties, double day);
// What it would be now, as of the same day, if these pairs and whoever is new are all that changed since. O(their
// contacts).
void reweigh(ContactWeights& weights, const Ties& ties,
             std::span<const std::pair<Node, Node>> in_contact);

struct Introduction {
  Node who = 0;
  double score = 0;
  Node broker = 0;  // the best one
  double broker_share = 0;
  std::size_t brokers = 0;
};

// People never in contact with `who`, with at least one contact in common; the best first, at most
// `want`. Keeps its memory from question to question: one a thread.
class Introducing {
 public:
  Introducing(const Ties& ties, const ContactWeights& weights)
      : ties_(ties), weights_(weights), two_steps_(weights.rows) {}
  std::vector<Introduction> best(Node who, std::size_t want);

 private:
  const Ties& ties_;
  const ContactWeights& weights_;
  TwoSteps<float, ContactRows> two_steps_;
};

// One pair's score, whether they met or not, with who would bring them together best.
Introduction introduction(const Ties& ties, const ContactWeights& weights, Node a, Node b);

}  // namespace graph
