import CallRules

/// The table of a chart: the first column is the label, the others are figures.
struct ChartTable {
    let heads: [LocalizedText]
    let rows: [HTML]
    /// The row with the totals; nil: none.
    var sum: HTML?
    let localize: Localizer

    var html: HTML {
        """
        <div class="tablebox" tabindex="0"><table class="counts"><thead><tr>\
        \(heads.map { "<th scope=\"col\">\(localize($0))</th>" as HTML })</tr></thead>
        <tbody>\(rows)</tbody>\(sum.map { "<tfoot>\($0)</tfoot>" as HTML })</table></div>
        """
    }
}
