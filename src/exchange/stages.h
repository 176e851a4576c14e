// Stages: where a course of each kind stands, for stage_of() alone.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "exchange/course.h"

namespace exchange {

Stage stage_of_ask(const Course& course, base::Time now);
Stage stage_of_introduction(const Course& course, base::Time now);
Stage stage_of_referral(const Course& course);
Stage stage_of_promise(const Course& course, base::Time now);

}  // namespace exchange
