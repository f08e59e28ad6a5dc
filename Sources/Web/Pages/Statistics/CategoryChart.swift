import CallRules
import Store

/// Calls by category: those that have calls, and the calls without one.
struct CategoryChart {
    let figures: StatisticsPage.Figures
    /// By position.
    let categories: [CallCategory]
    let localize: Localizer

    private typealias Strings = StatisticsStrings

    /// Nil: no call of the period has a category.
    var html: HTML? {
        let counted = figures.now.categories
        guard counted.contains(where: { $0.key != nil }) else { return nil }
        let named = categories.compactMap { category in
            counted[category.id].map { row("\(category.id.value)", category.name, $0) }
        }
        let rest = counted[nil].map { row("none", localize(CallNoteStrings.noCategory), $0) }
        let table = WorkTable(
            names: CommonStrings.category, rows: named + [rest].compactMap(\.self), hasWaits: false,
            total: (figures.now.totals, figures.rows), localize: localize)
        return """
            <section class="section chart" id="categories"><h2>\(localize(Strings.categories))</h2>
            <p class="lead">\(localize(Strings.categoriesMeaning))</p>
            \(table.html)</section>
            """
    }

    /// - Parameter value: of the call log's filter.
    private func row(_ value: String, _ name: String, _ counted: CallFigures) -> StatisticsRow {
        StatisticsRow(name: name, figures: counted, calls: figures.rows.with(.category, value))
    }
}
