// Sanitized: whether a sanitizer watches this program: a test then knows that times say nothing.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define BASE_SANITIZED true
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define BASE_SANITIZED true
#endif
#endif
#ifndef BASE_SANITIZED
#define BASE_SANITIZED false
#endif

namespace base {

inline constexpr bool kSanitized = BASE_SANITIZED;

}  // namespace base
