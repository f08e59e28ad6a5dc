import CallRules
import Store

/// The audit: who did what, to what, when and from where.
struct AuditView {
    let page: AuditPage
    let visitor: Visitor

    private typealias Words = AuditWords
    private var say: Voice { visitor.voice }

    func answer() -> Answer {
        Frame(
            title: say(Words.title), isWide: true,
            content: "<p class=\"lead\">\(say(Words.lead))</p>\(table)"
        ).answer(for: visitor)
    }

    private var table: HTML {
        guard !page.entries.items.isEmpty else {
            return EmptyState(line: say(Words.nothing), next: say(Words.nothingNext)).html
        }
        let heads = [Words.action, Words.time, Words.actor, Words.subject, Words.source]
            .map { "<th scope=\"col\">\(say($0))</th>" as HTML }
        return """
            <div class="tablebox"><table class="stacked"><thead><tr>\(heads)</tr></thead>
            <tbody>\(page.entries.items.map(row))</tbody></table></div>
            \(pages)
            """
    }

    private func row(_ entry: AuditEntry) -> HTML {
        let source = entry.sourceIP.isEmpty ? say(Words.machine) : entry.sourceIP
        return """
            <tr><td>\(say(entry.action.map(Words.of) ?? Words.unknown))</td>
            <td data-label="\(say(Words.time))">\(say.time(entry.at))</td>
            <td data-label="\(say(Words.actor))">\(actor(entry))</td>
            <td data-label="\(say(Words.subject))">\(subject(entry))</td>
            <td data-label="\(say(Words.source))"><span class="figures">\(source)</span></td></tr>
            """
    }

    private func actor(_ entry: AuditEntry) -> String {
        if entry.employee == nil, entry.actor == Author.command.name { return say(Words.command) }
        return entry.actor.isEmpty ? "–" : entry.actor
    }

    /// The subject by its name, with the way to its page where it has one.
    private func subject(_ entry: AuditEntry) -> HTML {
        let parts = entry.subject.split(separator: "/", maxSplits: 1).map(String.init)
        guard parts.count == 2, let kind = parts.first, let id = parts.last else {
            return "\(entry.subject.isEmpty ? "–" : entry.subject)"
        }
        switch (kind, Int64(id)) {
        case ("employee", let number?):
            let name = SettingValue(say: say, choices: page.choices).employee(number)
            return link(.employee(number), name)
        case ("lead", let number?): return link(.lead(number), say(Words.leadNumber(number)))
        case ("dialling", let number?): return link(.dialling(number), say(Words.dialling))
        case ("missed-case", _?): return link(.missedCases, say(Words.missedCase))
        case ("inquiry", let number?): return link(.inquiry(number), say(Words.personalData))
        case ("erasure", _?): return link(.privacy, say(Words.erasure))
        case ("purge", _?): return link(.privacy, say(Words.purge))
        case ("call", _): return link(.call(id), say(Words.call))
        default: return "\(entry.subject)"
        }
    }

    private func link(_ route: PageRoute, _ name: String) -> HTML {
        "<a href=\"\(route.path)\">\(name)</a>"
    }

    private var pages: HTML? {
        let audit = PageRoute.audit.path
        return PageLinks(
            say: say, label: Words.pages, first: Words.newest, next: Words.older,
            isFirst: page.isFirst, cursor: page.entries.next,
            path: { audit + ($0.map { "?after=\($0.text)" } ?? "") }
        ).html
    }
}
