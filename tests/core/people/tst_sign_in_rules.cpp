// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/people/sign_in_rules.h"
#include "core/people/totp.h"
#include "tests/support/test_registry.h"

#include <QTest>

using namespace locus;
using namespace locus::people;
using namespace std::chrono_literals;

namespace {

const Instant now = fromMillis(1'772'440'173'000);

Account person()
{
    Account account;
    account.shown.user = "a.osei";
    account.shown.roles = { Role::Clinician };
    return account;
}

} // namespace

class SignInRulesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void thePauseDoublesUpToItsCap()
    {
        QCOMPARE(signInPause(-1), Duration(0));
        QCOMPARE(signInPause(0), Duration(0));
        QCOMPARE(signInPause(1), Duration(1s));
        QCOMPARE(signInPause(2), Duration(2s));
        QCOMPARE(signInPause(3), Duration(4s));
        QCOMPARE(signInPause(10), Duration(512s));
        QCOMPARE(signInPause(11), Duration(15min));
        for (std::int64_t failures = 1; failures < 5000; ++failures) {
            QVERIFY(signInPause(failures + 1) >= signInPause(failures));
            QVERIFY(signInPause(failures) > Duration(0));
            QVERIFY(signInPause(failures) <= longestSignInPause);
        }
        QCOMPARE(signInPause(INT64_MAX), longestSignInPause);
    }

    void anAccountWaitsNoLongerThanTheLongestPause()
    {
        Account account = person();
        QCOMPARE(signInWait(account, now), Duration(0));
        account.shown.lockedUntil = now + 4s;
        QCOMPARE(signInWait(account, now), Duration(4s));
        QCOMPARE(signInWait(account, now + 4s), Duration(0));
        QCOMPARE(signInWait(account, now - 48h), longestSignInPause); // the clock was set back
    }

    void whoIsWelcome()
    {
        QCOMPARE(judgeSignIn(person(), true, "", now).verdict, SignInVerdict::Welcome);
        QCOMPARE(judgeSignIn(person(), false, "", now).verdict, SignInVerdict::Refused);
        QCOMPARE(judgeSignIn(std::nullopt, true, "", now).verdict, SignInVerdict::Refused);
        Account disabled = person();
        disabled.shown.disabledAt = now;
        QCOMPARE(judgeSignIn(disabled, true, "", now).verdict, SignInVerdict::Refused);
        Account service = person();
        service.shown.kind = AccountKind::Service;
        QCOMPARE(judgeSignIn(service, true, "", now).verdict, SignInVerdict::Refused);
    }

    void theSecondFactor()
    {
        Account account = person();
        account.totpSecret = newTotpSecret();
        // Enrolled only: nobody is asked for a code yet.
        QCOMPARE(judgeSignIn(account, true, "", now).verdict, SignInVerdict::Welcome);
        account.shown.hasSecondFactor = true;
        QCOMPARE(judgeSignIn(account, true, "", now).verdict, SignInVerdict::NeedsCode);
        QCOMPARE(judgeSignIn(account, false, "", now).verdict, SignInVerdict::Refused);
        const std::string code = totpCode(account.totpSecret, totpStepAt(now));
        const auto found = judgeSignIn(account, true, code, now);
        QCOMPARE(found.verdict, SignInVerdict::Welcome);
        QCOMPARE(found.totpStep, totpStepAt(now));
        QCOMPARE(judgeSignIn(account, false, code, now).verdict, SignInVerdict::Refused);
        account.totpStep = found.totpStep;
        QCOMPARE(judgeSignIn(account, true, code, now).verdict, SignInVerdict::Refused);
    }

    void oneAnswerForAll()
    {
        const Error plain = badSignIn(Duration(0));
        QCOMPARE(plain.code, std::string("people.bad_sign_in"));
        QVERIFY(plain.fact("retryAfterMs").empty());
        const Error waiting = badSignIn(1500ms + 1us);
        QCOMPARE(std::string(waiting.fact("retryAfterMs")), std::string("1501"));
        QCOMPARE(waiting.message, plain.message);
    }
};

LOCUS_TEST(sign_in_rules, SignInRulesTest)
#include "tst_sign_in_rules.moc"
