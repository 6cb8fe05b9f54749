# SPDX-FileCopyrightText: 2026 The Locus authors
# SPDX-License-Identifier: GPL-3.0-or-later
# cmake -DNAME=<fuzzer> -DSOURCE=<its project> -DBUILD=<folder> -DCORPUS=<seeds> -DSECONDS=<n> -P run_fuzzer.cmake
# Builds the fuzzer where it is out of date and lets it search from a copy of the seeds. What it finds stays in BUILD.
find_program(clang NAMES clang++ clang++-19 clang++-18 clang++-17 clang++-16 clang++-15 clang++-14)
if(NOT clang)
    message(FATAL_ERROR "fuzz/${NAME} needs clang++ with libFuzzer (Debian: clang)")
endif()

find_program(ninja NAMES ninja)
set(generator "")
if(ninja)
    set(generator -G Ninja)
endif()
execute_process(COMMAND "${CMAKE_COMMAND}" ${generator} -S "${SOURCE}" -B "${BUILD}" "-DCMAKE_CXX_COMPILER=${clang}"
    OUTPUT_QUIET COMMAND_ERROR_IS_FATAL ANY)
execute_process(COMMAND "${CMAKE_COMMAND}" --build "${BUILD}" --target ${NAME}_fuzz --parallel
    COMMAND_ERROR_IS_FATAL ANY)

file(REMOVE_RECURSE "${BUILD}/corpus")
file(COPY "${CORPUS}/" DESTINATION "${BUILD}/corpus")
file(GLOB seeds "${BUILD}/corpus/*")
list(LENGTH seeds count)
if(count EQUAL 0)
    message(FATAL_ERROR "fuzz/${NAME} has no seeds in ${CORPUS}")
endif()
execute_process(
    COMMAND "${BUILD}/${NAME}_fuzz" "${BUILD}/corpus" -max_total_time=${SECONDS} -rss_limit_mb=2048 -timeout=10
        -max_len=8192 -print_final_stats=1 "-artifact_prefix=${BUILD}/"
    RESULT_VARIABLE result)
if(NOT result EQUAL 0)
    message(FATAL_ERROR "fuzz/${NAME} found a record that breaks a promise; it is in ${BUILD}")
endif()
