import CallRules
import HTTPTypes
import Store

extension Pages {
    /// The lines with their names and what they have of their own.
    func showLines(_ visit: PageVisit) throws -> Answer {
        let page = try store.lines(
            Pagination(limit: 200, after: visit.query["after"].flatMap(Cursor.init)))
        let month = visit.now.earlier(bySeconds: 30 * 86_400)
        return LinesView(
            visitor: visit.visitor, lines: page, calls: try store.callsByLine(since: month)
        ).answer()
    }
}

/// The page of all lines.
struct LinesView {
    let visitor: Visitor
    let lines: Page<LineRow>
    /// The calls of the last 30 days, by what Phonet calls the line.
    let calls: [String: Int]

    private typealias Strings = LinesStrings
    private var localize: Localizer { visitor.localizer }

    func answer() -> Answer {
        PageLayout(
            title: localize(Strings.title), isWide: true,
            content: """
                <p class="lead">\(localize(Strings.lead))</p>
                \(lines.items.isEmpty ? nobody : table)\(pages)
                """
        ).answer(for: visitor)
    }

    private var nobody: HTML {
        EmptyState(line: localize(Strings.none), next: localize(Strings.noneNext)).html
    }

    private var table: HTML {
        let heads = [CommonStrings.line, CommonStrings.number, Strings.callsLately, Strings.own]
            .map { "<th scope=\"col\">\(localize($0))</th>" as HTML }
        return """
            <div class="tablebox"><table class="stacked"><thead><tr>\(heads)</tr></thead>
            <tbody>\(lines.items.map(row))</tbody></table></div>
            """
    }

    private func row(_ row: LineRow) -> HTML {
        let path = PageRoute.line(row.id.value).path
        let number = PhoneNumber(row.line.number).grouped
        // A line without a name stands under its number, once.
        let (name, aside): (HTML, HTML?) =
            row.line.name.map { ("\($0)", "<span class=\"figures\">\(number)</span>") }
            ?? ("\(number)", nil)
        let count = calls[row.line.number] ?? 0
        let figure = Figure(
            count, CallsQuery([.line: row.line.number, .period: "30"]), localize)
        let own = Strings.name(of: row.line.own).map { localize($0) }
        return """
            <tr data-href="\(path)"><td class="name figures"><a href="\(path)">\(name)</a></td>
            <td data-label="\(localize(CommonStrings.number))">\(aside)</td>
            <td class="told" data-label="\(localize(Strings.callsLately))">\(figure.html)</td>
            <td data-label="\(localize(Strings.own))">\(own.isEmpty ? "<span class=\"muted\">\(localize(Strings.asCompany))</span>" : "\(own.joined(separator: ", "))" as HTML)</td></tr>
            """
    }

    private var pages: HTML? {
        lines.next.map { cursor in
            """
            <p><a class="button" href="\(PageRoute.lines.path)?after=\(cursor.text)">\
            \(localize(CommonStrings.next))</a></p>
            """
        }
    }
}
