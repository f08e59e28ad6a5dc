import CallRules
import HTTPTypes
import Store

/// The call log.
struct CallsView {
    let page: CallsPage
    let visitor: Visitor

    private typealias Strings = CallsStrings
    private var localize: Localizer { visitor.localizer }

    func answer(_ status: HTTPResponse.Status, news: SavedViewFlash? = nil) -> Answer {
        PageLayout(
            title: localize(CommonStrings.calls), news: news.map { localize($0.sentence) },
            isWide: true,
            content: page.isFresh ? fresh : journal
        ).answer(for: visitor, status)
    }

    private var journal: HTML {
        """
        \(page.coverage.failure == nil ? nil : completeness)
        \(CallsForm(page: page, localize: localize).html)
        \(CallsChips(page: page, localize: localize).html)
        \(SavedViews(page: page, visitor: visitor).html)
        \(page.calls.items.isEmpty ? none : table)
        \(page.coverage.failure == nil ? completeness : nil)
        """
    }

    /// Above the calls when the call log cannot be relied on, else below.
    private var completeness: HTML {
        CompletenessNote(coverage: page.coverage, visitor: visitor).html
    }

    private var table: HTML {
        """
        \(CallsTable(
            calls: page.calls.items, localize: localize, visitor: visitor,
            columns: CallsTable.Column.log, sorting: sorting
        ).html)
        \(pages)
        <div class="parts">\(files)\(SavedViews(page: page, visitor: visitor).form)</div>
        """
    }

    private var sorting: CallsTable.Sorting {
        CallsTable.Sorting(order: page.wanted.order) { order in
            page.asked.with(.sort, order == .newest ? "" : order.rawValue).path
        }
    }

    private var pages: HTML? {
        let isByStart = page.wanted.order == .newest
        return PageLinks(
            localize: localize, label: CommonStrings.pages,
            first: isByStart ? Strings.latest : CommonStrings.toTheStart,
            next: isByStart ? CommonStrings.earlier : CommonStrings.next,
            isFirst: page.asked[.after].isEmpty,
            cursor: page.calls.next, path: page.asked.path(after:)
        ).html
    }

    /// Links that export these calls as files, for those who may.
    private var files: HTML? {
        guard visitor.may(.export) else { return nil }
        let path = page.asked.without(.after).path(to: .callsExport)
        let format = path + (path.contains("?") ? "&" : "?") + "format="
        return """
            <p class="muted">\(Icon.download.html) \(localize(Strings.takeAway)) <a href="\(path)">CSV</a>, \
            <a href="\(format)xlsx">XLSX</a>, <a href="\(format)json">JSON</a></p>
            """
    }

    private var none: HTML {
        EmptyState(
            line: localize(Strings.none), next: localize(Strings.noneNext),
            action:
                "<a class=\"button\" href=\"\(CallsQuery.everything.path)\">\(localize(Strings.everything))</a>"
        ).html
    }

    private var fresh: HTML {
        let way: HTML = """
            <a class="button primary" href="\(PageRoute.settings(.connection).path)">\(localize(Strings.connect))</a>
            """
        return EmptyState(
            line: localize(Strings.fresh),
            next: localize(visitor.isAdmin ? Strings.freshNext : Strings.freshNextForEmployees),
            action: visitor.isAdmin ? way : nil
        ).html
    }
}
