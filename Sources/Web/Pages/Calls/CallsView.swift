import CallRules
import HTTPTypes
import Store

/// The journal of calls.
struct CallsView {
    let page: CallsPage
    let visitor: Visitor

    private typealias Words = CallsWords
    private var say: Voice { visitor.voice }

    func answer(_ status: HTTPResponse.Status) -> Answer {
        Frame(
            title: say(Words.title), isWide: true,
            content: page.isFresh ? fresh : journal
        ).answer(for: visitor, status)
    }

    private var journal: HTML {
        """
        \(CompletenessNote(coverage: page.coverage, visitor: visitor).html)
        \(filters)
        \(page.calls.items.isEmpty ? none : table)
        """
    }

    private var filters: HTML {
        let query = page.query
        let calls = PageRoute.calls.path
        return """
            <form class="inline filters" method="get" action="\(calls)" role="search">
            \(field(.from, Words.from, query[.from], .date))
            \(field(.to, Words.to, query[.to], .date))
            \(choice(.direction, Words.direction, query[.direction], Words.directions))
            \(choice(.outcome, Words.outcome, query[.outcome], Words.outcomes))
            \(field(.number, Words.number, query[.number], .telephone))
            \(choice(.employee, Words.whose, query[.employee], Words.owners))
            <div class="buttons"><button>\(say(Words.show))</button>
            <a class="button quiet" href="\(calls)">\(say(Words.reset))</a></div></form>
            """
    }

    private func field(
        _ field: CallsQuery.Field, _ label: Sentence, _ value: String, _ kind: TextField.Kind
    ) -> HTML {
        TextField(
            name: field.rawValue, label: say(label), value: value,
            problem: page.problems[field.rawValue].map { say($0) }, kind: kind
        ).html
    }

    private func choice(
        _ field: CallsQuery.Field, _ label: Sentence, _ chosen: String?,
        _ options: [(value: String, name: Sentence)]
    ) -> HTML {
        Choice(
            name: field.rawValue, label: say(label),
            options: options.map { Choice.Option(value: $0.value, label: say($0.name)) },
            chosen: chosen ?? ""
        ).html
    }

    private var table: HTML {
        """
        \(CallsTable(calls: page.calls.items, say: say, visitor: visitor, showsEmployee: true).html)
        \(pages)
        """
    }

    private var pages: HTML? {
        PageLinks(
            say: say, label: Words.pages, first: Words.latest, next: Words.earlier,
            isFirst: page.query[.after].isEmpty, cursor: page.calls.next,
            path: page.query.path(after:)
        ).html
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
