import CallRules
import Store

extension ClientRow: ContactRow {
    typealias Typed = ClientForm

    var shownName: String { details.name }

    func facts(_ names: SettingValue) -> [(label: LocalizedText, value: String)] {
        [
            (CommonStrings.company, details.company ?? ""),
            (CommonStrings.numbers, details.phones.map(\.grouped).joined(separator: ", ")),
            (
                ClientStrings.admins,
                details.adminIDs.map { names.employee($0.value) }.joined(separator: ", ")
            ),
            (CommonStrings.externalId, details.externalID ?? ""),
        ]
    }

    static let list = PageRoute.clients
    static let newTitle = CommonStrings.newClient
    static func page(_ id: Int64) -> PageRoute { .client(id) }
    static func owner(_ id: Client.ID) -> CallOwner { .client(id) }

    static func found(
        by text: String, seenBy viewer: Viewer, in store: Store
    ) throws(StoreError) -> [ClientRow] {
        var filter = ClientFilter()
        filter.search = text
        return try store.clients(filter, Pagination(limit: 20), seenBy: viewer).items
    }

    static func update(
        _ id: Client.ID, expecting seen: Instant, by author: Author, at now: Instant,
        in store: Store, _ change: @escaping (inout ClientDetails) -> Void
    ) throws(StoreError) -> SaveOutcome<ClientRow> {
        try store.updateClient(id, expecting: seen, by: author, at: now, change)
    }

    static func merge(
        _ merge: Merge<Client.ID>, by author: Author, at now: Instant, in store: Store
    ) throws(StoreError) -> SaveOutcome<ClientRow> {
        try store.merge(merge, by: author, at: now)
    }

    static func holders(
        of phones: [PhoneNumber], seenBy viewer: Viewer, _ choices: SettingChoices, in store: Store
    ) throws(StoreError) -> [ClientRow] {
        try store.clients(withAnyOf: phones, seenBy: viewer)
    }

    func isSeen(by viewer: Viewer, in store: Store) throws(StoreError) -> Bool {
        try store.client(id, seenBy: viewer) != nil
    }

    static func delete(
        _ id: Client.ID, by author: Author, at now: Instant, in store: Store
    ) throws(StoreError) -> DeleteOutcome {
        try store.deleteClient(id, by: author, at: now)
    }
}

extension ClientCard: ContactCard {
    var row: ClientRow { client }
    var alike: [ClientRow] { sharing.clients }

    static func find(
        _ id: Client.ID, seenBy viewer: Viewer, in store: Store
    ) throws(StoreError) -> ClientCard? {
        try store.clientCard(id, seenBy: viewer)
    }

    var callFilter: CallFilter {
        var filter = CallFilter()
        filter.clientID = client.id
        return filter
    }

    static func answer(
        _ page: ContactPage<ClientCard>, news: ContactsFlash?, for visitor: Visitor
    ) -> Answer {
        ClientView(page: page, visitor: visitor).answer(news: news)
    }

    func address(in crm: CRMLinks) -> String? { crm.cardInCRM(of: client) }

    func deletion(_ localize: Localizer) -> LocalizedText {
        ClientStrings.deletion(calls: calls, localize)
    }

    func merging(with other: ClientCard, _ localize: Localizer) -> [LocalizedText] {
        MergeStrings.consequences(
            phones: client.details.merged(with: other.client.details).phones,
            calls: calls + other.calls,
            externalIDs: [self, other].compactMap(\.client.details.externalID), localize)
    }
}
