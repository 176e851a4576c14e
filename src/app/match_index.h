// Match index: all needs and offers of the book, ready for the matcher.
// Shape:  a cache of the folds, made to fit when it is asked and something has changed: only people of
//         whom other things are said than before are read anew. One vocabulary for the whole program,
//         none of it shared between books.
// Order:  the caller holds the folds still, as for any query.
// Cost:   that of match/index.h; after a change O(what is said by hand) besides, and O(all) where a profile
//         changed.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>
#include <mutex>

namespace match {
class Index;
}

namespace app {

struct App;

class MatchIndex {
 public:
  MatchIndex();
  ~MatchIndex();
  void ask(const App& app, const std::function<void(const match::Index&)>& question);
  void drop();  // something was taken out of the book

 private:
  struct Made;
  std::mutex making_;
  std::shared_ptr<Made> made_;
};

}  // namespace app
