import CallRules
import HTTPTypes
import Imports
import Store

/// One import: its columns, then how far it is, then what came of it.
struct ImportView {
    let page: ImportPage
    let visitor: Visitor

    private typealias Words = ImportWords
    private var say: Voice { visitor.voice }
    private var job: ImportJob { page.job }

    /// While it is worked at, the page comes anew by itself.
    func answer(_ status: HTTPResponse.Status = .ok) -> Answer {
        let isBusy = job.isBusy(at: say.now)
        var answer = Frame(
            title: say(Words.title(job.kind)), isWide: true,
            content: """
                <p class="summary"><b>\(Words.name(of: job, say))</b>\
                <span>\(say(job.rows, .rows))</span><span>\(Words.author(of: job, say))</span>\
                <span>\(say.time(job.begunAt))</span>\
                <a href="\(PageRoute.imports.path)">\(say(Words.toImports))</a></p>
                \(page.problems.summary(say, labels: [:]))
                \(page.head.map(columns) ?? (isBusy ? progress : report))
                """
        ).answer(for: visitor, status)
        if isBusy, status == .ok, let name = HTTPField.Name("Refresh") {
            answer.fields[name] = "2"
        }
        return answer
    }

    private func columns(_ head: ImportSource.Head) -> HTML {
        ImportColumnsForm(job: job, head: head, columns: page.columns, visitor: visitor).html
    }

    private var progress: HTML {
        """
        <section class="panel" aria-labelledby="title-running">
        <h2 id="title-running">\(say(job.state == .checking ? Words.checking : Words.running))</h2>
        <p>\(say(Words.outOf(job.tally.rows, job.rows)))</p>
        <progress max="100" value="\(job.percent)" aria-labelledby="title-running">\(job.percent) %</progress>
        <p class="lead">\(say(job.state == .checking ? Words.checkingHelp : Words.runningHelp))</p>
        <div class="buttons">\(cancel)</div></section>
        """
    }

    private var report: HTML {
        """
        <section class="section"><p>\(ImportStateBadge(job: job, say: say).html)</p>
        <p class="lead">\(say(Words.meaning(job)))</p>\(figures)\(actions)</section>
        \(job.tally.refused > 0 ? mistakes : nil)
        """
    }

    private var figures: HTML {
        let tally = job.tally
        let isPlan = job.state == .checked
        let figures = [
            (isPlan ? Words.willBeAdded : Words.added, tally.added),
            (isPlan ? Words.willBeChanged : Words.changed, tally.changed),
            (Words.same, tally.same), (Words.refused, tally.refused),
        ]
        return """
            <dl class="facts pairs">\
            \(figures.map { "<dt>\(say($0.0))</dt><dd class=\"figures\">\($0.1)</dd>" as HTML })</dl>
            """
    }

    private var actions: HTML? {
        guard job.state == .checked else { return nil }
        let path = PageRoute.importJob(job.id.value).path
        let writes = job.tally.added + job.tally.changed
        let run: HTML = """
            <form method="post" action="\(PageRoute.importRun(job.id.value).path)">\
            \(FormGuard(visitor).html)<button class="primary">\
            \(say(Words.run)) (\(writes))</button></form>
            """
        return """
            <div class="buttons">\(writes > 0 ? run : nil)\
            <a class="button" href="\(path)?columns=1">\(say(Words.otherColumns))</a>\(cancel)</div>
            """
    }

    private var cancel: HTML {
        """
        <form method="post" action="\(PageRoute.importCancellation(job.id.value).path)">\
        \(FormGuard(visitor).html)<button>\(say(Words.cancel))</button></form>
        """
    }

    private var mistakes: HTML {
        guard !page.mistakes.isEmpty else {
            return
                "<section class=\"section\"><p class=\"lead\">\(say(Words.reportGone))</p></section>"
        }
        let heads = [Words.line, Words.field, Words.reason]
            .map { "<th scope=\"col\">\(say($0))</th>" as HTML }
        return """
            <section class="section"><h2>\(say(Words.refusedRows))</h2>
            <p class="buttons"><a class="button small" download \
            href="\(PageRoute.importMistakes(job.id.value).path)">\(Icon.download.html) CSV</a></p>
            <div class="tablebox"><table class="stacked"><thead><tr>\(heads)</tr></thead>
            <tbody>\(page.mistakes.map(row))</tbody></table></div>\(pages)</section>
            """
    }

    private func row(_ mistake: ImportMistake) -> HTML {
        """
        <tr><td class="figures">\(say(Words.line)) \(mistake.line)</td>
        <td data-label="\(say(Words.field))">\(mistake.fieldName.map { say($0) } ?? "–")</td>
        <td data-label="\(say(Words.reason))">\(say(mistake.problem.message))</td></tr>
        """
    }

    private var pages: HTML? {
        let lines = Set(page.mistakes.map(\.line))
        let isFull = lines.count == ImportPage.linesOnPage
        let path = PageRoute.importJob(job.id.value).path
        return PageLinks(
            say: say, label: Words.pages, first: Words.firstLines, next: Words.nextLines,
            isFirst: page.after == nil,
            cursor: isFull ? lines.max().flatMap { Cursor("\($0)") } : nil,
            path: { path + ($0.map { "?after=\($0.text)" } ?? "") }
        ).html
    }
}
