import CallRules
import Store

/// The table of a page of clients or leads, with links to the next page and to the exports. An
/// empty list shows the reason instead.
struct ContactsList {
    let kind: ImportKind
    let route: PageRoute
    let query: ContactsQuery
    let heads: [LocalizedText]
    let rows: [HTML]
    /// The cursor of the next page; nil: this is the last page.
    let next: Cursor?
    let strings: Strings
    /// Shown when the list is empty and no filter is set.
    var action: HTML?
    let visitor: Visitor

    struct Strings {
        /// The labels of the links to the first and the next page.
        let first: LocalizedText
        let next: LocalizedText
        /// The text of a list without any contact, and the advice below it.
        let nobody: LocalizedText
        let nobodyNext: LocalizedText
        /// The advice when no contact matches the filter.
        let nobodyFoundNext: LocalizedText
        /// The label of the link to the list without filters.
        let all: LocalizedText
    }

    private var localize: Localizer { visitor.localizer }

    var html: HTML {
        guard !rows.isEmpty else { return nothing }
        let links = PageLinks(
            localize: localize, label: CommonStrings.pages, first: strings.first,
            next: strings.next,
            isFirst: query[.after].isEmpty, cursor: next,
            path: { query.path(to: route, after: $0) })
        return """
            <div class="tablebox"><table class="lined"><thead><tr>\
            \(heads.map { "<th scope=\"col\">\(localize($0))</th>" as HTML })\
            <th scope="col" class="act"><span class="visually-hidden">\(localize(CommonStrings.callNow))</span></th></tr></thead>
            <tbody>\(rows)</tbody></table></div>
            \(links.html)
            \(DataLinks(kind: kind, query: query, visitor: visitor).html)
            """
    }

    private var nothing: HTML {
        query.isNarrowed
            ? EmptyState(
                line: localize(CommonStrings.nobodyFound), next: localize(strings.nobodyFoundNext),
                action:
                    "<a class=\"button\" href=\"\(route.path)\">\(localize(strings.all))</a>"
            ).html
            : EmptyState(
                line: localize(strings.nobody), next: localize(strings.nobodyNext), action: action
            ).html
    }
}
