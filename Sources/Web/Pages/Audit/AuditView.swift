import CallRules
import HTTPTypes
import Store

/// The audit page: author, action, subject, time and address of each entry.
struct AuditView {
    let page: AuditPage
    let visitor: Visitor

    private typealias Strings = AuditStrings
    private var localize: Localizer { visitor.localizer }

    func answer(_ status: HTTPResponse.Status) -> Answer {
        PageLayout(
            title: localize(CommonStrings.audit), isWide: true,
            content: "<p class=\"lead\">\(localize(Strings.lead))</p>\(filters)\(table)\(pages)"
        ).answer(for: visitor, status)
    }

    private var filters: HTML {
        let query = page.query
        let values = [query.actor, query.action?.rawValue ?? ""] + query.days.values.map(\.value)
        return FilterBar(
            route: .audit,
            search: FilterBar.Search(
                name: "subject", value: query.subject, placeholder: localize(Strings.subject)),
            fields: [
                choice("actor", CommonStrings.who, query.actor, actors),
                choice(
                    "action", Strings.action, query.action?.rawValue ?? "",
                    AuditStrings.actions(localize)),
                query.days.fields(localize),
            ],
            count: values.count { !$0.isEmpty }, isOpen: !query.days.problems.isEmpty,
            localize: localize
        ).html
    }

    private func choice(
        _ name: String, _ label: LocalizedText, _ chosen: String, _ options: [Choice.Option]
    ) -> HTML {
        let all = Choice.Option(value: "", label: localize(CommonStrings.all))
        return Choice(name: name, label: localize(label), options: [all] + options, chosen: chosen)
            .html
    }

    private var actors: [Choice.Option] {
        let people = page.employees.map {
            Choice.Option(value: AuditQuery.employee + "\($0.id.value)", label: $0.details.name)
        }
        let command = Choice.Option(
            value: Author.command.name, label: localize(CommonStrings.aCommand))
        let programs = Set(page.tokens.map(\.name)).sorted().map {
            Choice.Option(value: $0, label: "API: \($0)")
        }
        return people + [command] + programs
    }

    private var table: HTML {
        guard !page.entries.items.isEmpty else {
            return page.query.isEverything
                ? EmptyState(line: localize(Strings.nothing), next: localize(Strings.nothingNext))
                    .html
                : EmptyState(line: localize(Strings.noneFits), next: localize(Strings.noneFitsNext))
                    .html
        }
        let heads = [
            Strings.action, CommonStrings.when, CommonStrings.who, Strings.subject,
            CommonStrings.from,
        ]
        .map { "<th scope=\"col\">\(localize($0))</th>" as HTML }
        return """
            <div class="tablebox"><table class="lined"><thead><tr>\(heads)</tr></thead>
            <tbody>\(page.entries.items.map(row))</tbody></table></div>
            """
    }

    private func row(_ entry: AuditEntry) -> HTML {
        let source = entry.sourceIP.isEmpty ? localize(Strings.machine) : entry.sourceIP
        return """
            <tr><td class="name free">\(localize(entry.action.map(Strings.of) ?? Strings.unknown))</td>
            <td class="at" data-label="\(localize(CommonStrings.when))">\(localize.time(entry.at))</td>
            <td data-label="\(localize(CommonStrings.who))">\(actor(entry))</td>
            <td class="short" data-label="\(localize(Strings.subject))">\(subject(entry))</td>
            <td data-label="\(localize(CommonStrings.from))"><span class="figures">\(source)</span></td></tr>
            """
    }

    private func actor(_ entry: AuditEntry) -> String {
        if entry.employee == nil, entry.actor == Author.command.name {
            return localize(CommonStrings.aCommand)
        }
        return entry.actor.isEmpty ? "–" : entry.actor
    }

    /// The name of the subject, as a link where it has a page.
    private func subject(_ entry: AuditEntry) -> HTML {
        let parts = entry.subject.split(separator: "/", maxSplits: 1).map(String.init)
        guard parts.count == 2, let kind = parts.first, let id = parts.last else {
            let file = Strings.files[entry.subject].map { localize($0) }
            return "\(file ?? (entry.subject.isEmpty ? "–" : entry.subject))"
        }
        switch (kind, Int64(id)) {
        case ("employee", let number?):
            let name = page.employees.first { $0.id.value == number }?.details.name
            return link(.employee(number), name ?? "№ \(number)")
        case ("client", let number?):
            return link(.client(number), localize(Strings.clientNumber(number)))
        case ("lead", let number?): return link(.lead(number), localize(Strings.leadNumber(number)))
        case ("dialling", let number?): return link(.dialling(number), localize(Strings.dialling))
        case ("missed-case", _?): return link(.missedCases, localize(Strings.missedCase))
        case ("import", let number?):
            return link(.importJob(number), localize(Strings.importNumber(number)))
        case ("inquiry", let number?): return link(.inquiry(number), localize(Strings.personalData))
        case ("erasure", _?): return link(.privacy, localize(Strings.erasure))
        case ("purge", _?): return link(.privacy, localize(Strings.purge))
        case ("call", _): return link(.call(id), localize(CommonStrings.callWord))
        case ("setting-version", let number?):
            return link(.settingVersions, localize(Strings.settingVersion(number)))
        case ("backup", let number?): return "\(localize(Strings.backup(number)))"
        case ("address", _): return "<span class=\"figures\">\(id)</span>"
        case ("messages", _): return messages(id)
        case ("webhook-endpoint", let number?):
            return link(.webhookEndpoint(number), localize(Strings.webhook(number)))
        case ("line", let number?):
            let line = localize.lines[Line.ID(number)]
            return link(.line(number), line?.shown ?? "№ \(number)")
        case ("token", let number?): return link(.apiTokens, token(number))
        default: return "\(entry.subject)"
        }
    }

    /// One message as a link, several as a count with their ids in the tooltip.
    private func messages(_ ids: String) -> HTML {
        if let only = Int64(ids) {
            return link(.webhookMessage(only), localize(Strings.message(only)))
        }
        let count = IDRanges.count(ids).map { localize($0, .messages) } ?? ids
        return "<span title=\"\(ids.prefix(400))\">\(count)</span>"
    }

    private func token(_ number: Int64) -> String {
        page.tokens.first { $0.id.value == number }?.name ?? "token/\(number)"
    }

    private func link(_ route: PageRoute, _ name: String) -> HTML {
        "<a href=\"\(route.path)\">\(name)</a>"
    }

    private var pages: HTML? {
        PageLinks(
            localize: localize, label: Strings.pages, first: CommonStrings.newest,
            next: CommonStrings.earlier,
            isFirst: page.query.after == nil, cursor: page.entries.next,
            path: page.query.path(after:)
        ).html
    }
}
