// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/secrets/keychain.h"

#include "core/secrets/secret_store.h"

#include <QCoreApplication>
#include <QThread>

#include <chrono>
#include <future>
#include <memory>

namespace locus::secrets {

namespace {

constexpr std::chrono::seconds patience { 30 };

// Lives from the first question to the end of the application: QtKeychain's queue is of this
// thread.
class Asker
{
public:
    static Asker& instance()
    {
        static auto* const asker = new Asker; // gone before Qt is
        return *asker;
    }

    // `question` gets where its answer belongs and what to call with it.
    template <typename Answer, typename Question> Answer ask(Question question)
    {
        const auto told = std::make_shared<std::promise<Answer>>();
        auto answer = told->get_future();
        QMetaObject::invokeMethod(
            m_context,
            [this, told, question = std::move(question)] {
                question(m_context, [told](const Answer& given) { told->set_value(given); });
            },
            Qt::QueuedConnection);
        if (answer.wait_for(patience) != std::future_status::ready) {
            return refused("secret.keychain_locked",
                "the keychain did not answer within " + std::to_string(patience.count())
                    + " s; unlock it and try again");
        }
        return answer.get();
    }

private:
    Asker()
    {
        m_context->moveToThread(&m_thread);
        QObject::connect(&m_thread, &QThread::finished, m_context, &QObject::deleteLater);
        m_thread.setObjectName(QStringLiteral("keychain"));
        m_thread.start();
        qAddPostRoutine([] {
            Asker& asker = instance();
            asker.m_thread.quit();
            asker.m_thread.wait();
            delete &asker;
        });
    }

    QThread m_thread;
    QObject* const m_context = new QObject;
};

} // namespace

Result<std::string> findInKeychain(const std::string& entry)
{
    return Asker::instance().ask<Result<std::string>>([entry](QObject* context, auto tell) {
        SecretStore().find({ SecretPlace::Kind::Keychain, QString::fromStdString(entry) }, context,
            [tell](const Result<QString>& found) {
                tell(found.ok() ? Result<std::string>(found->toStdString())
                                : Result<std::string>(found.error()));
            });
    });
}

Status keepInKeychain(const std::string& entry, const std::string& secret)
{
    LOCUS_TRY(Asker::instance().ask<Status>([entry, secret](QObject* context, auto tell) {
        SecretStore().keep(
            QString::fromStdString(entry), QString::fromStdString(secret), context, tell);
    }));
    LOCUS_TRY_VALUE(found, findInKeychain(entry));
    return found == secret ? Status()
                           : Status(retriable("secret.keychain_wrote_other",
                               "the keychain gave back something else than it was given; "
                               "try again"));
}

Status forgetInKeychain(const std::string& entry)
{
    return Asker::instance().ask<Status>([entry](QObject* context, auto tell) {
        SecretStore().forget(QString::fromStdString(entry), context, tell);
    });
}

} // namespace locus::secrets
