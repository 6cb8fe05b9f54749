// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/patients/patient_index.h"

#include "core/patients/search_text.h"
#include "tests/support/test_registry.h"

#include <QTest>

#include <algorithm>
#include <map>
#include <random>

using namespace locus::patients;

namespace {

Patient person(std::string family, std::string given, std::string born, std::string number)
{
    Patient out;
    out.version = 1;
    out.names = { { std::move(family), { std::move(given) }, "official" } };
    out.birthDate = dateFrom(born);
    out.identifiers = { { "urn:hospital", std::move(number), "" } };
    return out;
}

// What the index must find, by looking at everybody.
std::vector<PatientIndex::Number> lookedThrough(
    const std::map<PatientIndex::Number, Patient>& all, const std::string& typed)
{
    const auto words = searchWords(typed);
    std::vector<PatientIndex::Number> out;
    for (const auto& [number, patient] : all) {
        const std::string name = folded(patient.names[0].family + ' ' + patient.names[0].given[0]);
        const std::string id = foldedIdentifier(patient.identifiers[0].value);
        const bool found = std::all_of(words.begin(), words.end(), [&](const SearchWord& word) {
            if (word.isDate) {
                return patient.birthDate && toString(*patient.birthDate) == word.text;
            }
            const bool hasDigit = word.text.find_first_of("0123456789") != std::string::npos;
            return name.find(word.text) != std::string::npos
                || (hasDigit && id.find(word.text) != std::string::npos);
        });
        if (found && !words.empty()) {
            out.push_back(number);
        }
    }
    return out;
}

} // namespace

class PatientIndexTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsByAnyPartInAnyOrder()
    {
        PatientIndex index;
        index.put(7, person("Osei", "Ama", "1971-03-05", "943-476"));
        index.put(8,
            person(reinterpret_cast<const char*>(u8"M\u00fcller"), "Anna", "1980-01-01", "AB 12"));
        const auto only = [&](const char* typed, PatientIndex::Number number) {
            const auto found = index.find(typed, 10);
            return found.total == 1 && found.best == std::vector { number };
        };
        QVERIFY(only("ama osei", 7));
        QVERIFY(only("SEI am", 7)); // parts, any case
        QVERIFY(only("muller", 8));
        QVERIFY(only(reinterpret_cast<const char*>(u8"M\u00dcLL"), 8));
        QVERIFY(only("05.03.1971", 7));
        QVERIFY(only("osei 1971-03-05", 7));
        QVERIFY(only("943476", 7));
        QVERIFY(only("ab12", 8));
        QCOMPARE(index.find("a", 10).total, std::size_t(2));
        QCOMPARE(index.find("osei anna", 10).total, std::size_t(0));
        QCOMPARE(index.find("1980-03-05", 10).total, std::size_t(0));
        QCOMPARE(index.find("  ", 10).total, std::size_t(0));
    }

    void wordsThatBeginAsTypedComeFirst()
    {
        PatientIndex index;
        index.put(1, person("Hoffman", "Eva", "1990-01-01", "1"));
        index.put(2, person("Mann", "Eva", "1990-01-01", "2"));
        QCOMPARE(index.find("man", 10).best, (std::vector<PatientIndex::Number> { 2, 1 }));
        QCOMPARE(index.find("man", 1).best, (std::vector<PatientIndex::Number> { 2 }));
        QCOMPARE(index.find("man", 1).total, std::size_t(2));
    }

    void whatChangedIsFoundAsItIsNow()
    {
        PatientIndex index;
        index.put(1, person("Osei", "Ama", "1971-03-05", "1"));
        index.put(1, person("Boateng", "Ama", "1971-03-05", "1"));
        QCOMPARE(index.find("osei", 10).total, std::size_t(0));
        QCOMPARE(index.find("boateng", 10).total, std::size_t(1));
        index.remove(1);
        index.remove(1);
        QCOMPARE(index.find("boateng", 10).total, std::size_t(0));
        QCOMPARE(index.size(), std::size_t(0));
    }

    // Against looking through everybody, with changes and removals in between.
    void findsWhatLookingThroughFinds()
    {
        const std::vector<std::string> families { "Osei", "Okafor", "Smith", "Smithson", "Li",
            reinterpret_cast<const char*>(u8"Gro\u00df"), "van der Berg", "O'Brien" };
        const std::vector<std::string> given { "Ama", "Amara", "Jo", "John", "Johanna", "Li" };
        for (unsigned seed = 1; seed <= 20; ++seed) {
            std::mt19937 random(seed);
            const auto pick = [&](const std::vector<std::string>& from) {
                return from[random() % from.size()];
            };
            PatientIndex index;
            std::map<PatientIndex::Number, Patient> all;
            for (int step = 0; step < 300; ++step) {
                const auto number = static_cast<PatientIndex::Number>(random() % 100);
                if (random() % 5 == 0) {
                    index.remove(number);
                    all.erase(number);
                    continue;
                }
                const std::string day = std::to_string(random() % 9 + 1);
                Patient one = person(pick(families), pick(given), "1970-01-0" + day,
                    std::to_string(random() % 1000));
                index.put(number, one);
                all[number] = std::move(one);
            }
            for (const char* typed : { "o", "li", "smith", "son jo", "der", "1", "42", "gross",
                     "obrien", "1970-01-03", "ama 1970-01-05", "li li", "berg van" }) {
                auto found = index.find(typed, 1000);
                std::sort(found.best.begin(), found.best.end());
                QVERIFY2(found.best == lookedThrough(all, typed),
                    qPrintable(QStringLiteral("seed %1, typed %2")
                                   .arg(seed)
                                   .arg(QString::fromLatin1(typed))));
                QCOMPARE(found.total, found.best.size());
            }
        }
    }
};

LOCUS_TEST(patient_index, PatientIndexTest)
#include "tst_patient_index.moc"
