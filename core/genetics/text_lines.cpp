// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/genetics/text_lines.h"

#include <htslib/bgzf.h>
#include <htslib/kstring.h>

#include <memory>

namespace locus::genetics {

Status forEachLine(
    const std::filesystem::path& path, const std::function<Status(std::string_view)>& take)
{
    std::error_code ignored;
    if (!std::filesystem::is_regular_file(path, ignored)) {
        return notFound("file.missing", "there is no file " + path.string());
    }
    const std::unique_ptr<BGZF, int (*)(BGZF*)> file(bgzf_open(path.c_str(), "r"), bgzf_close);
    if (!file) {
        return retriable("file.unreadable", "cannot read " + path.string());
    }
    kstring_t line = KS_INITIALIZE;
    const std::unique_ptr<kstring_t, void (*)(kstring_t*)> cleaner(&line, ks_free);
    int state = 0;
    while ((state = bgzf_getline(file.get(), '\n', &line)) >= 0) {
        std::string_view text(line.s ? line.s : "", line.l);
        if (text.ends_with('\r')) {
            text.remove_suffix(1);
        }
        LOCUS_TRY(take(text));
    }
    if (state < -1) {
        return retriable("file.unreadable", "reading " + path.string() + " failed");
    }
    return {};
}

} // namespace locus::genetics
