# SPDX-FileCopyrightText: 2026 The Locus authors
# SPDX-License-Identifier: GPL-3.0-or-later
# cmake -DIN=<text file> -DOUT=<cpp file> -P embed_policy.cmake
# Pieces, because some compilers take no literal longer than 16 KiB; the compiler joins them.
file(READ "${IN}" text)
string(LENGTH "${text}" length)
set(out "// Made from ${IN}.\n#include \"core/masking/built_in_text.h\"\n\nnamespace locus::masking {\n\n")
string(APPEND out "std::string_view builtInText()\n{\n    return\n")
set(at 0)
while(at LESS length)
    string(SUBSTRING "${text}" ${at} 12000 piece)
    string(APPEND out "R\"~json~(${piece})~json~\"\n")
    math(EXPR at "${at} + 12000")
endwhile()
string(APPEND out ";\n}\n\n} // namespace locus::masking\n")
file(WRITE "${OUT}" "${out}")
