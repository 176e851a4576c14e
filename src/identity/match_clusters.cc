// SPDX-License-Identifier: AGPL-3.0-or-later
#include "identity/match_clusters.h"

#include <algorithm>

#include "identity/evidence.h"
#include "identity/handles.h"

namespace identity {
namespace {

constexpr std::size_t kMostNames =
    64;                             // of one cluster: a mailbox that writes under more is a machine
constexpr double kOddHandle = 0.5;  // others to be expected with one: "pixelfox"

std::uint64_t pair_of(std::uint32_t a, std::uint32_t b) {
  return std::uint64_t{std::min(a, b)} << 32 | std::max(a, b);
}

template <class Set>
bool meet(const Set& a, const Set& b) {
  return std::any_of(a.begin(), a.end(), [&](const auto& x) { return b.contains(x); });
}

}  // namespace

Unions::Unions(std::size_t size) : up_(size) {
  for (std::uint32_t i = 0; i < size; ++i) up_[i] = i;
}

std::uint32_t Unions::root(std::uint32_t i) const {
  while (up_[i] != i) i = up_[i] = up_[up_[i]];
  return i;
}

void Unions::join(std::uint32_t a, std::uint32_t b) {
  a = root(a);
  b = root(b);
  up_[std::max(a, b)] = std::min(a, b);
}

Clusters::Clusters(std::span<const MatchRecord> records, std::span<const ReadNames> names,
                   std::span<const MatchJudgement> judged, const NameBook& book,
                   const Unions& unions)
    : book_(book), of_(records.size()) {
  std::unordered_map<std::string, std::uint32_t> circle_numbers;
  std::size_t roots = 0;
  for (std::uint32_t i = 0; i < records.size(); ++i) roots += unions.root(i) == i ? 1 : 0;
  all_.reserve(roots);
  for (std::uint32_t i = 0; i < records.size(); ++i) {
    const std::uint32_t root = unions.root(i);
    if (root == i) {
      of_[i] = static_cast<std::uint32_t>(all_.size());
      all_.emplace_back().first = i;
    }
    of_[i] = of_[root];
    Cluster& c = all_[of_[i]];
    const MatchRecord& r = records[i];
    c.records.push_back(i);
    for (const auto* list : {&names[i].names, &names[i].hints}) {
      for (const Name& n : *list) {
        if (n.words.empty() || c.names.size() == kMostNames) continue;
        if (std::find(c.names.begin(), c.names.end(), n) == c.names.end()) c.names.push_back(n);
        c.junior |= n.generation == Generation::kJunior;
        c.senior |= n.generation == Generation::kSenior;
      }
    }
    c.firms.insert(r.firms.begin(), r.firms.end());
    c.firms.insert(names[i].firms.begin(), names[i].firms.end());
    if (!r.post.empty() && !r.firms.empty()) c.posts.emplace(r.firms.front(), r.post);
    if (r.once) c.once.insert(r.place);
    ++c.places[r.place];
    for (const std::string& h : r.handles) {
      if (h.starts_with("page:linkedin.com/")) c.pages.insert(h);
      const std::size_t at = h.find('@');
      if (h.starts_with("mail:") && !is_public_mail(h.substr(at + 1)) &&
          kind_of_mailbox(h.substr(5)) == Mailbox::kPersonal)
        c.addresses.emplace(h.substr(at + 1), h);
    }
    for (const std::string& name : r.circles) {
      const auto [at, fresh] =
          circle_numbers.emplace(name, static_cast<std::uint32_t>(circles_.size()));
      if (fresh) circles_.emplace_back();
      c.circles.insert(at->second);
      circles_[at->second].push_back(of_[i]);
    }
  }
  for (Cluster& c : all_) {
    for (const Name& n : c.names) book_.keys(n, c.keys);
    std::sort(c.keys.begin(), c.keys.end());
    c.keys.erase(std::unique(c.keys.begin(), c.keys.end()), c.keys.end());
  }
  bearers_.resize(book.forms_count());
  for (const Cluster& c : all_) {
    std::set<std::uint32_t> forms;
    for (const Name& n : c.names) {
      if (n.hint) continue;
      for (const Word w : n.words) forms.insert(book.forms(w).begin(), book.forms(w).end());
    }
    for (const std::uint32_t f : forms) ++bearers_[f];
  }
  for (auto& members : circles_) {
    std::sort(members.begin(), members.end());
    members.erase(std::unique(members.begin(), members.end()), members.end());
  }
  for (const MatchJudgement& j : judged) {
    if (!j.same) apart_.insert(pair_of(of_[j.a], of_[j.b]));
  }
}

double Clusters::fit(std::uint32_t a, std::uint32_t b) const {
  double best = 0, solid = 0, long_ones = 0;
  bool both_solid = false, both_long = false, same_given = false;
  for (const Name& x : all_[a].names) {
    for (const Name& y : all_[b].names) {
      const double one = book_.fit(x, y);
      best = std::max(best, one);
      if (!x.solid || !y.solid) continue;
      both_solid = true;
      solid = std::max(solid, one);
      same_given = same_given || book_.same_given(x, y);
      if (x.words.size() < 3 || y.words.size() < 3) continue;
      both_long = true;
      long_ones = std::max(long_ones, one);
    }
  }
  // "Nga Kim Duong" and "Nga Thu Duong" are two, though either is Nga Duong.
  if (both_long && long_ones < 0.5) return long_ones;
  // "o.ogunleye@" may be Olumide and Oluwaseun: where both have names, those decide; but who
  // married may still have the old name in an address.
  if (!both_solid || solid >= 0.5) return best;
  return std::max(solid, same_given ? 0.7 * best : 0);
}

Against Clusters::against(std::uint32_t a, std::uint32_t b) const {
  const Cluster &x = all_[a], &y = all_[b];
  if (!x.pages.empty() && !y.pages.empty() && !meet(x.pages, y.pages)) return Against::kProof;
  if ((x.junior && y.senior) || (x.senior && y.junior)) return Against::kProof;
  if (apart_.contains(pair_of(a, b))) return Against::kProof;
  bool other_post = false, same_post = false;
  for (const auto& [firm, post] : x.posts) {
    const auto at = y.posts.find(firm);
    if (at == y.posts.end()) continue;
    (at->second == post ? same_post : other_post) = true;
  }
  if (other_post && !same_post) return Against::kHints;
  // One firm gives a person one address: a.brenner and a.brenner2 are two.
  for (const auto& [domain, address] : x.addresses) {
    const auto at = y.addresses.find(domain);
    if (at != y.addresses.end() && at->second != address) return Against::kHints;
  }
  return meet(x.once, y.once) ? Against::kHints : Against::kNothing;
}

bool Clusters::share_firm(std::uint32_t a, std::uint32_t b) const {
  return meet(all_[a].firms, all_[b].firms);
}

double Clusters::share_of(Word w) const {
  constexpr double kOfAnInitial = 0.1;
  if (book_.text(w).size() == 1) return kOfAnInitial;
  double most = 0.5;
  for (const std::uint32_t f : book_.forms(w))
    most = std::max(most, static_cast<double>(bearers_[f]) - 2);  // but the two asked about
  return most / static_cast<double>(all_.size());
}

double Clusters::namesakes(std::uint32_t a, std::uint32_t b) const {
  double least = 1;
  for (const Name& x : all_[a].names) {
    for (const Name& y : all_[b].names) {
      const Meeting meeting = book_.meet(x, y);
      if (meeting.fit == 0) continue;
      double share = 1;
      for (const auto& [v, w] : meeting.words) share *= std::max(share_of(v), share_of(w));
      if (!x.full() && !y.full())
        share = std::max(share, kOddHandle / static_cast<double>(all_.size()));
      least = std::min(least, share);
    }
  }
  return least * static_cast<double>(all_.size());
}

double Clusters::common_company(std::uint32_t a, std::uint32_t b) const {
  double company = 0;
  for (const std::uint32_t p : all_[a].circles) {
    for (const std::uint32_t q : all_[b].circles) {
      if (p == q) return 0;  // both were there: two people, or one with two names
      std::set<std::uint32_t> met;
      for (const std::uint32_t c : circles_[p]) {
        if (c == a) continue;
        double best = 0;
        for (const std::uint32_t d : circles_[q]) {
          if (d != b) best = std::max(best, c == d ? 1.0 : fit(c, d));
        }
        company = std::max(company, best);
      }
    }
  }
  return company;
}

std::string Clusters::names_met(std::uint32_t a, std::uint32_t b) const {
  double best = 0;
  std::string text;
  const auto print = [&](const Name& n) {
    std::string all;
    for (const Word w : n.words) all += (all.empty() ? "" : " ") + book_.text(w);
    return all;
  };
  for (const Name& x : all_[a].names) {
    for (const Name& y : all_[b].names) {
      const double fit = book_.fit(x, y);
      if (fit <= best) continue;
      best = fit;
      text = "“" + print(x) + "” and “" + print(y) + "”";
    }
  }
  return text;
}

double Clusters::share_of_given(std::uint32_t a, std::uint32_t b) const {
  double least = 1;
  const auto is_solid = [](const Name& n) { return n.solid; };
  if (std::any_of(all_[a].names.begin(), all_[a].names.end(), is_solid)) return least;
  for (const Name& x : all_[a].names) {
    if (x.full() || book_.text(x.words.front()).size() < 2) continue;
    for (const Name& y : all_[b].names) {
      const auto is = [&](Word v) { return book_.related(v, x.words.front()); };
      if (std::any_of(y.words.begin(), y.words.end(), is))
        least = std::min(least, share_of(x.words.front()));
    }
  }
  return least;
}

std::vector<std::vector<std::uint32_t>> Clusters::firms() const {
  std::map<std::string_view, std::vector<std::uint32_t>> at;
  for (std::uint32_t i = 0; i < all_.size(); ++i) {
    for (const std::string& f : all_[i].firms) at[f].push_back(i);
  }
  std::vector<std::vector<std::uint32_t>> out;
  for (auto& [firm, people] : at) out.push_back(std::move(people));
  return out;
}

std::vector<std::vector<std::uint32_t>> Clusters::blocks(std::size_t most) const {
  std::vector<std::uint32_t> everybody(all_.size());
  for (std::uint32_t i = 0; i < everybody.size(); ++i) everybody[i] = i;
  return blocks(everybody, most);
}

std::vector<std::vector<std::uint32_t>> Clusters::blocks(std::span<const std::uint32_t> of,
                                                         std::size_t most) const {
  std::unordered_map<std::string_view, std::vector<std::uint32_t>> by_key;
  for (const std::uint32_t i : of) {
    for (const std::string& k : all_[i].keys) by_key[k].push_back(i);
  }
  std::vector<std::vector<std::uint32_t>> out;
  for (auto& [key, members] : by_key) {
    if (members.size() > 1 && members.size() <= most) out.push_back(std::move(members));
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

}  // namespace identity
