#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Locus authors
# SPDX-License-Identifier: GPL-3.0-or-later
# Installs what is missing of installer/packages.txt. With nothing missing it changes nothing and needs no rights.
#   setup.sh            packages to build and run
#   setup.sh --tests    also the packages of the tests
set -eu
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)

wanted() {
    awk -v tests="$1" '/^# test/ { skip = !tests } /^#/ { next } !skip' "$here/packages.txt"
}

case "${1:-}" in
--tests) packages=$(wanted 1) ;;
*) packages=$(wanted 0) ;;
esac

if ! command -v apt-get >/dev/null 2>&1; then
    if command -v cmake >/dev/null 2>&1 && pkg-config --exists Qt6Core rdkafka htslib 2>/dev/null; then
        echo "setup: not a Debian or Ubuntu machine; using the libraries that are here"
        exit 0
    fi
    echo "setup: packages are installed by themselves on Debian and Ubuntu only. Install the counterparts of these and run again:"
    case "$(uname -s)" in
    Darwin) echo "  brew install cmake ninja pkg-config qt librdkafka nlohmann-json sqlite spdlog simdjson edlib htslib avro-c protobuf cli11 libsodium curl qtkeychain valijson openjdk maven" ;;
    *)
        echo "  Fedora: dnf install cmake ninja-build gcc-c++ qt6-qtbase-devel qt6-qtwebsockets-devel qt6-qtcharts-devel qt6-qthttpserver-devel qt6-qtsvg-devel qt6-qttools-devel librdkafka-devel json-devel sqlite-devel spdlog-devel simdjson-devel edlib-devel htslib-devel avro-c-devel protobuf-devel jemalloc-devel cli11-devel libsodium-devel libcurl-devel qtkeychain-qt6-devel valijson-devel xorg-x11-server-Xvfb java-17-openjdk-headless maven gnome-keyring dbus-daemon desktop-file-utils"
        echo "  Arch: pacman -S cmake ninja gcc qt6-base qt6-websockets qt6-charts qt6-httpserver qt6-svg qt6-tools librdkafka nlohmann-json sqlite spdlog simdjson edlib htslib avro-c protobuf jemalloc cli11 libsodium curl qtkeychain-qt6 xorg-server-xvfb jre17-openjdk-headless maven gnome-keyring desktop-file-utils; valijson from the AUR"
        ;;
    esac
    exit 1
fi

missing=""
for package in $packages; do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q "ok installed" || missing="$missing $package"
done
[ -z "$missing" ] && exit 0

echo "setup: installing$missing"
as_root=""
if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null 2>&1 || {
        echo "setup: this needs root; run: apt-get install$missing" >&2
        exit 1
    }
    as_root=sudo
fi
export DEBIAN_FRONTEND=noninteractive
$as_root apt-get update -qq
# shellcheck disable=SC2086 # a list of words
$as_root apt-get install -y -qq --no-install-recommends $missing >/dev/null
