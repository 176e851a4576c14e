// Downloads: files that were made for a member to take away, for a short while.
// Shape:  in a folder of the book's, which is emptied when the book is opened; each under a code, which
//         leads to it only for the member whose book it is.
// Order:  ten minutes; the oldest of more than a few go first.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <map>
#include <mutex>
#include <optional>
#include <string>

#include "app/app.h"

namespace api {

class Downloads {
 public:
  struct One {
    std::string path, name, type;  // "book.zip", "application/zip"
    base::Time until{};
  };

  explicit Downloads(app::App& app);

  // Where the file is to be written, and the code that leads to it once it is.
  base::Result<std::pair<std::string, std::string>> begin(const std::string& name,
                                                          const std::string& type);
  std::optional<One> find(const std::string& code);

 private:
  void clear_away();

  app::App& app_;
  std::mutex access_;
  std::map<std::string, One> all_;
};

}  // namespace api
