// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/random_source.h"
#include "core/base/result.h"
#include "core/base/uuid.h"
#include "core/client/core_client.h"
#include "ui/page/page_context.h"
#include "ui/pages/settings/records_model.h"
#include "ui/widgets/form_dialog.h"

#include <QPointer>
#include <QWidget>

class QAction;
class QHBoxLayout;
class QLabel;
class QLineEdit;
class QStackedWidget;
class QTimer;
class QToolButton;

namespace locus::ui {

class DataTable;
class StatePanel;

// What stands where nothing is known.
inline QString orDash(const QString& text)
{
    return text.isEmpty() ? QStringLiteral("–") : text;
}

// One part of the settings: a short list, what can be done to its entries, and the chosen one's
// details beside it. A subclass reads the records and acts; states, filter and selection are here.
class RecordSection : public QWidget
{
    Q_OBJECT

public:
    struct Texts
    {
        QString id; // "people"
        QString title;
        QString explanation;
        QString empty; // what it is when there is none
        QStringList roles; // to whom it is shown; none: everybody
    };

    [[nodiscard]] QString id() const { return m_texts.id; }
    [[nodiscard]] QString title() const { return m_texts.title; }
    [[nodiscard]] bool isFor(const std::vector<std::string>& roles) const;
    [[nodiscard]] QList<QAction*> sectionActions() const { return m_actions; }
    [[nodiscard]] QString chosenId() const;
    // Chooses this entry as soon as it is there; empty: none.
    void choose(const QString& id);
    void reload();

Q_SIGNALS:
    void chosen(const QString& id);

protected:
    RecordSection(const PageContext& context, Texts texts, std::span<const TableColumn> columns,
        QStringList titles, QWidget* parent);

    // Asks the core; ends in showRecords() or fail().
    virtual void read() = 0;
    // The changes that make the list old.
    [[nodiscard]] virtual QString stream() const = 0;
    // Which actions make sense for it; null: nothing is chosen.
    virtual void onChosen(const Record* record) = 0;

    enum class Where
    {
        Bar,
        Menu // of what is seldom done
    };
    // Something that acts on the list, or on the chosen entry.
    QAction* addAct(
        const QString& id, const QString& picture, const QString& text, Where where = Where::Bar);
    void showRecords(std::vector<Record> records);
    void fail(const Error& error);
    [[nodiscard]] const Record* chosenRecord() const;
    [[nodiscard]] const PageContext& context() const { return m_context; }
    // Above the list and into the activity list: done, or refused with the reason; then the list is
    // read again.
    void report(const QString& did, const Status& outcome);
    // The same for an act of a dialog, which closes when it is done and else says why not. None:
    // there was no dialog, or it was closed meanwhile.
    void report(const QString& did, const Status& outcome, FormDialog* dialog);
    // Sends it, a command with an id of its own, and reports what came of it.
    template <typename Message>
    void perform(Message message, const QString& did, FormDialog* dialog = nullptr)
    {
        if constexpr (requires { message.commandId; }) {
            message.commandId = m_ids.next();
        }
        m_context.core.call(message, this,
            [this, did, dialog = QPointer(dialog)](const Result<typename Message::Answer>& answer) {
                report(did, answer.ok() ? Status() : Status(answer.error()), dialog);
            });
    }
    [[nodiscard]] UuidSource& ids() { return m_ids; }

private:
    void makeList();
    void addToMenu(QAction* action);
    void showOffline();
    void showChosen();

    PageContext m_context;
    SystemRandom m_random;
    UuidSource m_ids;
    Texts m_texts;
    RecordsModel* m_model;
    DataTable* m_table;
    StatePanel* m_state;
    QStackedWidget* m_stack;
    QLabel* m_notice; // what came of the last act
    QLineEdit* m_filter;
    QHBoxLayout* m_buttons;
    QToolButton* m_more = nullptr; // made with its first entry
    QWidget* m_details;
    QLabel* m_name;
    FactGrid* m_facts;
    QTimer* m_slow;
    QAction* m_again;
    QAction* m_connect;
    QList<QAction*> m_actions;
    QString m_wanted; // to be chosen when it is there
    bool m_known = false; // read at least once
};

} // namespace locus::ui
