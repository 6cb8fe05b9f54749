// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/kafka_broker_archives.h"

#include <QDir>
#include <QFile>
#include <QLockFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>

#include <cstring>

namespace locus::test {

namespace {

constexpr int downloadMs = 10 * 60 * 1000;

const char* const pom = R"(<project xmlns="http://maven.apache.org/POM/4.0.0">
<modelVersion>4.0.0</modelVersion>
<groupId>org.locus.tests</groupId><artifactId>broker</artifactId><version>1</version>
<dependencies>
<dependency><groupId>org.apache.kafka</groupId><artifactId>kafka_2.13</artifactId><version>%1</version></dependency>
<dependency><groupId>org.apache.kafka</groupId><artifactId>kafka-tools</artifactId><version>%1</version></dependency>
<dependency><groupId>org.apache.logging.log4j</groupId><artifactId>log4j-slf4j-impl</artifactId><version>2.24.3</version></dependency>
<dependency><groupId>org.apache.logging.log4j</groupId><artifactId>log4j-core</artifactId><version>2.24.3</version></dependency>
</dependencies>
</project>
)";

QString cacheFolder(const char* version)
{
    const QString named = qEnvironmentVariable("LOCUS_KAFKA_CACHE");
    if (named.isEmpty()) {
        return QDir::homePath() + QStringLiteral("/.cache/locus-tests/kafka-")
            + QLatin1String(version);
    }
    const bool isUsual = std::strcmp(version, newKafka) == 0;
    return isUsual ? named : named + QLatin1Char('-') + QLatin1String(version);
}

Status download(const QString& folder, const char* version)
{
    const QString maven = QStandardPaths::findExecutable(QStringLiteral("mvn"));
    if (maven.isEmpty()) {
        return retriable("test.no_maven",
            "the tests against a real Kafka broker need maven once, to fetch the broker: install "
            "the package maven, or point LOCUS_KAFKA_CACHE at a folder that has the archives");
    }
    const QTemporaryDir project;
    QFile file(project.filePath(QStringLiteral("pom.xml")));
    if (!file.open(QIODevice::WriteOnly)
        || file.write(QString::fromLatin1(pom).arg(QLatin1String(version)).toUtf8()) < 0) {
        return retriable("test.download_failed", "no room for maven's project file");
    }
    file.close();
    QProcess process;
    process.setWorkingDirectory(project.path());
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(maven,
        { QStringLiteral("-q"), QStringLiteral("-B"),
            QStringLiteral("dependency:copy-dependencies"),
            QStringLiteral("-DoutputDirectory=") + folder });
    if (!process.waitForFinished(downloadMs) || process.exitCode() != 0) {
        return retriable("test.download_failed",
            "maven could not fetch the Kafka broker: "
                + process.readAll().right(2000).toStdString());
    }
    return {};
}

} // namespace

Result<QString> kafkaArchives(const char* version)
{
    if (QStandardPaths::findExecutable(QStringLiteral("java")).isEmpty()) {
        return retriable("test.no_java",
            "the tests against a real Kafka broker need Java 17: install the package "
            "default-jre-headless");
    }
    const QString folder = cacheFolder(version);
    QDir().mkpath(folder);
    QLockFile lock(folder + QStringLiteral("/.lock"));
    lock.setStaleLockTime(0);
    lock.lock();
    QFile complete(folder + QStringLiteral("/.complete"));
    if (!complete.exists()) {
        LOCUS_TRY(download(folder, version));
        if (!complete.open(QIODevice::WriteOnly)) {
            return retriable("test.download_failed", "cannot write to " + folder.toStdString());
        }
    }
    return folder;
}

} // namespace locus::test
