import CallRules
import Store

/// The page of a client's contact card.
struct ClientView {
    let page: ContactPage<ClientCard>
    let visitor: Visitor

    private typealias Strings = ClientStrings
    private var localize: Localizer { visitor.localizer }
    private var client: ClientRow { page.card.client }
    private var id: Int64 { client.id.value }
    private var names: SettingValue { SettingValue(localize: localize, choices: page.choices) }

    func answer(news: ContactsFlash?) -> Answer {
        PageLayout(
            title: client.details.name, action: edit, news: news?.line(localize), isWide: true,
            content: """
                <div class="beside"><div><section class="section">\(facts)</section>\(leads)</div>
                <aside>\(aside)</aside></div>
                <section class="section"><h2>\(localize(CommonStrings.calls))</h2>\(calls)</section>
                """
        ).answer(for: visitor)
    }

    private var edit: HTML {
        """
        <a class="button" href="\(PageRoute.clientEditing(id).path)">\(Icon.pencil.html) \(localize(CommonStrings.edit))</a>
        """
    }

    private var facts: HTML {
        let details = client.details
        let admins = details.adminIDs.map { names.employee($0.value) }
        let others = page.card.sharing.clients.map {
            PhoneList.Other(
                name: $0.details.name, route: .client($0.id.value), phones: $0.details.phones)
        }
        let facts: [(LocalizedText, HTML?)] = [
            (CommonStrings.company, details.company.map { "\($0)" }),
            (
                CommonStrings.numbers,
                PhoneList(phones: details.phones, others: others, visitor: visitor).html
            ),
            (Strings.admins, admins.isEmpty ? nil : "\(localize.list(admins))"),
        ]
        return ContactFacts(
            facts: facts + PhoneList.others(details.otherPhones),
            help: others.isEmpty ? nil : Strings.sharedHelp, localize: localize
        ).html
    }

    private var leads: HTML? {
        guard !page.card.sharing.leads.isEmpty else { return nil }
        return """
            <section class="section"><h2>\(localize(Strings.leads))</h2>
            \(LeadLines(leads: page.card.sharing.leads, visitor: visitor, choices: page.choices).html)</section>
            """
    }

    private var calls: HTML {
        ContactCalls(
            table: CallsTable(
                calls: page.calls, localize: localize, visitor: visitor,
                columns: CallsTable.Column.card(hasNumbers: client.details.phones.count > 1)),
            count: page.card.calls, query: [.client: "\(id)"]
        ).html
    }

    // The side column

    private var aside: HTML {
        ContactAside(
            attachments: page.card.attachments, merges: page.merges, createdAt: client.createdAt,
            updatedAt: client.updatedAt, externalID: client.details.externalID,
            cardInCRM: page.cardInCRM, visitor: visitor, merge: .clientMerge(id),
            deletion: .clientDeletion(id), deletionWords: Strings.deleteLink
        ).html
    }
}

/// The link from the latest calls of a contact card to all of them.
struct AllCalls {
    let count: Int
    let shown: Int
    /// The filter of the call log for these calls.
    let query: [CallsQuery.Field: String]
    let localize: Localizer

    var html: HTML? {
        guard count > shown else { return nil }
        let all = CallsQuery(query.merging([.period: "all"]) { own, _ in own })
        let words = LocalizedText(
            uk: "Усі дзвінки: \(count)", en: "All calls: \(count)")
        return "<p><a class=\"button small\" href=\"\(all.path)\">\(localize(words))</a></p>"
    }
}
