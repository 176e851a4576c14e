// Schema: what a body may be, read from schemas.json: the same text that OpenAPI prints holds each
// request, and the tests hold each answer to it.
// Shape:  the words of JSON Schema that the file uses: $ref, type, enum, properties, required,
//         additionalProperties (false), minProperties, maxProperties, items, minItems, maxItems,
//         minLength, maxLength (in characters), minimum, maximum. A test holds the file to these.
// Errors: kInvalid with the place and what it takes: "facts[0].kind: takes need, goal or offer".
// Cost:   linear in the value.
// Source: JSON Schema 2020-12.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <string_view>

#include "base/result.h"
#include "formats/json.h"

namespace api {

// The whole file: "schemas" and "parameters" by name.
const formats::Json& components();
base::Result<void> check(std::string_view schema, const formats::Json& value);
base::Result<void> check_against(const formats::Json& schema, const formats::Json& value);

}  // namespace api
