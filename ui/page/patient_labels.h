// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/patients/patient.h"
#include "core/protocol/changes_messages.h"

#include <QHash>
#include <QObject>
#include <QSet>
#include <QString>
#include <QTimer>

#include <optional>

namespace locus::client {
class CoreClient;
}

namespace locus::ui {

// What the directory calls those to whom analyses and orders refer, merges followed: asked for in
// batches as references come into sight, kept, and asked again when a patient changes. One for a
// connection, shared by all pages. Thread contract: the ui thread.
class PatientLabels : public QObject
{
    Q_OBJECT

public:
    // Made on first use; lives as long as the connection.
    static PatientLabels& of(client::CoreClient& core);

    // The record that stands for the reference; null: not known, or not yet.
    const patients::Patient* find(const QString& reference);
    // Its label, else the reference itself; empty for an empty one.
    QString text(const QString& reference);

Q_SIGNALS:
    void changed();

private:
    explicit PatientLabels(client::CoreClient& core);
    void ask();
    void onChanges(const QString& stream, const QList<protocol::Change>& changes);
    void clear();

    client::CoreClient& m_core;
    QHash<QString, std::optional<patients::Patient>> m_known; // none: nobody of this reference
    QSet<QString> m_wanted;
    QTimer m_delay;
    bool m_denied = false; // this person may not see labels
    int m_generation = 0;
};

} // namespace locus::ui
