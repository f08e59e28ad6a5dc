import CallRules
import Store

/// The list of leads.
struct LeadsView {
    let page: LeadsPage
    let visitor: Visitor

    private typealias Words = LeadWords
    private var say: Voice { visitor.voice }
    private var names: SettingValue { SettingValue(say: say, choices: page.choices) }

    func answer(news: PeopleNews?) -> Answer {
        Frame(
            title: say(Words.title), action: add, news: news?.line(say), isWide: true,
            content: "\(filters)\(CallButton.whyNot(visitor))\(table)"
        ).answer(for: visitor)
    }

    private var add: HTML {
        """
        <a class="button primary" href="\(PageRoute.newLead.path)">\(Icon.plus.html) \(say(Words.add))</a>
        """
    }

    private var filters: HTML {
        let (query, choices) = (page.query, page.choices)
        func choice(
            _ field: PeopleQuery.Field, _ label: Sentence, _ options: [(Int64, String)]
        ) -> Choice {
            PeopleFilters.choice(
                field, say(label), any: say(Words.any), options.map { ("\($0.0)", $0.1) },
                chosen: query[field])
        }
        return PeopleFilters(
            query: query, route: .leads, search: Words.searchFor,
            choices: [
                choice(.status, Words.status, choices.statuses.map { ($0.id.value, $0.name) }),
                choice(
                    .whose, Words.responsible,
                    choices.employees.map { ($0.id.value, $0.details.name) }),
                choice(.source, Words.source, choices.sources.map { ($0.id.value, $0.name) }),
                PeopleFilters.choice(
                    .state, say(Words.state), any: say(Words.any),
                    [("open", say(Words.open)), ("closed", say(Words.closed))],
                    chosen: query[.state]),
            ], say: say
        ).html
    }

    private var table: HTML {
        guard !page.leads.items.isEmpty else { return nothing }
        let heads = [Words.name, Words.phone, Words.status, Words.responsible, Words.created]
            .map { "<th scope=\"col\">\(say($0))</th>" as HTML }
        return """
            <div class="tablebox"><table class="stacked"><thead><tr>\(heads)</tr></thead>
            <tbody>\(page.leads.items.map(row))</tbody></table></div>
            \(older)
            \(DataLinks(kind: .leads, query: page.query, visitor: visitor).html)
            """
    }

    private func row(_ lead: LeadRow) -> HTML {
        let details = lead.details
        let path = PageRoute.lead(lead.id.value).path
        let responsible = details.responsibleID.map { names.employee($0.value) } ?? "–"
        return """
            <tr data-href="\(path)"><td><a href="\(path)">\(LeadName.shown(details.name))</a></td>
            <td data-label="\(say(Words.phone))">\(FirstPhone(phones: details.phones, visitor: visitor, leadID: lead.id).html)</td>
            <td data-label="\(say(Words.status))">\(LeadStatusBadge(details, page.choices)?.html)</td>
            <td data-label="\(say(Words.responsible))">\(responsible)</td>
            <td data-label="\(say(Words.created))">\(say.time(lead.createdAt))</td></tr>
            """
    }

    private var nothing: HTML {
        page.query.isNarrowed
            ? EmptyState(
                line: say(Words.nobodyFound), next: say(Words.nobodyFoundNext),
                action: "<a class=\"button\" href=\"\(PageRoute.leads.path)\">\(say(Words.all))</a>"
            ).html : EmptyState(line: say(Words.nobody), next: say(Words.nobodyNext)).html
    }

    private var older: HTML? {
        let query = page.query
        return PageLinks(
            say: say, label: Words.pages, first: Words.newest, next: Words.older,
            isFirst: query[.after].isEmpty, cursor: page.leads.next,
            path: { query.path(to: .leads, after: $0) }
        ).html
    }
}
