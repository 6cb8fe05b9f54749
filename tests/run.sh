#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Locus authors
# SPDX-License-Identifier: GPL-3.0-or-later
# Installs what is missing, builds everything and runs every test, broker and windows included. Safe to run again.
#   tests/run.sh                 all tests
#   tests/run.sh -R gateway      only those whose name matches (all words go to ctest)
set -eu
cd "$(dirname "$0")/.."
mkdir -p build

echo "tests: 1/3 packages"
installer/setup.sh --tests

echo "tests: 2/3 build into build/release (the first time takes a while)"
if ! cmake --preset release -DLOCUS_WARNINGS_AS_ERRORS=ON >build/configure.log 2>&1; then
    cat build/configure.log
    exit 1
fi
if ! cmake --build build/release >build/build.log 2>&1; then
    grep -E "error|FAILED|undefined reference" build/build.log | head -40
    echo "tests: the build failed; all of it is in build/build.log" >&2
    exit 1
fi

# Other people's data, where it stands beside the checkout; the suites that need it say so when it does not.
if [ -z "${LOCUS_ORACLES:-}" ] && [ -d ../shared/data ]; then
    LOCUS_ORACLES=$(cd ../shared/data && pwd)
    export LOCUS_ORACLES
fi

echo "tests: 3/3 run"
status=0
xvfb-run -a -s "-screen 0 1600x1000x24" ctest --test-dir build/release --output-on-failure --no-tests=error \
    --output-junit "$PWD/build/tests.xml" "$@" || status=$?

log=build/release/Testing/Temporary/LastTest.log
suites=$(awk '/<testcase/ { n++ } END { print n + 0 }' build/tests.xml)
cases=$(awk '/^Totals: / { n += $2 } END { print n + 0 }' "$log")
absent=$(awk 'match($0, /oracle data absent: [0-9]+/) { n += substr($0, RSTART + 20, RLENGTH - 20) } END { print n + 0 }' "$log")
if [ "$absent" -gt 0 ]; then
    echo "tests: oracle data is absent (LOCUS_ORACLES is not set): $absent oracle suites compared nothing"
fi
if [ "$status" -ne 0 ]; then
    echo "tests: of $suites suites some failed; see above and build/tests.xml" >&2
    exit "$status"
fi
echo "tests: $suites suites, $cases cases, all passed"
