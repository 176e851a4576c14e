// Who is who: the owner says that two are one person, or are not; takes it back; is asked about
// those who might be.
// Shape:  a judgement stands until it is undone or a later one speaks of the same two. Questions come
//         with the strongest ties first, at most a few at a time; what was answered is not asked
//         again.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/app.h"

namespace app {

base::Result<void> merge(App& app, identity::Number a, identity::Number b);
// These identities of a person are somebody else.
base::Result<void> split(App& app, const std::vector<identity::Number>& these,
                         const std::vector<identity::Number>& those);
base::Result<void> keep_apart(App& app, identity::Number a, identity::Number b);

struct Undoing {
  std::uint64_t seq = 0;
  model::Fact fact;
};
// The last statement, judgement or answer to a card that stands; or the one at `seq`, also a deed, or a
// meeting or call that was logged.
base::Result<Undoing> undo(App& app, std::optional<std::uint64_t> seq);

struct Question {
  identity::Number a = identity::kNobody, b = identity::kNobody;
  double chance = 0;
  double strength = 0;  // of the stronger of the two ties
  std::string why;
};
// The answer is recorded at once; who is who is worked out at the next settle(), after the last one.
base::Result<void> answer_question(App& app, const Question& question, bool same);
inline constexpr std::size_t kMostQuestions = 20;
struct Questions {
  std::vector<Question> list;
  std::size_t left = 0;  // beyond these
};
// With `deal` they become the ones that numbers refer to.
base::Result<Questions> questions(App& app, std::size_t most, bool deal);
// The ids of both persons: good as long as these two are two.
std::string id_of(const App& app, const Question& question);
base::Result<Question> find_question(const App& app, std::string_view id);
// Those last shown, for an answer by number.
base::Result<std::vector<Question>> questions_shown(const App& app);

}  // namespace app
