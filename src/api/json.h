// What the queries answer, as JSON: the same over HTTP and with --json on the command line.
// Shape:  a person has an "id", by which /api/v1/people/{id} finds it; times are RFC 3339.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

#include "app/person.h"
#include "app/relations.h"
#include "app/today.h"
#include "app/why.h"
#include "formats/json.h"

namespace api {

formats::Json real_json(const app::App& app, const app::Overview& all);
formats::Json slipping_json(const app::App& app, const app::Overview& all);
// The first `most` of them.
formats::Json people_json(const app::App& app, const std::vector<app::Relation>& list,
                          std::size_t most);
// With the last `most` items.
formats::Json person_json(const app::App& app, const app::Person& person, std::size_t most);
formats::Json why_json(const app::App& app, const app::Why& why);
formats::Json today_json(const app::App& app, const std::vector<app::Card>& cards);
formats::Json card_json(const app::App& app, const app::Card& card);
formats::Json paths_json(const app::App& app, const graph::Paths& paths);

}  // namespace api
