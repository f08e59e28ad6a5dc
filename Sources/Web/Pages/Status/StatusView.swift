import CallRules
import Store

/// The page that says how the gateway is.
struct StatusView {
    let page: StatusPage
    let visitor: Visitor

    private typealias Words = StatusWords
    private var say: Voice { visitor.voice }

    func answer() -> Answer {
        let links = StatusChain(page: page, say: say).links
        return Frame(
            title: say(Words.title), isWide: true,
            content: """
                \(summary(links))
                \(CompletenessNote(coverage: page.coverage, visitor: visitor).html)
                \(table(links))
                \(facts)
                """
        ).answer(for: visitor)
    }

    private func summary(_ links: [StatusLink]) -> HTML {
        let broken = links.filter { $0.state == .broken }
        let odd = links.filter { $0.state == .warns }
        if broken.isEmpty, odd.isEmpty {
            return "<p class=\"note\">\(Icon.check.html) \(say(Words.well))</p>"
        }
        let look = broken.isEmpty ? "alert" : "bad"
        let names = say.list((broken + odd).map { say($0.name) })
        return """
            <p class="note \(look)">\(Icon.warning.html) \
            \(say(broken.isEmpty ? Words.someWarn : Words.someBroken)) \(names).</p>
            """
    }

    private func table(_ links: [StatusLink]) -> HTML {
        let heads = [Words.link, Words.state, Words.figure, Words.advice]
            .map { "<th scope=\"col\">\(say($0))</th>" as HTML }
        return """
            <div class="tablebox"><table class="stacked status"><thead><tr>\(heads)</tr></thead>
            <tbody>\(links.map(row))</tbody></table></div>
            """
    }

    private func row(_ link: StatusLink) -> HTML {
        """
        <tr><td>\(say(link.name))</td>
        <td data-label="\(say(Words.state))">\(StatusLink.badge(link.state, say))</td>
        <td data-label="\(say(Words.figure))"><span>\(link.figure)</span></td>
        <td data-label="\(say(Words.advice))">\(link.advice.map(advice))</td></tr>
        """
    }

    private func advice(_ advice: StatusLink.Advice) -> HTML {
        let way = advice.route.map { route in
            " <a href=\"\(route.path)\">\(say(Words.goThere))</a>" as HTML
        }
        let command = advice.command.map { " <code>\($0)</code>" as HTML }
        return "<span>\(say(advice.sentence))\(way)\(command)</span>"
    }

    private var facts: HTML {
        let facts: [(Sentence, HTML)] = [
            (Words.version, "\(page.version.isEmpty ? "–" : page.version)"),
            (Words.startedAt, say.time(page.startedAt)),
            (Words.clock, "<span class=\"figures\">\(say.fullTime(say.now))</span>"),
        ]
        return """
            <dl class="facts">\(facts.map { "<dt>\(say($0.0))</dt><dd>\($0.1)</dd>" as HTML })</dl>
            """
    }
}
