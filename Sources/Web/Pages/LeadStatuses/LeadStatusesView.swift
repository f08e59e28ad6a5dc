import CallRules
import HTTPTypes
import Store

/// Statuses and sources of leads, each list in one form.
struct LeadStatusesView {
    let page: LeadStatusesPage
    let visitor: Visitor

    private typealias Strings = LeadStatusesStrings
    private var localize: Localizer { visitor.localizer }

    func answer(_ status: HTTPResponse.Status = .ok, news: LeadStatusesFlash? = nil) -> Answer {
        PageLayout(
            title: localize(CommonStrings.statusesAndSources),
            news: news.map { localize($0.sentence) }, isWide: true,
            content: """
                <section class="section" id="statuses"><h2>\(localize(Strings.statuses))</h2>
                <p class="lead">\(localize(Strings.statusesWhy))</p>
                \(failure(.statuses))\(statuses)</section>
                <section class="section" id="sources"><h2>\(localize(Strings.sources))</h2>
                <p class="lead">\(localize(Strings.sourcesWhy))</p>
                \(failure(.sources))\(sources)</section>
                """
        ).answer(for: visitor, status)
    }

    private func failure(_ editor: LeadStatusesPage.Editor) -> HTML? {
        guard page.sent == editor else { return nil }
        if page.isStale {
            return """
                <div class="note alert" role="alert" tabindex="-1" data-focus>\
                <p>\(Icon.warning.html) \(localize(Strings.stale))</p></div>
                """
        }
        return page.problems.summary(localize, labels: [:])
    }

    private var statuses: HTML {
        let rows = page.statuses.rows.map { row in
            let (id, status) = (row.item.id.value, row.item)
            return LeadStatusesRow(
                key: "\(id)", name: page.statusForm.names[id] ?? status.name,
                kind: page.statusForm.kinds[id] ?? status.kind,
                isDefault: page.statusForm.defaultID == id, leads: row.leads,
                deletion: .leadStatusDeletion(id))
        }
        let new = LeadStatusesRow(
            key: "new", name: page.statusForm.newName, kind: page.statusForm.newKind)
        return LeadStatusesTable(
            action: .leadStatuses, version: page.statuses.version, rows: rows, new: new,
            nameField: "name", newName: Strings.newStatus, problems: problems(of: .statuses),
            isSent: page.sent == .statuses, visitor: visitor
        ).html
    }

    private var sources: HTML {
        let rows = page.sources.rows.map { row in
            let id = row.item.id.value
            return LeadStatusesRow(
                key: "\(id)", name: page.sourceForm.names[id] ?? row.item.name,
                leads: row.leads, deletion: .leadSourceDeletion(id))
        }
        return LeadStatusesTable(
            action: .leadSources, version: page.sources.version, rows: rows,
            new: LeadStatusesRow(key: "new", name: page.sourceForm.newName), nameField: "source",
            newName: Strings.newSource, problems: problems(of: .sources),
            isSent: page.sent == .sources, visitor: visitor
        ).html
    }

    private func problems(of editor: LeadStatusesPage.Editor) -> [FieldProblem] {
        page.sent == editor ? page.problems : []
    }
}
