import CallRules
import HTTPTypes
import Store

/// The upload form, an explanation of how rows are imported, and the list of imports.
struct ImportsView {
    let page: ImportsPage
    let visitor: Visitor

    private typealias Strings = ImportStrings
    private var localize: Localizer { visitor.localizer }

    func answer(_ status: HTTPResponse.Status = .ok) -> Answer {
        PageLayout(
            title: localize(CommonStrings.importing), isWide: true,
            content: """
                <section class="section">\(form)</section>
                <section class="section"><h2>\(localize(Strings.rulesTitle))</h2>
                <ul class="rules">\(Strings.rules.map { "<li>\(localize($0))</li>" as HTML })</ul></section>
                <section class="section"><h2>\(localize(Strings.latest))</h2>\(table)</section>
                \(page.syncs.isEmpty ? nil : SyncRunsView(runs: page.syncs, visitor: visitor).html)
                """
        ).answer(for: visitor, status)
    }

    private var form: HTML {
        """
        <form method="post" action="\(PageRoute.imports.path)" enctype="multipart/form-data" class="form">\
        \(FormGuard(visitor).html)
        \(page.problems.summary(localize, labels: ["kind": Strings.kind, "file": Strings.file]))
        \(RadioCards(
            name: "kind", legend: localize(Strings.kind),
            cards: ImportKind.allCases.map {
                RadioCards.Card(value: $0.rawValue, label: localize(Strings.of($0)))
            },
            chosen: page.kind.rawValue, problem: page.problems["kind"].map { localize($0) }
        ).html)
        \(FileField(
            name: "file", label: localize(Strings.file), help: localize(Strings.fileHelp),
            problem: page.problems["file"].map { localize($0) }, accept: ".csv,.txt,.tsv,.vcf,text/csv,text/vcard"
        ).html)
        <div class="buttons"><button class="primary">\(localize(Strings.upload))</button></div></form>
        """
    }

    private var table: HTML {
        guard !page.imports.isEmpty else {
            return EmptyState(line: localize(Strings.nothing), next: localize(Strings.nothingNext))
                .html
        }
        let heads = [
            Strings.file, Strings.kind, CommonStrings.state, CommonStrings.rows, CommonStrings.who,
            CommonStrings.when,
        ]
        .map { "<th scope=\"col\">\(localize($0))</th>" as HTML }
        return """
            <div class="tablebox"><table class="lined"><thead><tr>\(heads)</tr></thead>
            <tbody>\(page.imports.map(row))</tbody></table></div>
            """
    }

    private func row(_ job: ImportJob) -> HTML {
        let path = PageRoute.importJob(job.id.value).path
        return """
            <tr data-href="\(path)"><td class="name free"><a href="\(path)">\(Strings.name(of: job, localize))</a></td>
            <td data-label="\(localize(Strings.kind))">\(localize(Strings.of(job.kind)))</td>
            <td data-label="\(localize(CommonStrings.state))">\(ImportStateBadge(job: job, localize: localize).html)</td>
            <td class="figures" data-label="\(localize(CommonStrings.rows))">\(localize.figure(job.rows))</td>
            <td data-label="\(localize(CommonStrings.who))">\(Strings.author(of: job, localize))</td>
            <td class="at" data-label="\(localize(CommonStrings.when))">\(localize.time(job.begunAt))</td></tr>
            """
    }
}

/// The badge with the state of an import.
struct ImportStateBadge {
    let job: ImportJob
    let localize: Localizer

    var html: HTML {
        switch job.state {
        case .uploaded, .checked: badge(.alert, .pause, ImportStrings.waiting)
        case .checking, .running:
            job.isBusy(at: localize.now)
                ? badge(.alert, .history, CommonStrings.underWay)
                : badge(.plain, .warning, CommonStrings.interrupted)
        case .done: badge(.good, .check, CommonStrings.done)
        case .cancelled: badge(.plain, .cross, ImportStrings.cancelled)
        case .failed: badge(.bad, .warning, CommonStrings.failed)
        }
    }

    private func badge(_ meaning: Badge.Meaning, _ icon: Icon, _ word: LocalizedText) -> HTML {
        Badge(meaning: meaning, icon: icon, word: localize(word)).html
    }
}
