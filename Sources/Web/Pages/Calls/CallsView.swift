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
            isWide: true, follows: .calls,
            content: page.isFresh ? fresh : journal
        ).answer(for: visitor, status)
    }

    private var journal: HTML {
        """
        \(CompletenessNote(coverage: page.coverage, visitor: visitor).html)
        \(CallsPeriods(
            query: page.query, periods: ["today", "yesterday", "", "30", "month", "all"],
            usualDays: page.usualDays, route: .calls, localize: localize
        ).html)
        \(CallsForm(page: page, localize: localize).html)
        \(SavedViews(page: page, visitor: visitor).html)
        \(CallsChips(page: page, localize: localize).html)
        \(page.calls.items.isEmpty ? none : table)
        """
    }

    private var table: HTML {
        """
        \(CallsTable(
            calls: page.calls.items, localize: localize, visitor: visitor,
            columns: CallsTable.Column.allCases, sorting: sorting
        ).html)
        \(pages)
        <div class="parts">\(files)\(SavedViews(page: page, visitor: visitor).form)</div>
        """
    }

    private var sorting: CallsTable.Sorting {
        CallsTable.Sorting(order: page.wanted.order) { order in
            page.query.with(.sort, order == .newest ? "" : order.rawValue).path
        }
    }

    private var pages: HTML? {
        let isByStart = page.wanted.order == .newest
        return PageLinks(
            localize: localize, label: CommonStrings.pages,
            first: isByStart ? Strings.latest : CommonStrings.toTheStart,
            next: isByStart ? CommonStrings.earlier : CommonStrings.next,
            isFirst: page.query[.after].isEmpty,
            cursor: page.calls.next, path: page.query.path(after:)
        ).html
    }

    /// Links that export these calls as files, for those who may.
    private var files: HTML? {
        guard visitor.may(.export) else { return nil }
        let path = page.query.without(.after).path(to: .callsExport)
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

/// The usual periods of the call log, each a link that keeps the other filters.
struct CallsPeriods {
    let query: CallsQuery
    /// Values of `period` in an address; empty: the default period.
    let periods: [String]
    /// Today and this number of days before.
    let usualDays: Int
    /// The page the links lead to.
    let route: PageRoute
    let localize: Localizer

    var html: HTML {
        let usual = usualDays == 0 ? "" : "\(usualDays)"
        return """
            <nav class="buttons" aria-label="\(localize(CommonStrings.period))">\
            \(periods.filter { $0 != usual }.map(link))</nav>
            """
    }

    private func link(_ period: String) -> HTML {
        let other = query.with([.period: period, .from: "", .to: ""])
        let isCurrent = other == query.without(.after)
        let name =
            period.isEmpty
            ? localize(usualDays, .days) : CallsStrings.period(period).map { localize($0) }
        return """
            <a class="button quiet" href="\(other.path(to: route))"\(.current, isCurrent ? "page" : nil)>\
            \(name ?? period)</a>
            """
    }
}
