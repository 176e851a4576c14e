// Stream store: a cache line written past the cache, where the processor has a way to.
// Shape:  both ends start at a multiple of 64; stream_fence() before another thread reads.
// Source: SSE2, which every x86-64 has; elsewhere a plain copy.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstring>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace graph {

inline constexpr std::size_t kLine = 64;

inline void copy_line(void* to, const void* from) { std::memcpy(to, from, kLine); }

#if defined(__SSE2__)
inline void stream_line(void* to, const void* from) {
  auto* const out = static_cast<__m128i*>(to);
  const auto* const in = static_cast<const __m128i*>(from);
  for (int i = 0; i < 4; ++i) _mm_stream_si128(out + i, _mm_load_si128(in + i));
}
inline void stream_fence() { _mm_sfence(); }
#else
inline void stream_line(void* to, const void* from) { copy_line(to, from); }
inline void stream_fence() {}
#endif

}  // namespace graph
