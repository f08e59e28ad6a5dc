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
        <nav class="parts" aria-label="\(localize(Strings.filters))">
        <div class="buttons">\(link(Strings.waiting, query.showing(isEnded: false)))\
        \(link(Strings.endedToday, query.showing(isEnded: true)))</div>
        <div id="missed-whose" class="buttons" data-part>\
        \(link(Strings.mine, query.showing(isEverybodys: false), page.waiting.mine))\
        \(link(Strings.everybodys, query.showing(isEverybodys: true), page.waiting.everybodys))</div>
        \(query.isEnded ? nil : order)\(page.clocks.isAlways && query.hours == nil ? nil : hours)
        <div class="buttons"><a class="button quiet" href="\(PageRoute.ignoredNumbers.path)">\
        \(localize(IgnoredNumbersStrings.title))</a></div></nav>
        """
    }

    private var ignored: HTML? {
        page.ignored.map {
            IgnoredNote(entry: $0, visitor: visitor, origin: "missed", hidden: query.hidden).html
        }
    }

    private var order: HTML {
        """
        <div class="buttons">\(link(Strings.longestFirst, query.showing(isNewestFirst: false)))\
        \(link(Strings.newestFirst, query.showing(isNewestFirst: true)))</div>
        """
    }

    private var hours: HTML {
        """
        <div class="buttons">\(link(Strings.anyHours, query.showing(hours: .some(nil))))\
        \(link(Strings.withinHours, query.showing(hours: .within)))\
        \(link(Strings.outsideHours, query.showing(hours: .outside)))</div>
        """
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
        let heads = [
            query.isEnded ? Strings.result : Strings.waits, CommonStrings.who, CommonStrings.calls,
            Strings.attempts,
            CommonStrings.responsible,
        ].map { "<th scope=\"col\">\(localize($0))</th>" as HTML }
        return """
            <div class="tablebox"><table class="stacked missed"><thead><tr>\(heads)\
            <th scope="col"><span class="visually-hidden">\(localize(Strings.action))</span></th></tr></thead>
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
