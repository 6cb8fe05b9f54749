// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/settings/record_section.h"

namespace locus::ui {

// The tokens with which programs sign in.
class TokensSection : public RecordSection
{
    Q_OBJECT

public:
    TokensSection(const PageContext& context, QWidget* parent);

protected:
    void read() override;
    void onChosen(const Record* record) override;

private:
    void issue();
    void revoke();

    QAction* m_revoke;
};

} // namespace locus::ui
