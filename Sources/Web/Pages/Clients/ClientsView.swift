import CallRules
import Store

/// The list of clients.
struct ClientsView {
    let page: ClientsPage
    let visitor: Visitor

    private typealias Strings = ClientStrings
    private var localize: Localizer { visitor.localizer }
    private var names: SettingValue { SettingValue(localize: localize, choices: page.choices) }

    func answer(news: ContactsFlash?) -> Answer {
        PageLayout(
            title: localize(CommonStrings.clients), action: add, news: news?.line(localize),
            isWide: true,
            content: """
                \(filters)\(CallButton.whyNot(visitor))\
                \(page.clients.items.isEmpty ? nobody : table)
                """
        ).answer(for: visitor)
    }

    private var add: HTML {
        """
        <a class="button primary" href="\(PageRoute.newClient.path)">\(Icon.plus.html) \(localize(CommonStrings.newClient))</a>
        """
    }

    private var filters: HTML {
        let people = page.choices.employees.map { ("\($0.id.value)", $0.details.name) }
        return ContactsFilters(
            query: page.query, route: .clients, search: Strings.searchFor,
            choices: [
                ContactsFilters.choice(
                    .whose, localize(Strings.whose), any: localize(Strings.anybodys), people,
                    chosen: page.query[.whose]),
                ContactsFilters.choice(
                    .sort, localize(CommonStrings.order), any: nil,
                    [
                        ("name", localize(Strings.byName)),
                        ("newest", localize(Strings.newestFirst)),
                    ],
                    chosen: page.query.order.rawValue),
            ], localize: localize
        ).html
    }

    private var table: HTML {
        let heads = [
            CommonStrings.name, CommonStrings.company, CommonStrings.numbers, Strings.admins,
        ]
        .map { "<th scope=\"col\">\(localize($0))</th>" as HTML }
        let query = page.query
        let links = PageLinks(
            localize: localize, label: CommonStrings.pages, first: CommonStrings.toTheStart,
            next: CommonStrings.next,
            isFirst: query[.after].isEmpty, cursor: page.clients.next,
            path: { query.path(to: .clients, after: $0) })
        return """
            <div class="tablebox"><table class="stacked"><thead><tr>\(heads)</tr></thead>
            <tbody>\(page.clients.items.map(row))</tbody></table></div>
            \(links.html)
            \(DataLinks(kind: .clients, query: page.query, visitor: visitor).html)
            """
    }

    private func row(_ client: ClientRow) -> HTML {
        let details = client.details
        let path = PageRoute.client(client.id.value).path
        let admins = localize.list(details.adminIDs.map { names.employee($0.value) })
        return """
            <tr data-href="\(path)"><td><a href="\(path)">\(details.name)</a></td>
            <td data-label="\(localize(CommonStrings.company))">\(details.company ?? "")</td>
            <td data-label="\(localize(CommonStrings.numbers))">\(FirstPhone(phones: details.phones, visitor: visitor).html)</td>
            <td data-label="\(localize(Strings.admins))">\(admins)</td></tr>
            """
    }

    private var nobody: HTML {
        page.query.isNarrowed
            ? EmptyState(
                line: localize(CommonStrings.nobodyFound), next: localize(Strings.nobodyFoundNext),
                action:
                    "<a class=\"button\" href=\"\(PageRoute.clients.path)\">\(localize(Strings.all))</a>"
            ).html
            : EmptyState(
                line: localize(Strings.nobody), next: localize(Strings.nobodyNext), action: add
            ).html
    }
}

/// The first number of a card, with a button to call it, and how many more there are.
struct FirstPhone {
    let phones: [PhoneNumber]
    let visitor: Visitor
    /// The lead in whose row it stands.
    var leadID: Lead.ID?

    var html: HTML? {
        phones.first.map { phone in
            let more: HTML? =
                phones.count > 1 ? " <small>+\(phones.count - 1)</small>" : nil
            return """
                <span><span class="figures">\(phone.grouped)</span>\
                \(CallButton(phone: phone, visitor: visitor, leadID: leadID).html)\(more)</span>
                """
        }
    }
}
