import CallRules
import HTTPTypes
import Store

/// A form for a file, what becomes of its rows, and the imports so far.
struct ImportsView {
    let page: ImportsPage
    let visitor: Visitor

    private typealias Words = ImportWords
    private var say: Voice { visitor.voice }

    func answer(_ status: HTTPResponse.Status = .ok) -> Answer {
        Frame(
            title: say(Words.title), isWide: true,
            content: """
                <section class="section">\(form)</section>
                <section class="section"><h2>\(say(Words.rulesTitle))</h2>
                <ul class="rules">\(Words.rules.map { "<li>\(say($0))</li>" as HTML })</ul></section>
                <section class="section"><h2>\(say(Words.latest))</h2>\(table)</section>
                """
        ).answer(for: visitor, status)
    }

    private var form: HTML {
        """
        <form method="post" action="\(PageRoute.imports.path)" enctype="multipart/form-data" class="form">\
        \(FormGuard(visitor).html)
        \(page.problems.summary(say, labels: ["kind": Words.kind, "file": Words.file]))
        \(RadioCards(
            name: "kind", legend: say(Words.kind),
            cards: ImportKind.allCases.map {
                RadioCards.Card(value: $0.rawValue, label: say(Words.of($0)))
            },
            chosen: page.kind.rawValue, problem: page.problems["kind"].map { say($0) }
        ).html)
        \(FileField(
            name: "file", label: say(Words.file), help: say(Words.fileHelp),
            problem: page.problems["file"].map { say($0) }, accept: ".csv,.txt,.tsv,text/csv"
        ).html)
        <div class="buttons"><button class="primary">\(say(Words.upload))</button></div></form>
        """
    }

    private var table: HTML {
        guard !page.imports.isEmpty else {
            return EmptyState(line: say(Words.nothing), next: say(Words.nothingNext)).html
        }
        let heads = [Words.file, Words.kind, Words.state, Words.rows, Words.author, Words.time]
            .map { "<th scope=\"col\">\(say($0))</th>" as HTML }
        return """
            <div class="tablebox"><table class="stacked"><thead><tr>\(heads)</tr></thead>
            <tbody>\(page.imports.map(row))</tbody></table></div>
            """
    }

    private func row(_ job: ImportJob) -> HTML {
        let path = PageRoute.importJob(job.id.value).path
        return """
            <tr data-href="\(path)"><td><a href="\(path)">\(Words.name(of: job, say))</a></td>
            <td data-label="\(say(Words.kind))">\(say(Words.of(job.kind)))</td>
            <td data-label="\(say(Words.state))">\(ImportStateBadge(job: job, say: say).html)</td>
            <td class="figures" data-label="\(say(Words.rows))">\(job.rows)</td>
            <td data-label="\(say(Words.author))">\(Words.author(of: job, say))</td>
            <td data-label="\(say(Words.time))">\(say.time(job.begunAt))</td></tr>
            """
    }
}

/// Where an import stands.
struct ImportStateBadge {
    let job: ImportJob
    let say: Voice

    var html: HTML {
        switch job.state {
        case .uploaded, .checked: badge(.alert, .pause, ImportWords.waiting)
        case .checking, .running:
            job.isBusy(at: say.now)
                ? badge(.alert, .history, ImportWords.underWay)
                : badge(.plain, .warning, ImportWords.interrupted)
        case .done: badge(.good, .check, ImportWords.done)
        case .cancelled: badge(.plain, .cross, ImportWords.cancelled)
        case .failed: badge(.bad, .warning, ImportWords.failed)
        }
    }

    private func badge(_ meaning: Badge.Meaning, _ icon: Icon, _ word: Sentence) -> HTML {
        Badge(meaning: meaning, icon: icon, word: say(word)).html
    }
}
