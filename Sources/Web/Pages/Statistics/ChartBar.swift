import CallRules

/// A horizontal bar in the row of a table, relative to a whole or to the longest bar.
struct ChartBar {
    let parts: [(shade: Shade, count: Int)]
    /// The number that the full width stands for.
    let whole: Int
    /// The tooltip.
    let title: String
    /// The call log of the counted calls.
    let rows: CallsQuery

    /// A cell of a table.
    var cell: HTML {
        """
        <td class="bar"><svg viewBox="0 0 1000 12" preserveAspectRatio="none" role="group">\
        \(isEmpty ? nil : link)</svg></td>
        """
    }

    private var isEmpty: Bool { parts.allSatisfy { $0.count == 0 } }

    private var link: HTML {
        var end = 0
        let pieces = parts.filter { $0.count > 0 }.map { part in
            let start = place(end)
            end += part.count
            let width = max(place(end) - start, 4)
            return
                "<path class=\"\(part.shade.rawValue)\" d=\"M\(start) 0h\(width)v12h-\(width)z\"/>"
                as HTML
        }
        return """
            <a href="\(Figure.address(rows))"><title>\(title)</title>\(pieces)</a>
            """
    }

    private func place(_ count: Int) -> Int {
        Int((Double(count) * 1000 / Double(max(whole, 1))).rounded())
    }
}

/// The legend of a chart.
struct ChartLegend {
    let entries: [(shade: Shade, name: LocalizedText)]
    /// Whether the chart has a day that is not over.
    var isUnfinished = false
    let localize: Localizer

    var html: HTML {
        let items = entries.map { entry in
            """
            <li><svg viewBox="0 0 12 12" aria-hidden="true" focusable="false">\
            <path class="\(entry.shade.rawValue)" d="\(entry.shade == .before ? "M0 6h12" : "M0 0h12v12H0z")"/>\
            </svg> \(localize(entry.name))</li>
            """ as HTML
        }
        let unfinished: HTML? =
            isUnfinished
            ? """
            <li><svg viewBox="0 0 12 12" aria-hidden="true" focusable="false"><path class="stripe" d="M0 6 6 0M0 12 12 0M6 12l6-6"/>\
            </svg> \(localize(StatisticsStrings.unfinished))</li>
            """ : nil
        return "<ul class=\"legend\">\(items)\(unfinished)</ul>"
    }
}
