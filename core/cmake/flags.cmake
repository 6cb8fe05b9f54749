# The one target that carries the standard, the warnings and the Qt definitions; every target of Locus links it.
add_library(locus_flags INTERFACE)
add_library(Locus::flags ALIAS locus_flags)
target_compile_features(locus_flags INTERFACE cxx_std_20)
target_include_directories(locus_flags INTERFACE "${PROJECT_SOURCE_DIR}")
target_compile_definitions(locus_flags INTERFACE
    LOCUS_VERSION="${PROJECT_VERSION}"
    JSON_USE_IMPLICIT_CONVERSIONS=0
    QT_NO_CAST_FROM_ASCII
    QT_NO_CAST_TO_ASCII
    QT_NO_URL_CAST_FROM_STRING
    QT_NO_NARROWING_CONVERSIONS_IN_CONNECT
    QT_NO_FOREACH
    QT_NO_KEYWORDS
    QT_STRICT_ITERATORS
    QT_USE_QSTRINGBUILDER
    QT_DISABLE_DEPRECATED_BEFORE=0x060400)
if(NOT MSVC)
    string(REPLACE "-O3" "-O2" CMAKE_CXX_FLAGS_RELEASE "${CMAKE_CXX_FLAGS_RELEASE}") # compiles a third quicker
endif()
if(MSVC)
    target_compile_options(locus_flags INTERFACE /W4 /permissive- /utf-8 /Zc:__cplusplus)
    target_compile_definitions(locus_flags INTERFACE NOMINMAX _CRT_SECURE_NO_WARNINGS)
else()
    target_compile_options(locus_flags INTERFACE
        -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wold-style-cast -Wnon-virtual-dtor -Woverloaded-virtual
        -Wcast-align -Wunused -Wnull-dereference -Wformat=2 -Wimplicit-fallthrough)
    if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
        # GCC 12 reports both inside its own headers once a Result is inlined.
        target_compile_options(locus_flags INTERFACE -Wno-maybe-uninitialized -Wno-null-dereference -Wno-restrict)
    endif()
endif()
if(LOCUS_WARNINGS_AS_ERRORS)
    target_compile_options(locus_flags INTERFACE $<IF:$<CXX_COMPILER_ID:MSVC>,/WX,-Werror>)
endif()

set(LOCUS_SANITIZER "" CACHE STRING "address (with undefined), thread, or empty")
if(LOCUS_SANITIZER STREQUAL "address")
    target_compile_options(locus_flags INTERFACE -fsanitize=address,undefined -fno-omit-frame-pointer)
    target_link_options(locus_flags INTERFACE -fsanitize=address,undefined)
elseif(LOCUS_SANITIZER STREQUAL "thread")
    target_compile_options(locus_flags INTERFACE -fsanitize=thread -fno-omit-frame-pointer)
    target_link_options(locus_flags INTERFACE -fsanitize=thread)
endif()
