// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "oracle.h"

#include "core/genetics/vcf_reader.h"

#include <QFile>
#include <QFileInfo>

namespace locus::test {

std::optional<std::string> oraclePath(std::string_view relative)
{
    const QByteArray root = qgetenv("LOCUS_ORACLES");
    const std::string path = root.toStdString() + "/" + std::string(relative);
    if (root.isEmpty() || !QFileInfo::exists(QString::fromStdString(path))) {
        return std::nullopt;
    }
    return path;
}

std::string oracleText(std::string_view relative)
{
    QFile file(QString::fromStdString(oraclePath(relative).value_or("")));
    if (!file.open(QIODevice::ReadOnly)) {
        qFatal("cannot read oracle file");
    }
    const std::string bytes = file.readAll().toStdString();
    constexpr std::size_t most = 1U << 26U;
    return genetics::looksPacked(bytes) ? genetics::unpack(bytes, most).text : bytes;
}

} // namespace locus::test
