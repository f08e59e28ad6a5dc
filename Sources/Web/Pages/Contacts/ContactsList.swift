import CallRules
import Store

/// The table of a page of clients or leads, with links to the next page and to the files; or why it is
/// empty.
struct ContactsList {
    let kind: ImportKind
    let route: PageRoute
    let query: ContactsQuery
    let heads: [LocalizedText]
    let rows: [HTML]
    /// Where the next page begins; nil: there is none.
    let next: Cursor?
    let strings: Strings
    /// Shown when nobody is there and no filter is set.
    var action: HTML?
    let visitor: Visitor

    struct Strings {
        /// The links to other pages.
        let first: LocalizedText
        let next: LocalizedText
        /// Nobody is there at all, and what to do about it.
        let nobody: LocalizedText
        let nobodyNext: LocalizedText
        /// What to do when nobody fits the filter.
        let nobodyFoundNext: LocalizedText
        /// The link that leaves the filter.
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
            <div class="tablebox"><table class="stacked"><thead><tr>\
            \(heads.map { "<th scope=\"col\">\(localize($0))</th>" as HTML })</tr></thead>
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
