# Libraries that ship only a pkg-config file in Debian become imported targets here, under the name their own CMake
# package would give them.
find_package(PkgConfig)

# locus_pkg(<target> <module> <why>): CONFIG first where the library has one, else pkg-config.
function(locus_pkg target module why)
    if(TARGET ${target})
        return()
    endif()
    string(MAKE_C_IDENTIFIER "${module}" id)
    pkg_check_modules(${id} REQUIRED IMPORTED_TARGET GLOBAL ${module})
    add_library(${target} ALIAS PkgConfig::${id})
    message(STATUS "${module} ${${id}_VERSION}: ${why}")
endfunction()

find_package(Threads REQUIRED)
find_package(Qt6 6.4.2 REQUIRED COMPONENTS Core DBus Network WebSockets HttpServer)
find_package(Qt6Keychain REQUIRED)
find_package(nlohmann_json 3.11 REQUIRED)
find_package(spdlog 1.10 REQUIRED)
find_package(simdjson REQUIRED)
find_package(SQLite3 REQUIRED)
find_package(CLI11 REQUIRED)
find_package(CURL REQUIRED)
find_package(OpenSSL 3 REQUIRED)
locus_pkg(Avro::avro avro-c "values framed with Avro")
locus_pkg(Protobuf::protobuf protobuf "values framed with Protobuf")
locus_pkg(Sodium::sodium libsodium "digests, system randomness, token hashes")
locus_pkg(HTSlib::hts htslib "VCF and bgzip FASTA")
locus_pkg(Edlib::edlib edlib-1 "sequence alignment") # its CMake package in Debian names a file it does not ship
find_package(RdKafka REQUIRED)

# glibc's malloc is slow where one thread frees what another took, as every record does on its way through the loop:
# programs that hold a loop link this one. Other systems' own do well; a sanitizer brings its own.
add_library(locus_allocator INTERFACE)
add_library(Locus::allocator ALIAS locus_allocator)
if(CMAKE_SYSTEM_NAME STREQUAL "Linux" AND NOT LOCUS_SANITIZER)
    locus_pkg(Jemalloc::jemalloc jemalloc "memory")
    target_link_libraries(locus_allocator INTERFACE -Wl,--no-as-needed Jemalloc::jemalloc -Wl,--as-needed)
    target_sources(locus_allocator INTERFACE "${PROJECT_SOURCE_DIR}/core/base/allocator_settings.cpp")
endif()
