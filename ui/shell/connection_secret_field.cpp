// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/connection_secret_field.h"

#include "ui/theme/theme.h"
#include "ui/widgets/labels.h"

#include <QComboBox>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QToolButton>

#include <algorithm>

namespace locus::ui {

using namespace Qt::StringLiterals;

SecretField::SecretField(const QString& name, const QString& id, QWidget* parent)
    : QWidget(parent)
    , m_name(name)
    , m_keptIn(new QComboBox(this))
    , m_text(new QLineEdit(this))
    , m_browse(makeIconButton(u"file"_s, tr("Choose a file: %1").arg(name), this))
{
    m_keptIn->addItem(tr("Keychain (recommended)"), static_cast<int>(Kind::Keychain));
    m_keptIn->addItem(tr("File"), static_cast<int>(Kind::File));
    m_keptIn->addItem(tr("Environment variable"), static_cast<int>(Kind::Environment));
    m_keptIn->setItemData(0,
        tr("This computer keeps it encrypted and gives it out only while you are signed in."),
        Qt::ToolTipRole);
    m_keptIn->setItemData(
        1, tr("A file that only your account can read holds it."), Qt::ToolTipRole);
    m_keptIn->setItemData(
        2, tr("Whoever starts Locus sets a variable that holds it."), Qt::ToolTipRole);
    m_keptIn->setObjectName(QString(id + u"KeptIn"_s));
    //: %1 is what is kept, such as "Token"
    m_keptIn->setAccessibleName(tr("%1 is kept in").arg(name));
    m_text->setObjectName(id);
    m_browse->setObjectName(QString(id + u"Browse"_s));
    auto* line = new QHBoxLayout(this);
    line->setContentsMargins(0, 0, 0, 0);
    line->addWidget(m_keptIn);
    line->addWidget(m_text, 1);
    line->addWidget(m_browse);
    setFocusProxy(m_text);
    connect(m_text, &QLineEdit::textEdited, this,
        [this](const QString& text) { m_texts.at(static_cast<std::size_t>(kind())) = text; });
    connect(m_keptIn, &QComboBox::currentIndexChanged, this, &SecretField::showKind);
    connect(m_browse, &QToolButton::clicked, this, &SecretField::chooseFile);
    showKind();
}

SecretField::Kind SecretField::kind() const
{
    return static_cast<Kind>(m_keptIn->currentData().toInt());
}

void SecretField::showKind()
{
    const bool keychain = kind() == Kind::Keychain;
    m_text->setEchoMode(keychain ? QLineEdit::Password : QLineEdit::Normal);
    m_text->setText(m_texts.at(static_cast<std::size_t>(kind())));
    if (!keychain) {
        m_text->setPlaceholderText(kind() == Kind::File
                ? tr("path of a file that only you can read")
                : tr("name of the variable, such as LOCUS_TOKEN"));
    } else {
        m_text->setPlaceholderText(m_entry.isEmpty()
                ? tr("paste it here; only the keychain keeps it")
                : tr("in the keychain already; type to replace it"));
    }
    m_text->setAccessibleName(keychain ? m_name
            : kind() == Kind::File     ? tr("File: %1").arg(m_name)
                                       : tr("Variable: %1").arg(m_name));
    m_browse->setVisible(kind() == Kind::File);
}

void SecretField::chooseFile()
{
    auto* dialog = new QFileDialog(this, m_name);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& path) {
        m_texts.at(static_cast<std::size_t>(Kind::File)) = path;
        showKind();
    });
    dialog->open();
}

void SecretField::show(const secrets::SecretPlace& place)
{
    const bool keychain = place.kind == Kind::Keychain;
    m_texts = {};
    m_entry = keychain ? place.name : QString();
    m_texts.at(static_cast<std::size_t>(place.kind)) = keychain ? place.typed : place.name;
    const QSignalBlocker quiet(m_keptIn);
    m_keptIn->setCurrentIndex(m_keptIn->findData(static_cast<int>(place.kind)));
    showKind();
}

secrets::SecretPlace SecretField::place() const
{
    const auto text = m_text->text().trimmed();
    return kind() == Kind::Keychain ? secrets::SecretPlace { Kind::Keychain, m_entry, text }
                                    : secrets::SecretPlace { kind(), text };
}

} // namespace locus::ui
