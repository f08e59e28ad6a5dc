import CallRules
import HTTPTypes
import Imports
import Store

/// The page of one import: the mapping of columns, then the progress, then the result.
struct ImportView {
    let page: ImportPage
    let visitor: Visitor

    private typealias Strings = ImportStrings
    private var localize: Localizer { visitor.localizer }
    private var job: ImportJob { page.job }

    /// The page reloads while the import runs.
    func answer(_ status: HTTPResponse.Status = .ok) -> Answer {
        let isBusy = job.isBusy(at: localize.now)
        var answer = PageLayout(
            title: localize(Strings.title(job.kind)), isWide: true,
            content: """
                <p class="summary"><b>\(Strings.name(of: job, localize))</b>\
                <span>\(localize(job.rows, .rows))</span><span>\(Strings.author(of: job, localize))</span>\
                <span>\(localize.time(job.begunAt))</span>\
                <a href="\(PageRoute.imports.path)">\(localize(Strings.toImports))</a></p>
                \(page.problems.summary(localize, labels: [:]))
                \(page.head.map(columns) ?? (isBusy ? progress : report))
                """
        ).answer(for: visitor, status)
        if isBusy, status == .ok, let name = HTTPField.Name("Refresh") {
            answer.fields[name] = "2"
        }
        return answer
    }

    private func columns(_ head: ImportHead) -> HTML {
        ImportColumnsForm(job: job, head: head, columns: page.columns, visitor: visitor).html
    }

    private var progress: HTML {
        """
        <section class="panel" aria-labelledby="title-running">
        <h2 id="title-running">\(localize(job.state == .checking ? Strings.checking : Strings.running))</h2>
        <p>\(localize(Strings.outOf(localize.figure(job.tally.rows), localize.figure(job.rows))))</p>
        <progress max="100" value="\(job.percent)" aria-labelledby="title-running">\(job.percent) %</progress>
        <p class="lead">\(localize(job.state == .checking ? Strings.checkingHelp : Strings.runningHelp))</p>
        <div class="buttons">\(cancel)</div></section>
        """
    }

    private var report: HTML {
        """
        <section class="section"><p>\(ImportStateBadge(job: job, localize: localize).html)</p>
        <p class="lead">\(localize(Strings.meaning(job)))</p>\(figures)\(unused)\(actions)\
        \(CallsUndoing(calls: page.calls, route: .importCallsUndoing(job.id.value), visitor: visitor).html)\
        </section>
        \(job.tally.refused > 0 ? validationMessages : nil)
        """
    }

    private var figures: HTML {
        let tally = job.tally
        let isPlan = job.state == .checked
        let figures = [
            (isPlan ? Strings.willBeAdded : CommonStrings.added, tally.added),
            (isPlan ? Strings.willBeChanged : CommonStrings.changed, tally.changed),
            (Strings.same, tally.same), (Strings.refused, tally.refused),
        ]
        return """
            <dl class="facts pairs">\
            \(figures.map { "<dt>\(localize($0.0))</dt><dd class=\"figures\">\(localize.figure($0.1))</dd>" as HTML })</dl>
            """
    }

    /// The columns of the file that no field takes.
    private var unused: HTML? {
        let columns = job.unused
        guard !columns.isEmpty || job.rowsAbove > 0 else { return nil }
        let names = columns.map { Strings.unused($0).text(localize.language) }
            .joined(separator: ", ")
        let hasNumbers = columns.contains { $0.numbers > 0 }
        return """
            \(columns.isEmpty ? nil : "<p class=\"lead\">\(localize(Strings.unusedColumns)): \(names).</p>" as HTML)\
            \(hasNumbers ? "<p class=\"note alert\">\(localize(Strings.unusedNumbers))</p>" as HTML : nil)\
            \(job.rowsAbove > 0 ? "<p class=\"lead\">\(localize(Strings.rowsAbove(job.rowsAbove)))</p>" as HTML : nil)
            """
    }

    private var actions: HTML? {
        guard job.state == .checked else { return nil }
        let path = PageRoute.importJob(job.id.value).path
        let writes = job.tally.added + job.tally.changed
        let run: HTML = """
            <form method="post" action="\(PageRoute.importRun(job.id.value).path)">\
            \(FormGuard(visitor).html)<button class="primary">\
            \(localize(Strings.run)) (\(localize.figure(writes)))</button></form>
            """
        return """
            <div class="buttons">\(writes > 0 ? run : nil)\
            <a class="button" href="\(path)?columns=1">\(localize(Strings.otherColumns))</a>\(cancel)</div>
            """
    }

    private var cancel: HTML {
        """
        <form method="post" action="\(PageRoute.importCancellation(job.id.value).path)">\
        \(FormGuard(visitor).html)<button>\(localize(Strings.cancel))</button></form>
        """
    }

    private var validationMessages: HTML {
        guard !page.validationMessages.isEmpty else {
            return
                "<section class=\"section\"><p class=\"lead\">\(localize(Strings.reportGone))</p></section>"
        }
        let heads = [Strings.line, Strings.field, CommonStrings.why]
            .map { "<th scope=\"col\">\(localize($0))</th>" as HTML }
        return """
            <section class="section"><h2>\(localize(Strings.refusedRows))</h2>
            <p class="buttons"><a class="button small" download \
            href="\(PageRoute.importRowErrors(job.id.value).path)">\(Icon.download.html) CSV</a></p>
            <div class="tablebox"><table class="stacked"><thead><tr>\(heads)</tr></thead>
            <tbody>\(page.validationMessages.map(row))</tbody></table></div>\(pages)</section>
            """
    }

    private func row(_ validationMessage: ImportRowError) -> HTML {
        """
        <tr class="tall"><td class="name figures">\(localize(Strings.line)) \(validationMessage.line)</td>
        <td data-label="\(localize(Strings.field))">\(validationMessage.fieldName.map { localize($0) } ?? "–")</td>
        <td data-label="\(localize(CommonStrings.why))">\(localize(validationMessage.problem.message))</td></tr>
        """
    }

    private var pages: HTML? {
        let lines = Set(page.validationMessages.map(\.line))
        let isFull = lines.count == ImportPage.linesOnPage
        let path = PageRoute.importJob(job.id.value).path
        return PageLinks(
            localize: localize, label: CommonStrings.listPages, first: Strings.firstLines,
            next: CommonStrings.next,
            isFirst: page.after == nil,
            cursor: isFull ? lines.max().flatMap { Cursor("\($0)") } : nil,
            path: { path + ($0.map { "?after=\($0.text)" } ?? "") }
        ).html
    }
}
