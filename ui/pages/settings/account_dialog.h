// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/people/account.h"

#include <QDialog>

#include <map>
#include <optional>

class QCheckBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QPushButton;

namespace locus {
class UuidSource;
}
namespace locus::client {
class CoreClient;
}

namespace locus::ui {

// A new account of a person, or what of one is to change. Stays open with the core's sentence when
// the core refuses.
class AccountDialog : public QDialog
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
    void makeFields(QFormLayout& form);
    void makeRoles(QFormLayout& form);
    QLineEdit* addLine(QFormLayout& form, const QString& id, const QString& name,
        const QString& text, const QString& hint = {});
    [[nodiscard]] std::vector<people::Role> roles() const;
    void send();
    void create();
    void change();
    template <typename Message> void ask(const Message& message);
    void say(const QString& sentence);

    client::CoreClient& m_core;
    UuidSource& m_ids;
    std::optional<people::AccountSummary> m_account;
    QLineEdit* m_user = nullptr;
    QLineEdit* m_name = nullptr;
    QLineEdit* m_teams = nullptr;
    QLineEdit* m_department = nullptr;
    QLineEdit* m_password = nullptr;
    std::map<people::Role, QCheckBox*> m_roles;
    QLabel* m_message;
    QPushButton* m_send;
};

} // namespace locus::ui
