// SPDX-License-Identifier: AGPL-3.0-or-later
#include "suggest/rules/deeds.h"

#include <algorithm>
#include <tuple>

namespace suggest {

std::map<Person, std::vector<DeedSeen>> deeds_by_person(const View& view) {
  std::map<Person, std::vector<DeedSeen>> all;
  for (const auto& d : view.profiles.deeds()) {
    const auto n = view.people.find(d.said.other);
    if (!n || d.said.at > view.now) continue;
    const Person person = view.people.person_of(*n);
    if (person != view.people.owner()) all[person].push_back({d.seq, d.said});
  }
  for (auto& [person, list] : all) {
    std::sort(list.begin(), list.end(), [](const DeedSeen& a, const DeedSeen& b) {
      return std::tie(a.deed.at, a.deed.kind, a.deed.text) <
             std::tie(b.deed.at, b.deed.kind, b.deed.text);
    });
  }
  return all;
}

double worth(model::DeedKind kind) {
  switch (kind) {
    case model::DeedKind::kReferral:
      return 4;
    case model::DeedKind::kRecommendation:
    case model::DeedKind::kIntroduction:
      return 3;
    case model::DeedKind::kFavour:
      return 2;
    case model::DeedKind::kEndorsement:
      return 1;
  }
  return 1;
}

std::string done_for_you(const model::Deed& deed) {
  switch (deed.kind) {
    case model::DeedKind::kRecommendation:
      return "recommended you";
    case model::DeedKind::kEndorsement:
      return deed.text.empty() ? "endorsed you" : "endorsed you for " + deed.text;
    case model::DeedKind::kIntroduction:
    case model::DeedKind::kReferral:
    case model::DeedKind::kFavour:
      return deed.text.empty() ? "did you a favour" : "did this for you: “" + deed.text + "”";
  }
  return "did you a favour";
}

}  // namespace suggest
