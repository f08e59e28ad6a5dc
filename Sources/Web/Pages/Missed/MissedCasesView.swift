import CallRules
import HTTPTypes
import Store

/// The page of missed calls: caller, waiting time, responsible employee and attempts of each case.
struct MissedCasesView {
    let page: MissedCasesPage
    let visitor: Visitor

    private typealias Strings = MissedCasesStrings
    private var localize: Localizer { visitor.localizer }
    private var query: MissedCasesQuery { page.query }

    func answer(
        _ status: HTTPResponse.Status = .ok, news: MissedCasesFlash? = nil
    ) -> Answer {
        PageLayout(
            title: localize(CommonStrings.missed), news: news?.line(localize), isWide: true,
            follows: query.isEnded ? .endedCases : .cases,
            content: """
                \(filters)\(ignored)\
                \(page.cases.items.isEmpty ? nobody : "\(table)\(pages)")
                """
        ).answer(for: visitor, status)
    }

    private var filters: HTML {
        """
        <nav class="filterbar" aria-label="\(localize(Strings.filters))">
        <div class="segs">\(link(Strings.waiting, query.showing(isEnded: false)))\
        \(link(Strings.endedToday, query.showing(isEnded: true)))</div>
        <div id="missed-whose" class="segs" data-part>\
        \(link(Strings.mine, query.showing(isEverybodys: false), page.waiting.mine))\
        \(link(Strings.everybodys, query.showing(isEverybodys: true), page.waiting.everybodys))</div>
        <details class="drop">\(FilterBar.opener(query.hours == nil ? 0 : 1, localize))
        <div class="menu">\(query.isEnded ? nil : order)\(page.clocks.isAlways && query.hours == nil ? nil : hours)\
        <a href="\(PageRoute.ignoredNumbers.path)">\(localize(IgnoredNumbersStrings.title))</a></div></details>
        \(FilterBar.total(localize.total(page.total, .missedCalls)))</nav>
        """
    }

    private var ignored: HTML? {
        page.ignored.map {
            IgnoredNote(entry: $0, visitor: visitor, origin: "missed", hidden: query.hidden).html
        }
    }

    private var order: HTML {
        """
        <ul class="choices"><li>\(choice(Strings.longestFirst, query.showing(isNewestFirst: false)))</li>\
        <li>\(choice(Strings.newestFirst, query.showing(isNewestFirst: true)))</li></ul>
        """
    }

    private var hours: HTML {
        """
        <ul class="choices"><li>\(choice(Strings.anyHours, query.showing(hours: .some(nil))))</li>\
        <li>\(choice(Strings.withinHours, query.showing(hours: .within)))</li>\
        <li>\(choice(Strings.outsideHours, query.showing(hours: .outside)))</li></ul>
        """
    }

    private func choice(_ name: LocalizedText, _ other: MissedCasesQuery) -> HTML {
        let isCurrent = other == query.showing()
        return
            "<a href=\"\(other.path())\"\(.current, isCurrent ? "true" : nil)>\(localize(name))</a>"
    }

    /// - Parameter count: of the open cases behind it; nil or 0: not shown.
    private func link(
        _ name: LocalizedText, _ other: MissedCasesQuery, _ count: Int? = nil
    ) -> HTML {
        let isCurrent = other == query.showing()
        let number: HTML? = count.flatMap { count in
            count > 0 && !query.isEnded && query.hours == nil
                ? " <span class=\"count\">\(NoticeBell.shown(count))</span>" : nil
        }
        return """
            <a class="button quiet" href="\(other.path())"\(.current, isCurrent ? "page" : nil)>\
            \(localize(name))\(number)</a>
            """
    }

    private var table: HTML {
        let heads: [(LocalizedText, String, isShown: Bool)] = [
            (CommonStrings.state, "sign", false), (CommonStrings.who, "name free", true),
            (CommonStrings.number, "", true),
            (query.isEnded ? Strings.result : Strings.waits, "", true),
            (CommonStrings.calls, "", true), (CommonStrings.when, "", true),
            (CommonStrings.line, "spare", true),
            (CommonStrings.responsible, "", true), (Strings.action, "act", false),
        ]
        let cells = heads.map { name, place, isShown in
            let name: HTML =
                isShown
                ? "\(localize(name))" : "<span class=\"visually-hidden\">\(localize(name))</span>"
            return "<th scope=\"col\" class=\"\(place)\">\(name)</th>" as HTML
        }
        return """
            <div class="tablebox"><table class="lined missed"><thead><tr>\(cells)</tr></thead>
            <tbody>\(page.cases.items.map { MissedCaseLine(row: $0, page: page, visitor: visitor).html })</tbody></table></div>
            """
    }

    private var nobody: HTML {
        if query.isEnded {
            return EmptyState(
                line: localize(Strings.noneEnded), next: localize(Strings.noneEndedNext)
            ).html
        }
        let everybodys = query.showing(isEverybodys: true).path()
        let way: HTML =
            "<a class=\"button\" href=\"\(everybodys)\">\(localize(Strings.showEverybodys))</a>"
        return EmptyState(
            line: localize(query.isEverybodys ? Strings.noneWaits : Strings.noneWaitsForMe),
            next: localize(Strings.noneWaitsNext), action: query.isEverybodys ? nil : way
        ).html
    }

    private var pages: HTML? {
        PageLinks(
            localize: localize, label: CommonStrings.pages, first: CommonStrings.toTheStart,
            next: CommonStrings.next,
            isFirst: query.after == nil, cursor: page.cases.next
        ) { cursor in
            var other = query.showing()
            other.after = cursor
            return other.path()
        }.html
    }
}
