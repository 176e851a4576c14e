// SPDX-License-Identifier: AGPL-3.0-or-later
#include <array>

#include "composer/coach.h"

namespace composer {

extern const Rule kEarlyTestimonial, kPasted, kPitch, kLink, kAttachment, kHiddenAsk,
    kThanksWithAsk;
extern const Rule kBlurbContact, kBlurbReader, kBlurbParts, kBlurbLength;
extern const Rule kHint, kNoAsk, kVagueAsk, kSeveralAsks, kBuriedAsk, kPressure, kNoOffer,
    kLateOffer;
extern const Rule kVagueOffer, kBareThanks, kFlattery, kNoEasyNo, kLong, kAboutMe;

namespace {
// What would harm the tie first, then what would keep the message from working, then its manners.
constexpr std::array<const Rule*, 25> kRules = {
    &kEarlyTestimonial, &kPasted,        &kPitch,        &kLink,        &kAttachment,
    &kHiddenAsk,        &kThanksWithAsk, &kBlurbContact, &kBlurbReader, &kBlurbParts,
    &kBlurbLength,      &kHint,          &kNoAsk,        &kVagueAsk,    &kSeveralAsks,
    &kBuriedAsk,        &kPressure,      &kNoOffer,      &kLateOffer,   &kVagueOffer,
    &kBareThanks,       &kFlattery,      &kNoEasyNo,     &kLong,        &kAboutMe};
}  // namespace

std::span<const Rule* const> rules() { return kRules; }

}  // namespace composer
