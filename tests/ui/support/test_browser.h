// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDesktopServices>
#include <QList>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QObject>
#include <QUrl>

namespace locus::test {

// In place of the system's browser as long as it lives: goes to a page, and where that sends it,
// when somebody looks.
class TestBrowser : public QObject
{
    Q_OBJECT

public:
    TestBrowser() { QDesktopServices::setUrlHandler(QStringLiteral("http"), this, "open"); }
    ~TestBrowser() override { QDesktopServices::unsetUrlHandler(QStringLiteral("http")); }

    void look(const QUrl& url)
    {
        auto* reply = m_net.get(QNetworkRequest(url));
        connect(reply, &QNetworkReply::finished, this, [this, reply] {
            shown = QString::fromUtf8(reply->readAll());
            reply->deleteLater();
        });
    }
    void look() { look(opened.last()); }

    QList<QUrl> opened;
    bool looksAtOnce = false;
    QString shown;

public Q_SLOTS:
    void open(const QUrl& url)
    {
        opened << url;
        if (looksAtOnce) {
            look(url);
        }
    }

private:
    QNetworkAccessManager m_net;
};

} // namespace locus::test
