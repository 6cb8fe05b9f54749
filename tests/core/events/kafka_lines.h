// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/file.h"
#include "core/events/captured_record.h"
#include "core/events/record_facts.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <filesystem>
#include <vector>

namespace locus::test {

// One captured record: what its makers say it is, and what Locus says.
struct KafkaLine
{
    QString place; // scenario and offset
    QJsonObject expected;
    QJsonObject told;
    QString trouble; // why the line could not be read
};

inline KafkaLine kafkaLine(const QByteArray& line, events::WireDecoder& decoder)
{
    const QJsonObject source = QJsonDocument::fromJson(line).object();
    KafkaLine out;
    out.place = source[u"scenario"].toString() + u'/' + QString::number(source[u"offset"].toInt());
    out.expected = source[u"expect"].toObject();
    const auto record = events::readCapturedRecord(line.toStdString());
    if (!record.ok()) {
        out.trouble = QString::fromStdString(record.error().message);
        return out;
    }
    const Bytes facts = events::recordFacts(record->view(), decoder);
    out.told = QJsonDocument::fromJson(QByteArray::fromStdString(facts)).object();
    if (out.told.isEmpty() || facts.find('\n') != Bytes::npos) {
        out.trouble = QStringLiteral("what was told is not one line of JSON");
    }
    return out;
}

// Empty if the file cannot be read.
inline std::vector<KafkaLine> kafkaLines(const std::filesystem::path& file)
{
    events::WireDecoder decoder({ events::CapturedRecord::largestValue });
    std::vector<KafkaLine> out;
    const QByteArray content = QByteArray::fromStdString(readFile(file, 64 << 20).valueOr({}));
    for (const QByteArray& line : content.split('\n')) {
        if (!line.trimmed().isEmpty()) {
            out.push_back(kafkaLine(line, decoder));
        }
    }
    return out;
}

} // namespace locus::test
