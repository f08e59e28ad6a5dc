import CallRules
import Store

/// The list of leads.
struct LeadsView {
    let page: LeadsPage
    let visitor: Visitor

    private typealias Strings = LeadStrings
    private var localize: Localizer { visitor.localizer }
    private var names: SettingValue { SettingValue(localize: localize, choices: page.choices) }

    func answer(news: ContactsFlash?) -> Answer {
        PageLayout(
            title: localize(CommonStrings.leads), action: add, news: news?.line(localize),
            isWide: true, follows: .leads,
            content: "\(filters)\(table)"
        ).answer(for: visitor)
    }

    private var add: HTML {
        """
        <a class="button primary" href="\(PageRoute.newLead.path)">\(Icon.plus.html) \(localize(CommonStrings.newLead))</a>
        """
    }

    private var filters: HTML {
        let (query, choices) = (page.query, page.choices)
        func choice(
            _ field: ContactsQuery.Field, _ label: LocalizedText, _ options: [(Int64, String)]
        ) -> Choice {
            ContactsFilters.choice(
                field, localize(label), any: localize(CommonStrings.all),
                options.map { ("\($0.0)", $0.1) },
                chosen: query[field])
        }
        return ContactsFilters(
            query: query, route: .leads, search: Strings.searchFor,
            choices: [
                choice(
                    .status, CommonStrings.status, choices.statuses.map { ($0.id.value, $0.name) }),
                choice(
                    .whose, CommonStrings.responsible,
                    choices.employees.map { ($0.id.value, $0.details.name) }),
                choice(
                    .source, CommonStrings.source, choices.sources.map { ($0.id.value, $0.name) }),
                ContactsFilters.choice(
                    .state, localize(CommonStrings.state), any: localize(CommonStrings.all),
                    [("open", localize(Strings.open)), ("closed", localize(Strings.closed))],
                    chosen: query[.state]),
            ], total: localize.total(page.total, .leads), localize: localize
        ).html
    }

    /// Where an administrator switches on what makes leads.
    private var rules: HTML {
        """
        <a class="button primary" href="\(PageRoute.settings(.leads).path)">\(localize(Strings.toRules))</a>
        """
    }

    private var table: HTML {
        ContactsList(
            kind: .leads, route: .leads, query: page.query,
            heads: [
                CommonStrings.title, CommonStrings.number, CommonStrings.status,
                CommonStrings.responsible, CommonStrings.created,
            ],
            rows: page.leads.items.map(row), next: page.leads.next,
            strings: ContactsList.Strings(
                first: CommonStrings.newest, next: CommonStrings.earlier,
                nobody: Strings.nobody, nobodyNext: Strings.nobodyNext,
                nobodyFoundNext: CommonStrings.tryPartOfName,
                all: Strings.all),
            action: visitor.isAdmin ? rules : nil, visitor: visitor
        ).html
    }

    private func row(_ lead: LeadRow) -> HTML {
        let details = lead.details
        let path = PageRoute.lead(lead.id.value).path
        let name = LeadName.shown(details.name)
        let phones = FirstPhone(phones: details.phones, visitor: visitor, leadID: lead.id)
        let responsible = details.responsibleID.map { names.employee($0.value) } ?? "–"
        return """
            <tr data-href="\(path)"><td class="name free"><a href="\(path)">\(name)</a></td>
            <td class="figures" data-label="\(localize(CommonStrings.number))">\(name == phones.phones.first?.grouped ? nil : phones.numbers)</td>
            <td data-label="\(localize(CommonStrings.status))">\(LeadStatusBadge(details, page.choices)?.html)</td>
            <td class="short" data-label="\(localize(CommonStrings.responsible))">\(responsible)</td>
            <td class="at" data-label="\(localize(CommonStrings.created))">\(localize.time(lead.createdAt))</td>
            <td class="act">\(phones.button)</td></tr>
            """
    }
}
