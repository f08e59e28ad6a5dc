import CallRules
import HTTPTypes
import Store

/// Statuses and sources of leads and categories of calls, each list in one form.
struct LeadStatusesView {
    let page: LeadStatusesPage
    let visitor: Visitor

    private typealias Strings = LeadStatusesStrings
    private var localize: Localizer { visitor.localizer }

    func answer(_ status: HTTPResponse.Status = .ok, news: LeadStatusesFlash? = nil) -> Answer {
        PageLayout(
            title: localize(CommonStrings.lists),
            news: news.map { localize($0.sentence) }, isWide: true,
            content: """
                <section class="section" id="statuses"><h2>\(localize(Strings.statuses))</h2>
                <p class="lead">\(localize(Strings.statusesWhy))</p>
                \(failure(.statuses))\(statuses)</section>
                <section class="section" id="sources"><h2>\(localize(Strings.sources))</h2>
                <p class="lead">\(localize(Strings.sourcesWhy))</p>
                \(failure(.sources))\(sources)</section>
                <section class="section" id="categories"><h2>\(localize(Strings.categories))</h2>
                <p class="lead">\(localize(Strings.categoriesWhy))</p>
                \(failure(.categories))\(categories)</section>
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
                isDefault: page.statusForm.defaultID == id, uses: row.uses,
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
        table(
            .sources, page.sources, page.sourceForm, action: .leadSources, field: "source",
            newName: Strings.newSource, usedBy: CommonStrings.leads
        ) { .leadSourceDeletion($0) }
    }

    private var categories: HTML {
        table(
            .categories, page.categories, page.categoryForm, action: .callCategories,
            field: "category", newName: Strings.newCategory, usedBy: CommonStrings.calls
        ) { .callCategoryDeletion($0) }
    }

    /// An editor of a list of names.
    private func table<Item>(
        _ kind: LeadStatusesPage.Editor, _ editor: OrderedListEditor<Item>,
        _ form: NamedListForm<Item>, action: PageRoute, field: String, newName: LocalizedText,
        usedBy: LocalizedText, deletion: (Int64) -> PageRoute
    ) -> HTML {
        let rows = editor.rows.map { row in
            let id = row.item.id.value
            return LeadStatusesRow(
                key: "\(id)", name: form.names[id] ?? row.item.name, uses: row.uses,
                deletion: deletion(id))
        }
        return LeadStatusesTable(
            action: action, version: editor.version, rows: rows,
            new: LeadStatusesRow(key: "new", name: form.newName), nameField: field,
            newName: newName, usedBy: usedBy, problems: problems(of: kind),
            isSent: page.sent == kind, visitor: visitor
        ).html
    }

    private func problems(of editor: LeadStatusesPage.Editor) -> [FieldProblem] {
        page.sent == editor ? page.problems : []
    }
}
