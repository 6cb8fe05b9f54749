// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/service/masking_setup.h"

#include "core/base/file.h"
#include "core/masking/masking_policy.h"
#include "tests/support/test_registry.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <array>

using namespace locus;
using namespace locus::service;

class MaskingSetupTest : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;

    [[nodiscard]] std::string path(const char* name) const
    {
        return m_folder.filePath(QString::fromLatin1(name)).toStdString();
    }

private Q_SLOTS:
    void aSiteBringsItsOwnPolicy()
    {
        const std::string file = path("policy.json");
        QVERIFY(writeFileAtomically(
            file, R"({"rules":[{"answers":"patients.get","roles":["operator"],"show":["id"]}]})")
                    .ok());
        const auto own = maskingPolicy(file);
        QVERIFY2(own.ok(), own.ok() ? "" : own.error().message.c_str());
        const std::array operators { people::Role::Operator };
        const std::array clinicians { people::Role::Clinician };
        QCOMPARE((*own)->answerViewOf("patients.get", operators).roots.size(), 1U);
        QVERIFY((*own)->answerViewOf("patients.get", clinicians).roots.empty());
        QCOMPARE((*maskingPolicy({}))->answerViewOf("patients.get", clinicians).roots.size(), 1U);
    }

    void aBadFileIsNamedWithItsPlace()
    {
        const std::string file = path("bad.json");
        QVERIFY(writeFileAtomically(
            file, R"({"rules":[{"answers":"patients.get","roles":["guest"],"show":["id"]}]})")
                    .ok());
        const auto bad = maskingPolicy(file);
        QVERIFY(!bad.ok());
        QCOMPARE(bad.error().code, "config.bad_value");
        QVERIFY(bad.error().message.find(file + " at /rules/0/roles") != std::string::npos);
        const auto missing = maskingPolicy(path("nowhere.json"));
        QVERIFY(!missing.ok());
        QVERIFY(missing.error().message.find("nowhere.json") != std::string::npos);
    }

    void theKeyIsMadeOnceForItsOwnerAlone()
    {
        const std::filesystem::path folder = m_folder.path().toStdString();
        const auto key = siteKeyOf(folder);
        QVERIFY(key.ok());
        QCOMPARE(key->size(), 32U);
        QVERIFY(*siteKeyOf(folder) == *key);
        const QFile file(m_folder.filePath(QStringLiteral("site.key")));
        QVERIFY(!(file.permissions() & (QFile::ReadGroup | QFile::ReadOther)));
        QVERIFY(writeFileAtomically(folder / "site.key", "short").ok());
        QCOMPARE(siteKeyOf(folder).error().code, "core.bad_site_key");
    }
};

LOCUS_TEST(masking_setup, MaskingSetupTest)
#include "tst_masking_setup.moc"
