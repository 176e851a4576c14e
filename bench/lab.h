// The lab: measures what the product claims. A command is a file, a function and a line in main.cc.
// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace lab {

using Args = std::span<const std::string>;

int ties(Args args);           // ties_lab.cc
int people(Args args);         // people_lab.cc
int sample(Args args);         // sample.cc
int bench(Args args);          // bench.cc
int bench_job(Args args);      // bench_jobs.cc
int kernel(Args args);         // kernels.cc
int mail(Args args);           // mail_lab.cc
int session(Args args);        // session.cc
int ingest_stages(Args args);  // ingest_lab.cc
int fold(Args args);           // fold_lab.cc
int ledger(Args args);         // ledger_lab.cc
int lists(Args args);          // lists_lab.cc
int match(Args args);          // match_lab.cc
int book_files(Args args);     // book_files.cc
int book_paths(Args args);     // book_lab.cc
int http_paths(Args args);     // book_lab.cc

// A job of `bench --job`: the interactions of a bench's data folder, imported as `rapport import`
// would. `limit`: rows; 0: all.
int ingest_job(const std::string& data, const std::string& book, std::size_t limit);

// states_lab.cc: writes the states to `out`, sorted, and the runs' times to `timing`; "" writes none.
int states_job(const std::string& data, const std::string& out, const std::string& timing,
               unsigned threads);

// Visits each line of a CSV file, gzipped or plain, split at commas; the first line gives the
// columns.
using Row = std::vector<std::string_view>;
bool read_csv(const std::string& path, const std::function<void(const Row& head)>& head,
              const std::function<void(const Row& row)>& row);

}  // namespace lab
