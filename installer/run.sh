#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Locus authors
# SPDX-License-Identifier: GPL-3.0-or-later
# From nothing to the main job: installs what is missing, builds, starts the core and the console, offers sample data.
# With no display it does the same job through locusctl, prints the result rows and writes pictures of the console's
# pages to build/pictures. Safe to run again; it changes nothing outside this folder but packages and, with a display,
# this seat's own data.
#   installer/run.sh                                   the embedded log, nothing else needed
#   installer/run.sh --bus kafka --bootstrap H:P       the same job on a Kafka cluster
#   installer/run.sh --bus kafka                       ... on a broker that the script starts for the visit
set -eu
cd "$(dirname "$0")/.."
mkdir -p build

bus=embedded
bootstrap=""
while [ $# -gt 0 ]; do
    case "$1" in
    --bus) bus=${2:?--bus wants embedded or kafka}; shift 2 ;;
    --bootstrap) bootstrap=${2:?--bootstrap wants host:port}; shift 2 ;;
    -h | --help) sed -n '4,12s/^# \{0,1\}//p' "$0"; exit 0 ;;
    *) echo "run: unknown word $1; --help lists what there is" >&2; exit 2 ;;
    esac
done
case "$bus" in embedded | kafka) ;; *) echo "run: --bus is embedded or kafka, not $bus" >&2; exit 2 ;; esac

echo "run: 1/4 packages"
own_broker=no
if [ "$bus" = kafka ] && [ -z "$bootstrap" ]; then own_broker=yes; fi
if [ "$own_broker" = yes ]; then installer/setup.sh --tests; else installer/setup.sh; fi

echo "run: 2/4 build into build/release (the first time takes a while)"
targets="locus locusd locusctl"
[ "$own_broker" = no ] || targets="$targets locus_test_broker"
if ! cmake --preset release >build/configure.log 2>&1; then cat build/configure.log; exit 1; fi
# shellcheck disable=SC2086 # a list of words
if ! cmake --build build/release --target $targets >build/build.log 2>&1; then
    grep -E "error|FAILED|undefined reference" build/build.log | head -40
    echo "run: the build failed; all of it is in build/build.log" >&2
    exit 1
fi
bin=$PWD/build/release/bin

stop_all() {
    for pid in ${core:-} ${broker:-}; do kill "$pid" 2>/dev/null || :; done
    wait 2>/dev/null || :
    [ -z "${work:-}" ] || rm -rf "$work"
}
trap stop_all EXIT
trap 'exit 130' INT TERM
work=$(mktemp -d)

if [ "$own_broker" = yes ]; then
    echo "run: starting a Kafka broker for this visit (the first time fetches it)"
    mkfifo "$work/hold"
    "$bin/locus_test_broker" <"$work/hold" >"$work/broker" 2>"$work/broker.log" &
    broker=$!
    exec 9>"$work/hold"
    i=0
    while [ ! -s "$work/broker" ]; do
        i=$((i + 1))
        if [ $i -gt 600 ] || ! kill -0 $broker 2>/dev/null; then
            echo "run: the broker did not start:" >&2
            cat "$work/broker.log" >&2
            exit 1
        fi
        sleep 0.2
    done
    bootstrap=$(sed -n 's/^bootstrap //p' "$work/broker")
fi
bus_options="--bus $bus"
[ -z "$bootstrap" ] || bus_options="$bus_options --bootstrap $bootstrap"

wait_for_core() {
    i=0
    while [ ! -s "$work/core/endpoint.json" ]; do
        i=$((i + 1))
        if [ $i -gt 300 ] || ! kill -0 "$core" 2>/dev/null; then
            echo "run: the core did not start:" >&2
            cat "$work/core.log" >&2
            exit 1
        fi
        sleep 0.1
    done
}

if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
    echo "run: 3/4 starting the core ($bus) and the console"
    if [ "$bus" = kafka ]; then
        # shellcheck disable=SC2086
        "$bin/locusd" --data-dir "$work/core" $bus_options --listen 127.0.0.1:0 --http-listen 127.0.0.1:0 2>"$work/core.log" &
        core=$!
        wait_for_core
        "$bin/locus" --data-dir "$work/core"
    else
        "$bin/locus"
    fi
    echo "run: 4/4 the console was closed"
    exit 0
fi

echo "run: 3/4 no display: the same job on the command line, with sample data ($bus)"
# shellcheck disable=SC2086
"$bin/locusd" --demo --data-dir "$work/core" $bus_options --listen 127.0.0.1:0 --http-listen 127.0.0.1:0 2>"$work/core.log" &
core=$!
wait_for_core
read=CAAATTGGAAGACCTAGAACTTTAAGCTTTACTTACTCTTAAGTGAACAGATAAAGACACGCCCTGGAATCTTCGTATGAGACTTGGCTGGGTGGGTTGA # MRPL39, one base changed
"$bin/locusctl" submit --data-dir "$work/core" --wait --label "From the README" "$read" \
    "NM_000518.5:c.20A>T" "21:g.25592826G>A" "ENST00000307301:c.*18G>A" "21:25585733-25585733:1/T" "rs699" "17:g.43045712T>C"
echo
"$bin/locusctl" analyses list --data-dir "$work/core"

echo "run: 4/4 pictures of the console's pages"
rm -rf build/pictures
xvfb-run -a -s "-screen 0 1600x1000x24" "$bin/locus" --data-dir "$work/core" --pictures build/pictures
ls build/pictures
echo "run: done; build/pictures holds the pages in light and dark"
