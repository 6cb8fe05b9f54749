// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/file.h"
#include "tests/fuzz/decoder_promises.h"
#include "tests/support/seeded_random.h"
#include "tests/support/test_registry.h"

#include <QTest>

#include <filesystem>

using namespace locus;

namespace {

std::vector<Bytes> seeds()
{
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(
             std::filesystem::path(LOCUS_TEST_DATA) / "fuzz" / "decoder")) {
        files.push_back(entry.path());
    }
    std::sort(files.begin(), files.end());
    std::vector<Bytes> out;
    for (const auto& file : files) {
        out.push_back(readFile(file, 1 << 20).valueOr({}));
    }
    return out;
}

// One small damage: an octet, a piece cut out, doubled, or taken from another seed.
void damage(Bytes& record, const Bytes& other, test::SeededRandom& random)
{
    if (record.empty()) {
        return;
    }
    const std::size_t at = random.below(record.size());
    const std::size_t length = 1 + random.below(16);
    switch (random.below(5)) {
    case 0: record[at] = static_cast<char>(random.below(256)); break;
    case 1: record[at] = "{}[]\",:\n\\0e"[random.below(11)]; break;
    case 2: record.erase(at, length); break;
    case 3: record.insert(at, record.substr(at, length)); break;
    default: record.insert(at, other.substr(random.below(other.size()), 4 * length));
    }
}

} // namespace

class DecoderReplayTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everySeedKeepsThePromises()
    {
        events::WireDecoder decoder;
        const auto all = seeds();
        QVERIFY(all.size() >= 30);
        std::size_t asEvents = 0;
        for (const Bytes& seed : all) {
            const test::FuzzRecord record(seed);
            QCOMPARE(test::brokenPromise(record, decoder), std::string());
            const auto decoded = decoder.decode(record.view());
            asEvents += decoded.ok() && decoded->envelope ? 1 : 0;
        }
        QVERIFY2(asEvents >= 15, std::to_string(asEvents).c_str()); // the seeds reach every format
    }

    void tenThousandDamagedRecordsToo()
    {
        constexpr int count = 10'000;
        events::WireDecoder decoder;
        test::SeededRandom random(20'260'302);
        const auto all = seeds();
        int poisoned = 0;
        int read = 0;
        for (int i = 0; i < count; ++i) {
            Bytes input = all[random.below(all.size())];
            for (std::uint64_t times = 1 + random.below(4); times > 0; --times) {
                damage(input, all[random.below(all.size())], random);
            }
            const test::FuzzRecord record(input);
            const std::string broken = test::brokenPromise(record, decoder);
            QVERIFY2(broken.empty(), (broken + "\n" + input).c_str());
            const auto decoded = decoder.decode(record.view());
            poisoned += decoded.ok() ? 0 : 1;
            read += decoded.ok() && decoded->envelope ? 1 : 0;
        }
        QVERIFY2(poisoned > count / 20, std::to_string(poisoned).c_str());
        QVERIFY2(read > count / 20, std::to_string(read).c_str());
    }
};

LOCUS_TEST(decoder_replay, DecoderReplayTest)
#include "tst_decoder_replay.moc"
