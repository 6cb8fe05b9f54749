// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/disk_recording.h"

#include "tests/support/seeded_random.h"

#include <algorithm>
#include <fstream>
#include <iterator>

namespace locus::test {

namespace {

constexpr std::size_t sectorOctets = 512;
constexpr int shuffledImages = 2;

void apply(const DiskChange& change, DiskImage& disk, std::size_t octets = std::string::npos)
{
    const auto at = static_cast<std::size_t>(change.at);
    switch (change.kind) {
    case DiskChange::Kind::Write: {
        std::string& content = disk[change.file];
        const std::size_t length = std::min(octets, change.octets.size());
        content.resize(std::max(content.size(), at + length));
        content.replace(at, length, change.octets, 0, length);
        return;
    }
    case DiskChange::Kind::Truncate:
        if (const auto found = disk.find(change.file); found != disk.end()) {
            found->second.resize(at);
        }
        return;
    case DiskChange::Kind::Delete: disk.erase(change.file); return;
    case DiskChange::Kind::Sync: return;
    }
}

// The disk as it surely is, and what it was asked to do beyond that.
class Disk
{
public:
    explicit Disk(std::uint64_t seed, DiskImage durable = {})
        : m_random(seed)
        , m_durable(std::move(durable))
    { }

    void add(const DiskChange& change) { m_pending.push_back(&change); }

    // Entries of the folder become durable with any sync, as on a journalling file system.
    void sync(const std::string& file)
    {
        std::vector<const DiskChange*> rest;
        for (const DiskChange* change : m_pending) {
            if (change->file == file || change->kind == DiskChange::Kind::Delete) {
                apply(*change, m_durable);
            } else {
                rest.push_back(change);
            }
        }
        m_pending = std::move(rest);
    }

    // One of those that cutPower() makes.
    DiskImage cutOnce()
    {
        if (!m_pending.empty() && m_random.chance(50)) {
            return m_random.chance(50) ? shuffled() : torn();
        }
        DiskImage growing = m_durable;
        const std::size_t reached = m_random.below(m_pending.size() + 1);
        for (std::size_t n = 0; n < reached; ++n) {
            apply(*m_pending[n], growing);
        }
        return growing;
    }

    bool cutPower(std::size_t at, const std::function<bool(const PowerLoss&)>& judge)
    {
        const auto tell = [&](std::string what, const DiskImage& disk) {
            ++m_images;
            return judge({ at, std::move(what), disk });
        };
        DiskImage growing = m_durable;
        for (std::size_t n = 0;; ++n) {
            if (!tell("prefix " + std::to_string(n) + " of " + std::to_string(m_pending.size()),
                    growing)) {
                return false;
            }
            if (n == m_pending.size()) {
                break;
            }
            apply(*m_pending[n], growing);
        }
        if (m_pending.empty()) {
            return true;
        }
        for (int i = 0; i < shuffledImages; ++i) {
            if (!tell("some, reordered", shuffled())) {
                return false;
            }
        }
        return tell("torn", torn());
    }

    [[nodiscard]] int images() const { return m_images; }

private:
    DiskImage shuffled()
    {
        std::vector<const DiskChange*> some;
        std::size_t settled = 0; // nothing later goes before these
        for (const DiskChange* change : m_pending) {
            if (!m_random.chance(50)) {
                continue;
            }
            if (change->kind == DiskChange::Kind::Delete) {
                // What was written to a file that is gone cannot come back.
                std::erase_if(
                    some, [&](const DiskChange* earlier) { return earlier->file == change->file; });
                some.push_back(change);
                settled = some.size();
                continue;
            }
            const std::size_t place = settled + m_random.below(some.size() - settled + 1);
            some.insert(some.begin() + static_cast<std::ptrdiff_t>(place), change);
        }
        DiskImage disk = m_durable;
        for (const DiskChange* change : some) {
            apply(*change, disk);
        }
        return disk;
    }

    DiskImage torn()
    {
        const std::size_t victim = m_random.below(m_pending.size());
        DiskImage disk = m_durable;
        for (std::size_t n = 0; n < m_pending.size(); ++n) {
            const std::size_t sectors = m_pending[n]->octets.size() / sectorOctets;
            const std::size_t kept =
                n == victim ? sectorOctets * m_random.below(sectors + 1) : std::string::npos;
            apply(*m_pending[n], disk, kept);
        }
        return disk;
    }

    SeededRandom m_random;
    DiskImage m_durable;
    std::vector<const DiskChange*> m_pending;
    int m_images = 0;
};

} // namespace

int forEveryPowerLoss(const DiskRecording& recording, std::uint64_t seed,
    const std::function<bool(const PowerLoss&)>& judge)
{
    Disk disk(seed);
    for (std::size_t at = 0; at < recording.size(); ++at) {
        const DiskChange& change = recording[at];
        if (change.kind != DiskChange::Kind::Sync) {
            disk.add(change);
            continue;
        }
        if (!disk.cutPower(at, judge)) {
            return disk.images();
        }
        disk.sync(change.file);
    }
    disk.cutPower(recording.size(), judge);
    return disk.images();
}

DiskImage onePowerLoss(DiskImage base, const DiskRecording& recording, std::uint64_t seed)
{
    Disk disk(seed, std::move(base));
    for (const DiskChange& change : recording) {
        if (change.kind == DiskChange::Kind::Sync) {
            disk.sync(change.file);
        } else {
            disk.add(change);
        }
    }
    return disk.cutOnce();
}

void writeImage(const DiskImage& image, const std::filesystem::path& folder)
{
    std::filesystem::remove_all(folder);
    std::filesystem::create_directories(folder);
    for (const auto& [name, content] : image) {
        std::ofstream(folder / name, std::ios::binary) << content;
    }
}

DiskImage readImage(const std::filesystem::path& folder)
{
    DiskImage image;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        const std::string name = entry.path().filename().string();
        if (entry.is_regular_file() && !name.ends_with("-shm")) {
            std::ifstream in(entry.path(), std::ios::binary);
            image[name].assign(std::istreambuf_iterator<char>(in), {});
        }
    }
    return image;
}

} // namespace locus::test
