// Shelf: the books that are open, by whose they are.
// Shape:  the server's owner's is there from the start, in the data folder itself; another member's is
//         opened when it is first asked for, from a folder of its own below it, and stays open.
// Errors: that of app::open().
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "api/open_book.h"

namespace api {

class Shelf {
 public:
  Shelf(app::App& owners, std::optional<base::Time> as_of);
  ~Shelf();

  // Whoever is at it keeps it open.
  using BookRef = std::shared_ptr<OpenBook>;
  BookRef owners() { return owners_; }
  BookRef at_hand(const std::string& member);  // nullptr: not open
  base::Result<BookRef> book_of(const std::string& member);
  bool any_failed();  // a book that keeps nothing more until the next start
  base::Result<void> remove(const std::string& member);  // and every file of it
  // Of all books, before the first request.
  using TakeBack = std::function<base::Result<void>(const std::string& member)>;
  void on_forgetting(TakeBack take_back);
  // What nobody waits for, in every open book: who is who of whoever is new, and what the next questions
  // need. To be called now and then, by one thread.
  void tend();
  void close();  // before the books are

 private:
  std::string folder_of(const std::string& member) const;

  app::App& app_;
  std::optional<base::Time> as_of_;
  TakeBack take_back_;
  BookRef owners_;
  std::mutex access_;
  std::map<std::string, BookRef> others_;
};

}  // namespace api
