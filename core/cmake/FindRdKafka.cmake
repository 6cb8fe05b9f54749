# RdKafka::rdkafka: the C library. Its own CMake package where it was installed with one, else pkg-config.
find_package(RdKafka CONFIG QUIET)
if(NOT TARGET RdKafka::rdkafka)
    pkg_check_modules(RDKAFKA REQUIRED IMPORTED_TARGET GLOBAL rdkafka>=2.0.2)
    add_library(RdKafka::rdkafka ALIAS PkgConfig::RDKAFKA)
endif()
set(RdKafka_FOUND TRUE)
