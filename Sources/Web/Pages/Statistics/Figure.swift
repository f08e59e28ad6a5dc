import CallRules

/// A number of calls that opens them in the journal; where there are none, there is nothing to open.
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

    /// - Parameter text: in the place of the number.
    func html(saying text: String) -> HTML {
        count == 0 ? "\(text)" : "<a href=\"\(Figure.address(rows))\">\(text)</a>"
    }

    /// A cell of a table.
    var cell: HTML { "<td>\(html)</td>" }

    /// From the page of statistics: hundreds of links stand there, and most of a whole path would be the same.
    static func address(_ rows: CallsQuery) -> String {
        String(rows.path.dropFirst(Route.prefix.count + 1))
    }
}
