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
            ], total: localize.total(page.total, .clients), localize: localize
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
        let phones = FirstPhone(phones: details.phones, visitor: visitor)
        let admins = localize.list(details.adminIDs.map { names.employee($0.value) })
        return """
            <tr data-href="\(path)"><td class="name free"><a href="\(path)">\(details.name)</a></td>
            <td class="short" data-label="\(localize(CommonStrings.company))">\(details.company ?? "")</td>
            <td class="figures" data-label="\(localize(CommonStrings.numbers))">\(phones.numbers)</td>
            <td class="wideonly short" data-label="\(localize(Strings.admins))">\(admins)</td>
            <td class="act">\(phones.button)</td></tr>
            """
    }
}

/// The first number of a contact card with the count of further numbers, and its call button.
struct FirstPhone {
    let phones: [PhoneNumber]
    let visitor: Visitor
    /// The lead of the row; nil: it is not a lead.
    var leadID: Lead.ID?

    /// Nil: there is no number.
    var numbers: HTML? {
        phones.first.map { phone in
            let more: HTML? = phones.count > 1 ? " <small>+\(phones.count - 1)</small>" : nil
            return "\(phone.grouped)\(more)"
        }
    }

    /// Nil: there is no number, or it cannot be called.
    var button: HTML? {
        phones.first.flatMap { CallButton(phone: $0, visitor: visitor, leadID: leadID).html }
    }
}
