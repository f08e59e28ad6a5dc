import CallRules

/// Figures in rows: the first column says what they are of, the others stand at the right.
struct ChartTable {
    let heads: [LocalizedText]
    let rows: [HTML]
    /// The row that holds all the others together.
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
