// Settings: how a member wants the book to be read and shown; no word of the record.
// Shape:  one small file beside the book, written whole. Saved searches are part of it.
// Errors: kInvalid with what a setting takes; kCorrupt where the file is none of ours.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "app/app.h"

namespace app {

struct SavedSearch {
  std::string name, q, band, tag, since;
};

struct Settings {
  std::string region;  // of local telephone numbers: "DE"; empty: none
  std::vector<SavedSearch> searches;
};

base::Result<Settings> read_settings(const std::string& folder);
// Refuses what can't be; from then on imports read with the new region.
base::Result<void> change_settings(App& app, const Settings& settings);

}  // namespace app
