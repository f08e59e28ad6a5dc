import CallRules
import HTTPTypes
import Store

/// Statuses and sources of leads, each list in one form.
struct StagesView {
    let page: StagesPage
    let visitor: Visitor

    private typealias Words = StagesWords
    private var say: Voice { visitor.voice }

    func answer(_ status: HTTPResponse.Status = .ok, news: StagesNews? = nil) -> Answer {
        Frame(
            title: say(Words.title), news: news.map { say($0.sentence) }, isWide: true,
            content: """
                <section class="section" id="statuses"><h2>\(say(Words.statuses))</h2>
                <p class="lead">\(say(Words.statusesWhy))</p>
                \(trouble(.statuses))\(statuses)</section>
                <section class="section" id="sources"><h2>\(say(Words.sources))</h2>
                <p class="lead">\(say(Words.sourcesWhy))</p>
                \(trouble(.sources))\(sources)</section>
                """
        ).answer(for: visitor, status)
    }

    private func trouble(_ editor: StagesPage.Editor) -> HTML? {
        guard page.sent == editor else { return nil }
        if page.isOvertaken {
            return """
                <div class="note alert" role="alert" tabindex="-1" data-focus>\
                <p>\(Icon.warning.html) \(say(Words.overtaken))</p></div>
                """
        }
        return page.problems.summary(say, labels: [:])
    }

    private var statuses: HTML {
        let rows = page.statuses.rows.map { row in
            let (id, status) = (row.status.id.value, row.status)
            return StageRow(
                key: "\(id)", name: page.statusForm.names[id] ?? status.name,
                kind: page.statusForm.kinds[id] ?? status.kind,
                isDefault: page.statusForm.defaultID == id, leads: row.leads,
                deletion: .leadStatusDeletion(id))
        }
        let new = StageRow(
            key: "new", name: page.statusForm.newName, kind: page.statusForm.newKind)
        return StageTable(
            action: .leadStatuses, version: page.statuses.version, rows: rows, new: new,
            nameField: "name", newName: Words.newStatus, problems: problems(of: .statuses),
            isSent: page.sent == .statuses, visitor: visitor
        ).html
    }

    private var sources: HTML {
        let rows = page.sources.rows.map { row in
            let id = row.source.id.value
            return StageRow(
                key: "\(id)", name: page.sourceForm.names[id] ?? row.source.name,
                leads: row.leads, deletion: .leadSourceDeletion(id))
        }
        return StageTable(
            action: .leadSources, version: page.sources.version, rows: rows,
            new: StageRow(key: "new", name: page.sourceForm.newName), nameField: "source",
            newName: Words.newSource, problems: problems(of: .sources),
            isSent: page.sent == .sources, visitor: visitor
        ).html
    }

    private func problems(of editor: StagesPage.Editor) -> Problems {
        page.sent == editor ? page.problems : Problems()
    }
}
