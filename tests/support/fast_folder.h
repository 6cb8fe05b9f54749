// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDir>
#include <QFileInfo>

namespace locus::test {

// Where a QTemporaryDir is made whose syncs cost nothing, if this machine has such a place.
inline QString fastFolder()
{
    const QFileInfo memory(QStringLiteral("/dev/shm"));
    const QString where =
        memory.isDir() && memory.isWritable() ? memory.filePath() : QDir::tempPath();
    return where + QStringLiteral("/locus-test-XXXXXX");
}

} // namespace locus::test
