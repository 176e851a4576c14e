#!/usr/bin/env bash
# Ten times what a server can do, for a minute (or so many seconds), by clients that do not wait: what is answered, and how fast. The same as D4's test.
# Usage: bench/overload.sh [SECONDS]
set -euo pipefail
cd "$(dirname "$0")/.."
RAPPORT_OVERLOAD_SECONDS=${1:-60} build/release/net_test --gtest_brief=1 --gtest_filter='Overload.D4*'
