// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <vector>

class QButtonGroup;
class QLabel;
class QLineEdit;
class QTimer;

namespace locus::ui {

class FlowLayout;
class ViewStore;

// A list's filter as text that can be read, edited, saved under a name and started with. Built-in
// views stand first as chips, the person's own after them.
class FilterBar : public QWidget
{
    Q_OBJECT

public:
    struct View
    {
        QString name;
        QString filter;
    };

    // `id` is the group of saved views in `views`, which must outlive this.
    FilterBar(
        const QString& id, std::vector<View> builtIn, ViewStore& views, QWidget* parent = nullptr);

    [[nodiscard]] QString text() const;
    // Does not emit filterChanged().
    void setText(const QString& text);
    void setPlaceholder(const QString& text);
    // What is wrong with the text and what is allowed; empty clears.
    void setError(const QString& message);
    void focusField();

Q_SIGNALS:
    // Arrow down in the field: on into the list.
    void listWanted();
    void filterChanged(const QString& text);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void onEdited();
    void fillChips();
    void markChip();
    void saveView();
    void removeView(const QString& name);

    QString m_id;
    std::vector<View> m_builtIn;
    ViewStore& m_views;
    QLineEdit* m_field;
    QLabel* m_error;
    FlowLayout* m_chips;
    QButtonGroup* m_group;
    QTimer* m_delay;
};

} // namespace locus::ui
