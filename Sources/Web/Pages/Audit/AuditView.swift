import CallRules
import HTTPTypes
import Store

/// The audit: who did what, to what, when and from where.
struct AuditView {
    let page: AuditPage
    let visitor: Visitor

    private typealias Words = AuditWords
    private var say: Voice { visitor.voice }

    func answer(_ status: HTTPResponse.Status) -> Answer {
        Frame(
            title: say(Words.title), isWide: true,
            content: "<p class=\"lead\">\(say(Words.lead))</p>\(filters)\(table)\(pages)"
        ).answer(for: visitor, status)
    }

    private var filters: HTML {
        let (query, path) = (page.query, PageRoute.audit.path)
        return """
            <form class="inline filters" method="get" action="\(path)" role="search">
            \(choice("actor", Words.actor, query.actor, actors))
            \(choice("action", Words.action, query.action?.rawValue ?? "", AuditWords.actions(say)))
            \(TextField(name: "subject", label: say(Words.subject), value: query.subject).html)
            \(query.days.fields(say))
            <div class="buttons"><button>\(say(CallsWords.show))</button>
            <a class="button quiet" href="\(path)">\(say(CallsWords.reset))</a></div></form>
            """
    }

    private func choice(
        _ name: String, _ label: Sentence, _ chosen: String, _ options: [Choice.Option]
    ) -> HTML {
        let all = Choice.Option(value: "", label: say(Words.all))
        return Choice(name: name, label: say(label), options: [all] + options, chosen: chosen).html
    }

    private var actors: [Choice.Option] {
        let people = page.choices.employees.map {
            Choice.Option(value: AuditQuery.employee + "\($0.id.value)", label: $0.details.name)
        }
        let command = Choice.Option(value: Author.command.name, label: say(Words.command))
        let programs = Set(page.tokens.map(\.name)).sorted().map {
            Choice.Option(value: $0, label: "API: \($0)")
        }
        return people + [command] + programs
    }

    private var table: HTML {
        guard !page.entries.items.isEmpty else {
            return page.query.isEverything
                ? EmptyState(line: say(Words.nothing), next: say(Words.nothingNext)).html
                : EmptyState(line: say(Words.noneFits), next: say(Words.noneFitsNext)).html
        }
        let heads = [Words.action, Words.time, Words.actor, Words.subject, Words.source]
            .map { "<th scope=\"col\">\(say($0))</th>" as HTML }
        return """
            <div class="tablebox"><table class="stacked"><thead><tr>\(heads)</tr></thead>
            <tbody>\(page.entries.items.map(row))</tbody></table></div>
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
        case ("call", _): return link(.call(id), say(Words.call))
        case ("setting-version", let number?):
            return link(.settingVersions, say(Words.settingVersion(number)))
        case ("backup", let number?): return "\(say(Words.backup(number)))"
        case ("address", _): return "<span class=\"figures\">\(id)</span>"
        case ("messages", _): return messages(id)
        case ("token", let number?): return link(.apiTokens, token(number))
        default: return "\(entry.subject)"
        }
    }

    /// One message by its page, many by their number; which they were stands in the title.
    private func messages(_ ids: String) -> HTML {
        if let only = Int64(ids) { return link(.message(only), say(Words.message(only))) }
        let count = IDRanges.count(ids).map { say($0, .messages) } ?? ids
        return "<span title=\"\(ids.prefix(400))\">\(count)</span>"
    }

    private func token(_ number: Int64) -> String {
        page.tokens.first { $0.id == number }?.name ?? "token/\(number)"
    }

    private func link(_ route: PageRoute, _ name: String) -> HTML {
        "<a href=\"\(route.path)\">\(name)</a>"
    }

    private var pages: HTML? {
        PageLinks(
            say: say, label: Words.pages, first: Words.newest, next: Words.older,
            isFirst: page.query.after == nil, cursor: page.entries.next,
            path: page.query.path(after:)
        ).html
    }
}
