import CallRules
import Store

/// The list of clients.
struct ClientsView {
    let page: ClientsPage
    let visitor: Visitor

    private typealias Words = ClientWords
    private var say: Voice { visitor.voice }
    private var names: SettingValue { SettingValue(say: say, choices: page.choices) }

    func answer(news: PeopleNews?) -> Answer {
        Frame(
            title: say(Words.title), action: add, news: news?.line(say), isWide: true,
            content: """
                \(filters)\(CallButton.whyNot(visitor))\
                \(page.clients.items.isEmpty ? nobody : table)
                """
        ).answer(for: visitor)
    }

    private var add: HTML {
        """
        <a class="button primary" href="\(PageRoute.newClient.path)">\(Icon.plus.html) \(say(Words.add))</a>
        """
    }

    private var filters: HTML {
        let people = page.choices.employees.map { ("\($0.id.value)", $0.details.name) }
        return PeopleFilters(
            query: page.query, route: .clients, search: Words.searchFor,
            choices: [
                PeopleFilters.choice(
                    .whose, say(Words.whose), any: say(Words.anybodys), people,
                    chosen: page.query[.whose]),
                PeopleFilters.choice(
                    .sort, say(Words.order), any: nil,
                    [("name", say(Words.byName)), ("newest", say(Words.newestFirst))],
                    chosen: page.query.order.rawValue),
            ], say: say
        ).html
    }

    private var table: HTML {
        let heads = [Words.name, Words.company, Words.phones, Words.admins]
            .map { "<th scope=\"col\">\(say($0))</th>" as HTML }
        let query = page.query
        let links = PageLinks(
            say: say, label: Words.pages, first: Words.beginning, next: Words.further,
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
        let admins = say.list(details.adminIDs.map { names.employee($0.value) })
        return """
            <tr data-href="\(path)"><td><a href="\(path)">\(details.name)</a></td>
            <td data-label="\(say(Words.company))">\(details.company ?? "")</td>
            <td data-label="\(say(Words.phones))">\(FirstPhone(phones: details.phones, visitor: visitor).html)</td>
            <td data-label="\(say(Words.admins))">\(admins)</td></tr>
            """
    }

    private var nobody: HTML {
        page.query.isNarrowed
            ? EmptyState(
                line: say(Words.nobodyFound), next: say(Words.nobodyFoundNext),
                action:
                    "<a class=\"button\" href=\"\(PageRoute.clients.path)\">\(say(Words.all))</a>"
            ).html
            : EmptyState(line: say(Words.nobody), next: say(Words.nobodyNext), action: add).html
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
