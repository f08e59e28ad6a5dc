import CallRules
import HTTPTypes
import Store

/// Missed calls to return: who waits and for how long, whose they are, what was tried.
struct MissedCasesView {
    let page: MissedCasesPage
    let visitor: Visitor

    private typealias Words = MissedCasesWords
    private var say: Voice { visitor.voice }
    private var query: MissedCasesQuery { page.query }

    func answer(
        _ status: HTTPResponse.Status = .ok, news: MissedCasesNews? = nil
    ) -> Answer {
        Frame(
            title: say(Words.title), news: news?.line(say), isWide: true,
            content: """
                \(filters)\(CallButton.whyNot(visitor))\
                \(page.cases.items.isEmpty ? nobody : "\(table)\(pages)")
                """
        ).answer(for: visitor, status)
    }

    private var filters: HTML {
        """
        <nav class="parts" aria-label="\(say(Words.filters))">
        <div class="buttons">\(link(Words.waiting, query.showing(isEnded: false)))\
        \(link(Words.endedToday, query.showing(isEnded: true)))</div>
        <div class="buttons">\(link(Words.mine, query.showing(isEverybodys: false)))\
        \(link(Words.everybodys, query.showing(isEverybodys: true)))</div></nav>
        """
    }

    private func link(_ name: Sentence, _ other: MissedCasesQuery) -> HTML {
        let isCurrent = other == query.showing()
        return """
            <a class="button quiet" href="\(other.path())"\(.current, isCurrent ? "page" : nil)>\
            \(say(name))</a>
            """
    }

    private var table: HTML {
        let heads = [
            query.isEnded ? Words.result : Words.waits, Words.who, Words.calls, Words.attempts,
            Words.responsible,
        ].map { "<th scope=\"col\">\(say($0))</th>" as HTML }
        return """
            <div class="tablebox"><table class="stacked missed"><thead><tr>\(heads)\
            <th scope="col"><span class="unseen">\(say(Words.action))</span></th></tr></thead>
            <tbody>\(page.cases.items.map { MissedCaseLine(row: $0, page: page, visitor: visitor).html })</tbody></table></div>
            """
    }

    private var nobody: HTML {
        if query.isEnded {
            return EmptyState(line: say(Words.noneEnded), next: say(Words.noneEndedNext)).html
        }
        let everybodys = query.showing(isEverybodys: true).path()
        let way: HTML =
            "<a class=\"button\" href=\"\(everybodys)\">\(say(Words.showEverybodys))</a>"
        return EmptyState(
            line: say(query.isEverybodys ? Words.noneWaits : Words.noneWaitsForMe),
            next: say(Words.noneWaitsNext), action: query.isEverybodys ? nil : way
        ).html
    }

    private var pages: HTML? {
        PageLinks(
            say: say, label: Words.pages, first: Words.first, next: Words.next,
            isFirst: query.after == nil, cursor: page.cases.next
        ) { cursor in
            var other = query.showing()
            other.after = cursor
            return other.path()
        }.html
    }
}
