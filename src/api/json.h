// What the queries answer, as JSON: the same over HTTP and with --json on the command line.
// Shape:  a person has an "id", by which /api/v1/people/{id} finds it; times are RFC 3339. What is
//         said of one person, of cards and of the network stands in files of its own.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>

#include "app/person.h"
#include "app/relations.h"
#include "app/why.h"
#include "formats/json.h"
#include "graph/paths.h"

namespace api {

formats::Json person_ref(const app::App& app, identity::Number person);  // id, name, handle
formats::Json relation_json(const app::App& app, const app::Relation& relation);
formats::Json relations_json(const app::App& app, std::span<const app::Relation> list);
// One item of a person's timeline.
formats::Json item_json(const app::App& app, std::uint64_t seq, const model::Interaction& it,
                        identity::Number person);

formats::Json real_json(const app::App& app, const app::Overview& all);
formats::Json slipping_json(const app::App& app, const app::Overview& all);
formats::Json why_json(const app::App& app, const app::Why& why);
formats::Json paths_json(const app::App& app, const graph::Paths& paths);

}  // namespace api
