// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

class QFormLayout;
class QLabel;
class QLineEdit;
class QPushButton;

namespace locus::ui {

// A few fields and one act, named on its button. What is wrong stands above the buttons and the
// fields stay as they are, so that nothing is typed twice. Deletes itself when closed.
class FormDialog : public QDialog
{
    Q_OBJECT

public:
    // `act` is the button's text; `note` says what the act does and may be empty.
    FormDialog(const QString& name, const QString& title, const QString& note, const QString& act,
        QWidget* parent);

    void addField(const QString& text, QWidget* field, const char* name);
    // A line without which the act is not ready; `why` says so as long as it is empty.
    QLineEdit* addNeeded(const QString& text, const char* name, const QString& why);
    void setNote(const QString& note);
    // The text of the button that closes without the act; "Cancel" where nothing else is said.
    void setClosing(const QString& text);
    // The act may be done now; else the reason stands in the button's tip.
    void setReady(bool ready, const QString& why = {});
    void setBusy(bool busy);
    void showError(const QString& text);

Q_SIGNALS:
    void submitted();

private:
    void giveRoom();

    QLabel* m_note;
    QFormLayout* m_form;
    QLabel* m_error;
    QPushButton* m_act;
    QPushButton* m_cancel;
    bool m_ready = true;
};

} // namespace locus::ui
