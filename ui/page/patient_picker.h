// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/patients/patient.h"
#include "ui/page/page_context.h"

#include <QLineEdit>

#include <optional>
#include <vector>

class QCompleter;
class QStandardItemModel;
class QTimer;

namespace locus::ui {

// A field that finds a patient while one types and holds the chosen one; what it shows then is his
// label. What was typed and not chosen is no patient.
class PatientPicker : public QLineEdit
{
    Q_OBJECT

public:
    // context must outlive this.
    explicit PatientPicker(const PageContext& context, QWidget* parent = nullptr);

    // The reference of the chosen one; empty: nobody.
    [[nodiscard]] QString reference() const { return m_reference; }
    // Chooses by reference; the label follows when the core has said it.
    void setReference(const QString& reference);
    // The chosen one, or one word that stands for nobody who is found: a reference of another
    // system, or of a patient who cannot be looked up now.
    [[nodiscard]] QString referenceOrWord() const;
    // Something was typed that is neither.
    [[nodiscard]] bool isUndecided() const;

Q_SIGNALS:
    void chosen();

private:
    void onEdited();
    void search();
    void offer(const std::vector<patients::Patient>& found);
    void choose(int row);
    void showLabel();

    const PageContext& m_context;
    QCompleter* m_completer;
    QStandardItemModel* m_found;
    QTimer* m_delay;
    QString m_reference;
    int m_asked = 0;
    bool m_offers = false; // of what was typed last
};

} // namespace locus::ui
