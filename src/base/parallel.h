// Parallel: the same work on several threads, each told its number; back when all are done.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <thread>
#include <vector>

namespace base {

template <class Work>
void in_parallel(unsigned threads, const Work& work) {
  std::vector<std::thread> others;
  for (unsigned t = 1; t < threads; ++t) others.emplace_back([&work, t] { work(t); });
  work(0U);
  for (std::thread& other : others) other.join();
}

}  // namespace base
