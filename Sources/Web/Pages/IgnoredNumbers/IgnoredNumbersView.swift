import CallRules
import HTTPTypes
import Store

/// The page of the ignore list: entries with “Undo”, and the form of a new one.
struct IgnoredNumbersView {
    let page: IgnoredNumbersPage
    let visitor: Visitor

    private typealias Strings = IgnoredNumbersStrings
    private var localize: Localizer { visitor.localizer }

    func answer(_ status: HTTPResponse.Status = .ok, news: LocalizedText? = nil) -> Answer {
        PageLayout(
            title: localize(Strings.title), news: news.map { localize($0) }, isWide: true,
            aside: form,
            content: """
                <p class="lead">\(localize(Strings.why))</p>
                \(page.added.map { IgnoredNote(entry: $0, visitor: visitor, hidden: []).html })
                \(page.entries.items.isEmpty ? none : table)\(pages)
                """
        ).answer(for: visitor, status)
    }

    private var none: HTML {
        EmptyState(line: localize(Strings.none), next: localize(Strings.noneNext)).html
    }

    private var table: HTML {
        let heads = [
            CommonStrings.number, CommonStrings.reason, Strings.since, CommonStrings.calls,
        ].map { "<th scope=\"col\">\(localize($0))</th>" as HTML }
        return """
            <div class="tablebox"><table class="lined"><thead><tr>\(heads)\
            <th scope="col"><span class="visually-hidden">\(localize(Strings.action))</span></th></tr></thead>
            <tbody>\(page.entries.items.map(row))</tbody></table></div>
            """
    }

    private func row(_ entry: IgnoredNumberRow) -> HTML {
        let calls = CallsQuery([.period: "all", .ignored: "\(entry.id.value)"])
        return """
            <tr><td class="name"><span class="figures">\(IgnoredNote.number(entry))</span></td>
            <td class="free" data-label="\(localize(CommonStrings.reason))">\(entry.reason)</td>
            <td data-label="\(localize(Strings.since))"><span>\(localize.time(entry.createdAt)) · \(entry.createdBy)</span></td>
            <td data-label="\(localize(CommonStrings.calls))"><a href="\(calls.path)">\(localize.figure(entry.calls))</a></td>
            <td class="act">\(mayStop(entry) ? StopIgnoringForm(id: entry.id.value, visitor: visitor).html : nil)</td></tr>
            """
    }

    /// Beginnings of numbers are the administrators'.
    private func mayStop(_ entry: IgnoredNumberRow) -> Bool { visitor.isAdmin || !entry.isPrefix }

    private var pages: HTML? {
        PageLinks(
            localize: localize, label: CommonStrings.listPages, first: CommonStrings.toTheStart,
            next: CommonStrings.next, isFirst: page.isFirst, cursor: page.entries.next
        ) { cursor in
            PageRoute.ignoredNumbers.path + (cursor.map { "?after=\($0.text)" } ?? "")
        }.html
    }

    private var form: HTML {
        let beginning: HTML? =
            visitor.isAdmin
            ? Switch(
                name: "is_prefix", label: localize(Strings.isPrefix), isOn: page.typed.isPrefix,
                help: localize(Strings.isPrefixHelp)
            ).html : nil
        return """
            <section class="panel"><h2>\(localize(Strings.addHeading))</h2>
            <form class="form" method="post" action="\(PageRoute.ignoredNumbers.path)" novalidate>\(FormGuard(visitor).html)
            \(TextField(
                name: "number", label: localize(CommonStrings.number), value: page.typed.number,
                help: localize(Strings.numberHelp), problem: problem("number"), kind: .telephone
            ).html)
            \(beginning)
            \(TextField(
                name: "reason", label: localize(CommonStrings.reason), value: page.typed.reason,
                problem: problem("reason"), placeholder: localize(Strings.spam)
            ).html)
            <div class="buttons"><button class="primary">\(localize(Strings.add))</button></div></form></section>
            """
    }

    private func problem(_ field: String) -> String? { page.problems[field].map { localize($0) } }
}
