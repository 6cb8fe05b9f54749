// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/system_lock.h"

#include <CoreFoundation/CoreFoundation.h>

namespace locus::ui {

namespace {

// What the login window tells every program: the screen is locked, or shows its saver. Sleep and a
// switch of users lock the screen first.
class MacLock final : public SystemLock
{
public:
    MacLock()
    {
        for (const CFStringRef name :
            { CFSTR("com.apple.screenIsLocked"), CFSTR("com.apple.screensaver.didstart") }) {
            CFNotificationCenterAddObserver(CFNotificationCenterGetDistributedCenter(), this,
                &MacLock::told, name, nullptr, CFNotificationSuspensionBehaviorDeliverImmediately);
        }
    }

    ~MacLock() override
    {
        CFNotificationCenterRemoveEveryObserver(CFNotificationCenterGetDistributedCenter(), this);
    }

private:
    static void told(CFNotificationCenterRef /*center*/, void* observer, CFNotificationName,
        const void* /*object*/, CFDictionaryRef /*info*/)
    {
        Q_EMIT static_cast<MacLock*>(observer)->locked();
    }
};

} // namespace

std::unique_ptr<SystemLock> SystemLock::make(const QString& /*bus*/)
{
    return std::make_unique<MacLock>();
}

} // namespace locus::ui
