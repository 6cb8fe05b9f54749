// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QProcess>
#include <QString>
#include <QStringList>
#include <QTemporaryDir>

#include <chrono>
#include <cstdint>
#include <filesystem>

namespace locus::test {

// A real locusd of the build under test, on free ports and a data folder of its own, gone when this
// goes.
class CoreProcess
{
public:
    CoreProcess();
    ~CoreProcess();
    CoreProcess(const CoreProcess&) = delete;
    CoreProcess& operator=(const CoreProcess&) = delete;

    // Starts it and waits until it can be entered. Errors: fatal "test.core_failed" with what it
    // said.
    Status start(const QStringList& extraArguments = {},
        std::chrono::milliseconds timeout = std::chrono::seconds(20));
    // The next start() keeps all its threads on this one CPU. Linux only; elsewhere it does
    // nothing.
    void pinTo(int cpu) { m_cpu = cpu; }
    // For the next start(); an empty value takes the variable away.
    void setEnvironment(const QString& name, const QString& value);
    // Its files are not sealed: for those who read them without its keys.
    void keepPlain()
    {
        setEnvironment(QStringLiteral("LOCUS_SEALING_ENABLED"), QStringLiteral("false"));
    }
    // For the next start(): people may sign in by this identity provider.
    void setProvider(const std::string& issuer)
    {
        setEnvironment(QStringLiteral("LOCUS_OIDC_ISSUER"), QString::fromStdString(issuer));
        setEnvironment(QStringLiteral("LOCUS_OIDC_CLIENT_ID"), QStringLiteral("locus"));
    }
    // What the other core sealed can be opened by this one.
    void shareMasterKey(const CoreProcess& other)
    {
        setEnvironment(QStringLiteral("LOCUS_SEALING_MASTER_KEY_FILE"),
            QString::fromStdString(other.masterKeyFile().string()));
    }
    // For the running core every disk is full behind this many octets of a file. Linux only.
    Status limitFiles(std::uint64_t octets) const;
    Status unlimitFiles() const;
    // As kill -9; the data folder stays for the next start().
    void killHard();
    // SIGTERM; the time it took to end, or an error after `timeout`.
    Result<std::chrono::milliseconds> stop(
        std::chrono::milliseconds timeout = std::chrono::seconds(10));
    // Of the core that ended last; -1 if it was killed or runs.
    [[nodiscard]] int exitCode() const;

    [[nodiscard]] std::filesystem::path dataDir() const;
    [[nodiscard]] std::filesystem::path masterKeyFile() const; // beside the data folder
    [[nodiscard]] qint64 pid() const { return m_process.processId(); }
    [[nodiscard]] QByteArray errorOutput();
    // Resident memory in KiB; 0 if the process is gone.
    [[nodiscard]] qint64 residentKiB() const;
    // Value of a member of endpoint.json ("rpc", "http").
    [[nodiscard]] QString endpoint(const QString& member) const;
    [[nodiscard]] QString token() const;

    // Path of a program of the build under test: "locusd", "locusctl", "locus".
    static QString program(const QString& name);

private:
    QTemporaryDir m_folder;
    QProcess m_process;
    int m_cpu = -1;
};

// Runs a program to its end.
struct Finished
{
    int exitCode = -1;
    QByteArray out;
    QByteArray err;
};
Finished runProgram(const QString& name, const QStringList& arguments, const QByteArray& input = {},
    std::chrono::milliseconds timeout = std::chrono::seconds(60));

} // namespace locus::test
