// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/theme/class_style.h"

#include <QCoreApplication>

namespace postern {

Marker markerOf(RowClass rowClass) {
    switch (rowClass) {
    case RowClass::Clean:
        return Marker::Circle;
    case RowClass::Unknown:
        return Marker::Diamond;
    case RowClass::Known:
        return Marker::Triangle;
    case RowClass::Control:
        return Marker::Square;
    }
    return Marker::Circle;
}

QString classLabel(RowClass rowClass) {
    switch (rowClass) {
    case RowClass::Clean:
        return QCoreApplication::translate("RowClass", "Clean");
    case RowClass::Unknown:
        return QCoreApplication::translate("RowClass", "Unknown trigger");
    case RowClass::Known:
        return QCoreApplication::translate("RowClass", "Known trigger");
    case RowClass::Control:
        return QCoreApplication::translate("RowClass", "Control phrase");
    }
    return {};
}

QString phaseLabel(Phase phase) {
    switch (phase) {
    case Phase::Loading:
        return QCoreApplication::translate("Phase", "Loading");
    case Phase::Baseline:
        return QCoreApplication::translate("Phase", "Baseline");
    case Phase::Injection:
        return QCoreApplication::translate("Phase", "Injection");
    case Phase::Recovery:
        return QCoreApplication::translate("Phase", "Recovery");
    case Phase::Final:
        return QCoreApplication::translate("Phase", "Final");
    case Phase::Reporting:
        return QCoreApplication::translate("Phase", "Reporting");
    }
    return {};
}

QPainterPath markerPath(Marker marker, double size) {
    QPainterPath path;
    const double r = size / 2;
    switch (marker) {
    case Marker::Circle:
        path.addEllipse(QPointF(0, 0), r, r);
        break;
    case Marker::Triangle: // its centroid, not its box, sits on the datum
        path.moveTo(0, -1.28 * r);
        path.lineTo(1.15 * r, 0.72 * r);
        path.lineTo(-1.15 * r, 0.72 * r);
        path.closeSubpath();
        break;
    case Marker::Diamond:
        path.moveTo(0, -1.3 * r);
        path.lineTo(1.15 * r, 0);
        path.lineTo(0, 1.3 * r);
        path.lineTo(-1.15 * r, 0);
        path.closeSubpath();
        break;
    case Marker::Square:
        path.addRect(QRectF(-0.9 * r, -0.9 * r, 1.8 * r, 1.8 * r));
        break;
    case Marker::None:
        break;
    }
    return path;
}

} // namespace postern
