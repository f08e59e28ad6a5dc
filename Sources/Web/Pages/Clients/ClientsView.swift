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
            content: "\(filters)\(table)"
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
        ContactsList(
            kind: .clients, route: .clients, query: page.query,
            heads: [
                CommonStrings.name, CommonStrings.company, CommonStrings.numbers, Strings.admins,
            ],
            rows: page.clients.items.map(row), next: page.clients.next,
            strings: ContactsList.Strings(
                first: CommonStrings.toTheStart, next: CommonStrings.next,
                nobody: Strings.nobody, nobodyNext: Strings.nobodyNext,
                nobodyFoundNext: Strings.nobodyFoundNext,
                all: Strings.all),
            action: add, visitor: visitor
        ).html
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
}

/// The first number of a contact card with a call button, and the count of further numbers.
struct FirstPhone {
    let phones: [PhoneNumber]
    let visitor: Visitor
    /// The lead of the row; nil: it is not a lead.
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
