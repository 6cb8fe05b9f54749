// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/bus/embedded/embedded_bus.h"
#include "tests/core/bus/publish_contract.h"
#include "tests/core/bus/verify_ok.h"
#include "tests/support/test_registry.h"

#include <QTemporaryDir>

using namespace locus;
using namespace locus::bus;

class EmbeddedPublishTest : public test::PublishContract
{
    Q_OBJECT

protected:
    EventBus& bus() override { return *m_bus; }

private Q_SLOTS:
    void initTestCase()
    {
        const EmbeddedOptions options { m_folder.filePath(QStringLiteral("bus.db")).toStdString() };
        auto opened = EmbeddedBus::open(options, m_clock, m_random, m_codec);
        VERIFY_OK(opened);
        m_bus = std::move(opened).value();
    }

private:
    QTemporaryDir m_folder;
    PlainCodec m_codec;
    std::unique_ptr<EmbeddedBus> m_bus;
};

LOCUS_TEST(embedded_publish, EmbeddedPublishTest)
#include "tst_embedded_publish.moc"
