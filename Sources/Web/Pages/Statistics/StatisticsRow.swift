import CallRules

/// A row of a table of the statistics: calls that have something in common.
struct StatisticsRow {
    let name: String
    /// The name with its links and tooltips; nil: the name as it is.
    var shown: HTML?
    let figures: CallFigures
    /// The row's calls in the call log.
    let calls: CallsQuery

    var title: HTML { shown ?? "\(name)" }
}
