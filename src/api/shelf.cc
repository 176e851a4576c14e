// SPDX-License-Identifier: AGPL-3.0-or-later
#include "api/shelf.h"

#include <algorithm>

#include "api/site.h"
#include "app/commit.h"
#include "app/warm.h"
#include "base/text.h"

namespace api {
namespace {

// A book that goes with its app.
struct Shelved {
  Shelved(std::unique_ptr<app::App> its_app, std::optional<base::Time> as_of)
      : app(std::move(its_app)), book(*app, as_of) {}
  std::unique_ptr<app::App> app;
  OpenBook book;
};

}  // namespace

Shelf::Shelf(app::App& owners, std::optional<base::Time> as_of)
    : app_(owners), as_of_(as_of), owners_(std::make_shared<OpenBook>(owners, as_of)) {}

Shelf::~Shelf() { close(); }

std::string Shelf::folder_of(const std::string& member) const {
  return app_.folder + "/members/" + member;
}

Shelf::BookRef Shelf::at_hand(const std::string& member) {
  const std::lock_guard lock(access_);
  const auto at = others_.find(member);
  return at == others_.end() ? nullptr : at->second;
}

bool Shelf::any_failed() {
  const std::lock_guard lock(access_);
  const auto failed = [](OpenBook& book) { return book.app().ledger->has_failed(); };
  return (owners_ && failed(*owners_)) ||
         std::any_of(others_.begin(), others_.end(),
                     [&](auto& one) { return failed(*one.second); });
}

base::Result<Shelf::BookRef> Shelf::book_of(const std::string& member) {
  const std::lock_guard lock(access_);
  const auto at = others_.find(member);
  if (at != others_.end()) return at->second;
  if (!base::from_hex(member)) return base::fail(base::Code::kNotFound, "no such member");
  TRY_DO(store::make_folder(app_.folder + "/members"));
  TRY(auto app,
      app::open({folder_of(member), as_of_, true, std::nullopt}, app_.clock, app_.random));
  const auto shelved = std::make_shared<Shelved>(std::move(app), as_of_);
  shelved->book.take_back_letters = take_back_;
  TRY_DO(shelved->book.imports().recover());
  return others_[member] = BookRef(shelved, &shelved->book);
}

base::Result<void> Shelf::remove(const std::string& member) {
  const std::lock_guard lock(access_);
  others_.erase(member);
  return app::remove_book(folder_of(member));
}

void Shelf::on_forgetting(TakeBack take_back) {
  take_back_ = std::move(take_back);
  owners_->take_back_letters = take_back_;
}

base::Result<Shelf::BookRef> book_of(Site& site, const Caller& caller) {
  if (caller.owner) return site.shelf.owners();
  return site.shelf.book_of(caller.member);
}

void Shelf::tend() {
  std::vector<BookRef> books;
  {
    const std::lock_guard lock(access_);
    if (owners_) books.push_back(owners_);
    for (auto& [member, book] : others_) books.push_back(book);
  }
  for (const BookRef& book : books) {
    // What fails is tried again with the next change, and said by whoever needs it.
    (void)app::settle_beside(book->app(), book->unsettled);
    app::warm(book->app(), book->warmed);
  }
}

void Shelf::close() {
  const std::lock_guard lock(access_);
  for (auto& [member, book] : others_) {
    book->imports().stop();
    app::close(book->app());
  }
  others_.clear();
  if (owners_) owners_->imports().stop();
  owners_.reset();
}

}  // namespace api
