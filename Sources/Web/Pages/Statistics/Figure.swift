import CallRules

/// A number of calls as a link to the call log; 0 is not a link.
struct Figure {
    let count: Int
    let rows: CallsQuery
    let localize: Localizer

    init(_ count: Int, _ rows: CallsQuery, _ localize: Localizer) {
        self.count = count
        self.rows = rows
        self.localize = localize
    }

    var html: HTML { html(saying: localize.figure(count)) }

    /// - Parameter text: shown instead of the number.
    func html(saying text: String) -> HTML {
        count == 0 ? "\(text)" : "<a href=\"\(Figure.address(rows))\">\(text)</a>"
    }

    /// A cell of a table.
    var cell: HTML { "<td>\(html)</td>" }

    /// Relative to the statistics page, because the page has hundreds of such links.
    static func address(_ rows: CallsQuery) -> String {
        String(rows.path.dropFirst(Route.prefix.count + 1))
    }
}
