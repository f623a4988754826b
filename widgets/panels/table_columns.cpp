// SPDX-FileCopyrightText: 2026 The Postern developers
// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/panels/table_columns.h"

#include <algorithm>

#include <QEvent>
#include <QHeaderView>
#include <QTableView>

#include "widgets/theme/theme.h"

namespace postern {

namespace {

class ColumnKeeper final : public QObject {
public:
    ColumnKeeper(QTableView* table, std::vector<int> widths, int filling)
        : QObject(table), m_table(table), m_widths(std::move(widths)), m_filling(filling) {
        m_table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
        m_table->viewport()->installEventFilter(this);
        connect(&Theme::instance(), &Theme::changed, this, &ColumnKeeper::fitAll);
        connect(m_table->horizontalHeader(), &QHeaderView::sectionResized, this, [this](int column) {
            if (column != m_filling)
                fill();
        });
        fitAll();
    }

    bool eventFilter(QObject*, QEvent* event) override {
        if (event->type() == QEvent::Show && !m_shown) { // only now are the fonts known
            m_shown = true;
            fitAll();
        } else if (event->type() == QEvent::Resize) {
            fill();
        }
        return false;
    }

private:
    [[nodiscard]] int least(int column) const {
        const int width = qRound(m_widths[static_cast<std::size_t>(column)] * Theme::instance().textScale());
        return std::max(width, m_table->horizontalHeader()->sectionSizeHint(column));
    }

    void fitAll() {
        m_table->horizontalHeader()->ensurePolished();
        for (int column = 0; column < static_cast<int>(m_widths.size()); ++column)
            if (column != m_filling && !m_table->isColumnHidden(column))
                m_table->setColumnWidth(column, least(column));
        fill();
    }

    void fill() {
        const int others = m_table->horizontalHeader()->length() - m_table->columnWidth(m_filling);
        m_table->setColumnWidth(m_filling, std::max(least(m_filling), m_table->viewport()->width() - others));
    }

    QTableView* m_table;
    std::vector<int> m_widths;
    int m_filling;
    bool m_shown = false;
};

} // namespace

void keepColumnsReadable(QTableView* table, std::vector<int> widths, int filling) {
    new ColumnKeeper(table, std::move(widths), filling); // the table's child
}

} // namespace postern
