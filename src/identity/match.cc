// SPDX-License-Identifier: AGPL-3.0-or-later
#include "identity/match.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/text.h"
#include "identity/handles.h"
#include "identity/match_clusters.h"
#include "identity/match_questions.h"

namespace identity {
namespace {

constexpr std::size_t kMostOfAName = 200;    // bytes in which a firm is looked for
constexpr std::size_t kMostOfOneName = 100;  // above, it is no name but a word
constexpr double kSure = 0.75;     // a fit of names that, with a firm or company, is enough
constexpr double kPerhaps = 0.25;  // … that makes a cluster a rival for the same name

class Matcher {
 public:
  Matcher(std::span<const MatchRecord> records, std::span<const MatchJudgement> judged)
      : records_(records), judged_(judged), unions_(records.size()) {
    for (const MatchRecord& r : records) firms_.insert(r.firms.begin(), r.firms.end());
    names_.reserve(records.size());
    std::vector<std::pair<std::string_view, std::uint32_t>> handles;
    for (const MatchRecord& r : records) {
      ReadNames& read = names_.emplace_back();
      for (const std::string& n : r.names) read.names.push_back(read_name(n, read));
      for (const std::string& h : r.hints) read.hints.push_back(book_.read(h, true));
      for (const std::string& h : r.handles)
        handles.emplace_back(h, static_cast<std::uint32_t>(&r - records.data()));
      has_circles_ = has_circles_ || !r.circles.empty();
    }
    std::sort(handles.begin(), handles.end());
    for (std::size_t i = 1; i < handles.size(); ++i) {
      if (handles[i].first != handles[i - 1].first) continue;
      std::vector<std::uint32_t>& bearers = bearers_[std::string(handles[i].first)];
      if (bearers.empty()) bearers.push_back(handles[i - 1].second);
      bearers.push_back(handles[i].second);
    }
  }

  Matching run(Ask ask) {
    by_handle();
    if (learn_short_forms()) by_handle();
    for (int round = 0; round < 3; ++round) {
      joined_ = false;
      by_firm();
      by_company();
      if (!joined_) break;
    }
    Matching out;
    for (std::uint32_t i = 0; i < records_.size(); ++i) out.group.push_back(unions_.root(i));
    if (ask == Ask::kYes) out.questions = match_questions(clusters());
    return out;
  }

 private:
  Clusters clusters() const { return {records_, names_, judged_, book_, unions_}; }

  // "Ada Brenner via Choir"; and "Ada - Acme Labs", as telephones have it, with the firm taken off.
  Name read_name(std::string_view written, ReadNames& read) {
    written = writer_of(written).substr(0, kMostOfAName);
    for (std::size_t at = written.find(' '); at != std::string_view::npos;
         at = written.find(' ', at + 1)) {
      const std::string_view rest = base::trim(written.substr(at));
      const std::string key = firm_key(rest);
      if (key.size() < 6 || !firms_.contains(key)) continue;
      // One word may be the family's name, after whom the firm is called.
      const bool set_off = rest.front() == '-' || rest.front() == '(';
      if (!set_off && rest.find(' ') == std::string_view::npos) continue;
      read.firms.push_back(key);
      return book_.read(written.substr(0, at), false);
    }
    return book_.read(written, false);
  }

  // Unless the owner said that somebody on either side is not somebody on the other.
  void join(std::uint32_t a, std::uint32_t b) {
    a = unions_.root(a);
    b = unions_.root(b);
    if (a == b) return;
    for (const MatchJudgement& j : judged_) {
      if (j.same) continue;
      const std::uint32_t x = unions_.root(j.a), y = unions_.root(j.b);
      if ((x == a && y == b) || (x == b && y == a)) return;
    }
    unions_.join(a, b);
    joined_ = true;
  }

  // Two names on one handle: are they two people's? A family shares a telephone, so there the given
  // names must agree; on a mailbox any common word will do, as people marry.
  bool disagree(const Name& x, const Name& y, bool phone) const {
    if (x.generation != Generation::kNone && y.generation != Generation::kNone &&
        x.generation != y.generation)
      return true;
    if (phone && (x.generation == Generation::kNone) != (y.generation == Generation::kNone))
      return true;  // a son's and, it may be, his father's
    if (x.words.empty() || y.words.empty()) return false;
    if (!x.full() || !y.full()) return phone && !book_.share_word(x, y);
    if (book_.fit(x, y) > 0) return false;
    return phone ? !book_.same_given(x, y) : !book_.share_word(x, y);
  }

  bool is_shared(const std::string& handle, const std::vector<std::uint32_t>& bearers) const {
    if (handle.starts_with("mail:") && kind_of_mailbox(handle.substr(5)) != Mailbox::kPersonal)
      return true;
    std::vector<const Name*> names;
    for (const std::uint32_t i : bearers) {
      for (const Name& n : names_[i].names) {
        if (std::none_of(names.begin(), names.end(), [&](const Name* m) { return *m == n; }))
          names.push_back(&n);
      }
    }
    if (names.size() > 64) return true;
    for (const Name* x : names) {
      for (const Name* y : names) {
        if (x < y && disagree(*x, *y, handle.starts_with("phone:"))) return true;
      }
    }
    return false;
  }

  bool same_full_name(std::uint32_t i, std::uint32_t j) const {
    const auto& x = names_[i].names;
    const auto& y = names_[j].names;
    return std::any_of(x.begin(), x.end(), [&](const Name& a) {
      return a.full() && std::any_of(y.begin(), y.end(), [&](const Name& b) {
               return b.full() && a.generation == b.generation && book_.fit(a, b) >= kSure;
             });
    });
  }

  // What shares an address, a number or a page is one; where its bearers disagree it is a shared
  // one, and only those of one full name are united.
  void by_handle() {
    unions_ = Unions(records_.size());
    for (const MatchJudgement& j : judged_) {
      if (j.same) join(j.a, j.b);
    }
    for (const auto& [handle, bearers] : bearers_) {
      if (handle.starts_with("saved:") && is_saved_twice(bearers)) continue;
      if (!is_shared(handle, bearers)) {
        for (const std::uint32_t i : bearers) join(bearers.front(), i);
        continue;
      }
      if (bearers.size() > 400) continue;
      for (const std::uint32_t i : bearers) {
        for (const std::uint32_t j : bearers) {
          if (i < j && same_full_name(i, j)) join(i, j);
        }
      }
    }
  }

  bool is_saved_twice(const std::vector<std::uint32_t>& bearers) const {
    std::set<std::string> once;
    return std::any_of(bearers.begin(), bearers.end(), [&](std::uint32_t i) {
      return records_[i].once && !once.insert(records_[i].place).second;
    });
  }

  // Two words that stand beside the same other word in one cluster, in two clusters or more, are
  // one given name.
  bool learn_short_forms() {
    const auto is_pair = [](const Name& n) { return n.words.size() == 2; };
    if (std::none_of(names_.begin(), names_.end(), [&](const ReadNames& r) {
          return std::any_of(r.names.begin(), r.names.end(), is_pair);
        }))
      return false;
    std::map<std::pair<Word, Word>, std::set<std::uint32_t>> seen;
    const Clusters all = clusters();
    for (std::uint32_t c = 0; c < all.size(); ++c) {
      for (const Name& x : all[c].names) {
        for (const Name& y : all[c].names) {
          if (x.words.size() != 2 || y.words.size() != 2 || x.hint || y.hint) continue;
          for (const int i : {0, 1}) {
            const Word a = x.words[1 - i], b = y.words[1 - i];
            if (x.words[i] == y.words[i] && a < b && book_.text(a).size() > 1 &&
                book_.text(b).size() > 1 && !book_.related(a, b))
              seen[{a, b}].insert(c);
          }
        }
      }
    }
    bool learned = false;
    for (const auto& [words, where] : seen) {
      if (where.size() < 2) continue;
      book_.relate(words.first, words.second);
      learned = true;
    }
    return learned;
  }

  // One name at one firm is one person, if all there who may bear that name fit together.
  void by_firm() {
    const Clusters all = clusters();
    for (const std::vector<std::uint32_t>& people : all.firms()) unite_those_that_fit(all, people);
  }

  void unite_those_that_fit(const Clusters& all, const std::vector<std::uint32_t>& people) {
    std::map<std::pair<std::uint32_t, std::uint32_t>, double> fits;
    std::map<std::uint32_t, std::vector<std::uint32_t>> alike;
    for (const std::vector<std::uint32_t>& block : all.blocks(people, kMostOfOneName)) {
      for (const std::uint32_t a : block) {
        for (const std::uint32_t b : block) {
          if (a >= b || fits.contains({a, b})) continue;
          const double fit = fits[{a, b}] = all.fit(a, b);
          if (fit < kPerhaps) continue;
          alike[a].push_back(b);
          alike[b].push_back(a);
        }
      }
    }
    const auto conflict = [&](std::uint32_t a, std::uint32_t b) {
      const auto at = fits.find(std::minmax(a, b));
      return at == fits.end() || at->second < kPerhaps || all.against(a, b) != Against::kNothing;
    };
    for (const auto& [pair, fit] : fits) {
      if (fit < kSure) continue;
      // Two who can't be one bear this name here: then nobody can tell.
      std::set<std::uint32_t> bearers = {pair.first, pair.second};
      bearers.insert(alike[pair.first].begin(), alike[pair.first].end());
      bearers.insert(alike[pair.second].begin(), alike[pair.second].end());
      const bool rivals = std::any_of(bearers.begin(), bearers.end(), [&](std::uint32_t a) {
        return std::any_of(bearers.begin(), bearers.end(),
                           [&](std::uint32_t b) { return a < b && conflict(a, b); });
      });
      if (!rivals) join(all[pair.first].first, all[pair.second].first);
    }
  }

  // One name among the same people, in two places, is one person.
  void by_company() {
    if (!has_circles_) return;
    const Clusters all = clusters();
    for (const std::vector<std::uint32_t>& block : all.blocks(kMostOfOneName)) {
      for (const std::uint32_t a : block) {
        for (const std::uint32_t b : block) {
          if (a >= b || all[a].circles.empty() || all[b].circles.empty()) continue;
          if (unions_.root(all[a].first) == unions_.root(all[b].first)) continue;
          if (all.against(a, b) == Against::kNothing && all.fit(a, b) >= kSure &&
              all.common_company(a, b) >= kSure)
            join(all[a].first, all[b].first);
        }
      }
    }
  }

  std::span<const MatchRecord> records_;
  std::span<const MatchJudgement> judged_;
  std::set<std::string> firms_;
  NameBook book_;
  std::vector<ReadNames> names_;
  std::map<std::string, std::vector<std::uint32_t>> bearers_;  // of handles that several show
  Unions unions_;
  bool has_circles_ = false;
  bool joined_ = false;
};

}  // namespace

Matching match(std::span<const MatchRecord> records, std::span<const MatchJudgement> judged,
               Ask ask) {
  return Matcher(records, judged).run(ask);
}

}  // namespace identity
