// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/secrets/secret_place.h"

#include <QWidget>

#include <array>

class QComboBox;
class QLineEdit;
class QToolButton;

namespace locus::ui {

// Asks for one secret: first where it is kept, keychain first, then for what that place needs: the
// secret itself, the path of a file, the name of a variable. What was entered for another place
// comes back when that place is chosen again.
class SecretField : public QWidget
{
    Q_OBJECT

public:
    // `name` is what the secret is called, `id` the object name of the line to fill in; the choice
    // of the place is called `id` + "KeptIn", the file button `id` + "Browse".
    SecretField(const QString& name, const QString& id, QWidget* parent = nullptr);

    void show(const secrets::SecretPlace& place);
    [[nodiscard]] secrets::SecretPlace place() const;

private:
    using Kind = secrets::SecretPlace::Kind;
    [[nodiscard]] Kind kind() const;
    void showKind();
    void chooseFile();

    QString m_name;
    QString m_entry; // of the keychain, if the secret is there already
    std::array<QString, 3> m_texts {}; // by kind
    QComboBox* m_keptIn;
    QLineEdit* m_text;
    QToolButton* m_browse;
};

} // namespace locus::ui
