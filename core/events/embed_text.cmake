# SPDX-FileCopyrightText: 2026 The Locus authors
# SPDX-License-Identifier: GPL-3.0-or-later
# cmake -DIN=<text file> -DOUT=<cpp file> -P embed_text.cmake
# Pieces, because some compilers take no literal longer than 16 KiB.
file(READ "${IN}" text)
string(LENGTH "${text}" length)
set(out "// Made from ${IN}.\n#include \"core/events/catalogue_text.h\"\n\nnamespace locus::events {\n\n")
string(APPEND out "namespace {\n\nconstexpr std::string_view pieces[] = {\n")
set(at 0)
while(at LESS length)
    string(SUBSTRING "${text}" ${at} 12000 piece)
    string(APPEND out "R\"~json~(${piece})~json~\",\n")
    math(EXPR at "${at} + 12000")
endwhile()
string(APPEND out "};\n\n} // namespace\n\nstd::span<const std::string_view> catalogueText()\n{\n    return pieces;\n}\n\n}\n")
file(WRITE "${OUT}" "${out}")
