// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QAbstractItemModel;
class QTableView;
class QWidget;

namespace postern {

/// A table in the manner of every other one of the window: rows, no grid, sorting by a click on the head.
QTableView* makeWeightTable(QAbstractItemModel* model, const QString& name, QWidget* parent);

} // namespace postern
