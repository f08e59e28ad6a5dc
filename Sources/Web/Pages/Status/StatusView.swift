import CallRules
import Store

/// The status page.
struct StatusView {
    let page: StatusPage
    let visitor: Visitor

    private typealias Strings = StatusStrings
    private var localize: Localizer { visitor.localizer }

    func answer() -> Answer {
        let chain = StatusChain(page: page, localize: localize)
        let links = chain.links
        return PageLayout(
            title: localize(Strings.title), isWide: true,
            content: """
                \(summary(links, chain.connections))
                \(page.clockHold.map(clock))
                \(CompletenessNote(coverage: page.coverage, visitor: visitor).html)
                \(table(links))
                \(facts)
                """
        ).answer(for: visitor)
    }

    private func summary(_ links: [StatusLink], _ connections: [StatusLink]) -> HTML {
        let broken = links.filter { $0.state == .broken }
        let odd = links.filter { $0.state == .warns }
        if broken.isEmpty, odd.isEmpty {
            return quiet(connections)
        }
        let look = broken.isEmpty ? "alert" : "bad"
        let names = localize.list((broken + odd).map { localize($0.name) })
        return """
            <p class="note \(look)">\(Icon.warning.html) \
            \(localize(broken.isEmpty ? Strings.someWarn : Strings.someBroken)) \(names).</p>
            """
    }

    /// What is connected; or that nothing is, which is no reason to be content.
    private func quiet(_ connections: [StatusLink]) -> HTML {
        guard page.coverage.isConnected || !page.received.isEmpty else {
            return """
                <p class="note alert">\(Icon.warning.html) \(localize(Strings.nothingConnected)) \
                <a href="\(PageRoute.settings(.connection).path)">\(localize(Strings.connect))</a></p>
                """
        }
        let names = connections.filter { $0.state == .works }.map { localize($0.name) }
        return """
            <p class="note">\(Icon.check.html) \(localize(Strings.well(localize.list(names))))</p>
            """
    }

    private func clock(_ hold: ClockHold) -> HTML {
        let sentence = Strings.clockInDoubt(
            localize.fullTime(hold.trusted), localize.fullTime(hold.until))
        return "<p class=\"note alert\">\(Icon.warning.html) \(localize(sentence))</p>"
    }

    private func table(_ links: [StatusLink]) -> HTML {
        let heads = [Strings.link, CommonStrings.state, Strings.figure, CommonStrings.whatToDo]
            .map { "<th scope=\"col\">\(localize($0))</th>" as HTML }
        return """
            <div class="tablebox"><table class="stacked status"><thead><tr>\(heads)</tr></thead>
            <tbody>\(links.map(row))</tbody></table></div>
            """
    }

    private func row(_ link: StatusLink) -> HTML {
        """
        <tr\(.class, link.advice == nil ? nil : "tall")><td class="name">\(localize(link.name))</td>
        <td class="at" data-label="\(localize(CommonStrings.state))">\(StatusLink.badge(link.state, localize))</td>
        <td data-label="\(localize(Strings.figure))"><span>\(link.figure)</span></td>
        <td class="under" data-label="\(localize(CommonStrings.whatToDo))">\(link.advice.map(advice))</td></tr>
        """
    }

    private func advice(_ advice: StatusLink.Advice) -> HTML {
        let way = advice.route.map { route in
            " <a href=\"\(route.path)\">\(localize(CommonStrings.`open`))</a>" as HTML
        }
        let command = advice.command.map { " <code>\($0)</code>" as HTML }
        return "<span>\(localize(advice.sentence))\(way)\(command)</span>"
    }

    private var facts: HTML {
        let facts: [(LocalizedText, HTML)] = [
            (CommonStrings.version, "\(page.version.isEmpty ? "–" : page.version)"),
            (Strings.startedAt, localize.time(page.startedAt)),
            (Strings.clock, "<span class=\"figures\">\(localize.fullTime(localize.now))</span>"),
        ]
        return """
            <dl class="facts">\(facts.map { "<dt>\(localize($0.0))</dt><dd>\($0.1)</dd>" as HTML })</dl>
            """
    }
}
