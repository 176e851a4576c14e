// People as JSON: a page of a list, one person with all that is known, a stretch of a timeline.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstddef>

#include "api/json.h"
#include "app/tags.h"

namespace api {

// `most` of them, from found.from on; with where the next page begins.
formats::Json people_json(const app::App& app, const app::People& found, std::size_t most);
// With the last `most` items.
formats::Json person_json(const app::App& app, const app::Person& person, std::size_t most);
formats::Json timeline_json(const app::App& app, identity::Number person,
                            const app::Timeline& timeline);
formats::Json tags_json(const std::vector<app::Tag>& tags);

}  // namespace api
