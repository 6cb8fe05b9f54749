// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/people/account.h"
#include "ui/widgets/form_dialog.h"

#include <optional>

namespace locus {
class UuidSource;
}
namespace locus::client {
class CoreClient;
}
namespace locus::protocol {
struct AccountFields;
}

namespace locus::ui {

class PasswordField;
class RoleBoxes;

// A new account of a person, or what of one is to change. Stays open with the core's sentence when
// the core refuses.
class AccountDialog : public FormDialog
{
    Q_OBJECT

public:
    // `account`: none for a new one. Client and ids must outlive this.
    AccountDialog(client::CoreClient& core, UuidSource& ids,
        std::optional<people::AccountSummary> account, QWidget* parent);

Q_SIGNALS:
    // It is done; `name` is whose account it is.
    void saved(const QString& accountId, const QString& name);

private:
    QLineEdit* addLine(
        const QString& name, const char* id, const QString& text, const QString& hint = {});
    [[nodiscard]] protocol::AccountFields fields() const;
    void create();
    void change();
    template <typename Message> void ask(Message message);

    client::CoreClient& m_core;
    UuidSource& m_ids;
    std::optional<people::AccountSummary> m_account;
    QLineEdit* m_user = nullptr;
    QLineEdit* m_name = nullptr;
    PasswordField* m_password = nullptr;
    RoleBoxes* m_roles = nullptr;
};

} // namespace locus::ui
