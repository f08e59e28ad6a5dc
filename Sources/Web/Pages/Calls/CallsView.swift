import CallRules
import HTTPTypes
import Store

/// The journal of calls.
struct CallsView {
    let page: CallsPage
    let visitor: Visitor

    private typealias Words = CallsWords
    private var say: Voice { visitor.voice }

    func answer(_ status: HTTPResponse.Status, news: SavedViewNews? = nil) -> Answer {
        Frame(
            title: say(Words.title), news: news.map { say($0.sentence) }, isWide: true,
            content: page.isFresh ? fresh : journal
        ).answer(for: visitor, status)
    }

    private var journal: HTML {
        """
        \(CompletenessNote(coverage: page.coverage, visitor: visitor).html)
        \(CallsPeriods(page: page, say: say).html)
        \(CallsForm(page: page, say: say).html)
        \(SavedViews(page: page, visitor: visitor).html)
        \(CallsChips(page: page, say: say).html)
        \(page.calls.items.isEmpty ? none : table)
        """
    }

    private var table: HTML {
        """
        \(CallsTable(
            calls: page.calls.items, say: say, visitor: visitor,
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
            say: say, label: Words.pages, first: isByStart ? Words.latest : Words.first,
            next: isByStart ? Words.earlier : Words.next, isFirst: page.query[.after].isEmpty,
            cursor: page.calls.next, path: page.query.path(after:)
        ).html
    }

    /// The same calls as files.
    private var files: HTML {
        let path = page.query.without(.after).path(to: .callsExport)
        let json = path + (path.contains("?") ? "&" : "?") + "format=json"
        return """
            <p class="muted">\(Icon.download.html) \(say(Words.takeAway)) <a href="\(path)">CSV</a>, \
            <a href="\(json)">JSON</a></p>
            """
    }

    private var none: HTML {
        EmptyState(
            line: say(Words.none), next: say(Words.noneNext),
            action:
                "<a class=\"button\" href=\"\(CallsQuery.everything.path)\">\(say(Words.everything))</a>"
        ).html
    }

    private var fresh: HTML {
        let way: HTML = """
            <a class="button primary" href="\(PageRoute.settings.path)">\(say(Words.connect))</a>
            """
        return EmptyState(
            line: say(Words.fresh),
            next: say(visitor.isAdmin ? Words.freshNext : Words.freshNextForEmployees),
            action: visitor.isAdmin ? way : nil
        ).html
    }
}

/// The usual periods of the journal, each a link that keeps the other filters.
struct CallsPeriods {
    let page: CallsPage
    let say: Voice

    var html: HTML {
        let days = page.usualDays
        let usual = ["today", "yesterday", "", "30", "month", "all"].filter {
            $0 != (days == 0 ? "" : "\(days)")
        }
        return """
            <nav class="buttons" aria-label="\(say(CallsWords.periods))">\(usual.map(link))</nav>
            """
    }

    private func link(_ period: String) -> HTML {
        let query = page.query.with([.period: period, .from: "", .to: ""])
        let isCurrent = query == page.query.without(.after)
        let name =
            period.isEmpty ? say(page.usualDays, .days) : CallsWords.period(period).map { say($0) }
        return """
            <a class="button quiet" href="\(query.path)"\(.current, isCurrent ? "page" : nil)>\
            \(name ?? period)</a>
            """
    }
}
