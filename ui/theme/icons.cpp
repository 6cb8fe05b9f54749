// SPDX-FileCopyrightText: 2026 The Locus authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/icons.h"

#include "ui/theme/theme.h"

#include <QFile>
#include <QHash>
#include <QIconEngine>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

namespace locus::ui {

using namespace Qt::StringLiterals;

namespace {

QByteArray svgText(const QString& name)
{
    static QHash<QString, QByteArray> texts;
    const auto known = texts.constFind(name);
    if (known != texts.constEnd()) {
        return *known;
    }
    QFile file(u":/locus/icons/"_s + name + u".svg"_s);
    QByteArray text = file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    texts.insert(name, text);
    return text;
}

QPixmap tinted(const QString& name, const QSize& pixels, const QColor& color)
{
    const QString key = u"locus:%1:%2x%3:%4"_s.arg(name)
                            .arg(pixels.width())
                            .arg(pixels.height())
                            .arg(color.rgba(), 0, 16);
    QPixmap pixmap;
    if (QPixmapCache::find(key, &pixmap)) {
        return pixmap;
    }
    auto text = svgText(name);
    if (text.isEmpty()) {
        return {};
    }
    text.replace("currentColor", color.name().toLatin1());
    pixmap = QPixmap(pixels);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    QSvgRenderer(text).render(&painter);
    painter.end();
    QPixmapCache::insert(key, pixmap);
    return pixmap;
}

class TintedIconEngine final : public QIconEngine
{
public:
    TintedIconEngine(QString name, ColorId color)
        : m_name(std::move(name))
        , m_color(color)
    { }

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State state) override
    {
        paintIcon(*painter, rect, m_name, colorFor(mode, state));
    }
    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override
    {
        return tinted(m_name, size, colorFor(mode, state));
    }
    [[nodiscard]] QIconEngine* clone() const override { return new TintedIconEngine(*this); }

private:
    [[nodiscard]] QColor colorFor(QIcon::Mode mode, QIcon::State state) const
    {
        if (mode == QIcon::Disabled) {
            return Theme::color(ColorId::TextFaint);
        }
        const bool tab = m_color == ColorId::SidebarText && state == QIcon::On;
        return Theme::color(tab ? ColorId::SidebarStrong : m_color);
    }

    QString m_name;
    ColorId m_color;
};

} // namespace

QIcon icon(const QString& name, ColorId color)
{
    if (svgText(name).isEmpty()) {
        return {};
    }
    return QIcon(new TintedIconEngine(name, color));
}

void paintIcon(QPainter& painter, const QRect& rect, const QString& name, const QColor& color)
{
    const auto ratio = painter.device() != nullptr ? painter.device()->devicePixelRatioF() : 1.0;
    const auto side = std::min(rect.width(), rect.height());
    auto pixmap = tinted(name, QSize(side, side) * ratio, color);
    pixmap.setDevicePixelRatio(ratio);
    const QPoint at(rect.x() + (rect.width() - side) / 2, rect.y() + (rect.height() - side) / 2);
    painter.drawPixmap(at, pixmap);
}

} // namespace locus::ui
