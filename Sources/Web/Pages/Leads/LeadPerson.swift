import CallRules
import Store

extension LeadRow: ContactRow {
    typealias Typed = LeadForm

    var shownName: String { LeadName.shown(details.name) }

    func facts(_ names: SettingValue) -> [(label: LocalizedText, value: String)] {
        [
            (CommonStrings.status, details.statusID.map { names.status($0.value) } ?? ""),
            (CommonStrings.numbers, details.phones.map(\.grouped).joined(separator: ", ")),
            (
                CommonStrings.responsible,
                details.responsibleID.map { names.employee($0.value) } ?? ""
            ),
            (CommonStrings.externalId, details.externalID ?? ""),
        ]
    }

    static let list = PageRoute.leads
    static let newTitle = CommonStrings.newLead
    static func page(_ id: Int64) -> PageRoute { .lead(id) }
    static func owner(_ id: Lead.ID) -> CallOwner { .lead(id) }

    static func found(
        by text: String, seenBy viewer: Viewer, in store: Store
    ) throws(StoreError) -> [LeadRow] {
        var filter = LeadFilter()
        filter.text = text
        return try store.leads(filter, Pagination(limit: 20), seenBy: viewer).items
    }

    static func update(
        _ id: Lead.ID, expecting seen: Instant, by author: Author, at now: Instant,
        in store: Store, _ change: @escaping (inout LeadDetails) -> Void
    ) throws(StoreError) -> SaveOutcome<LeadRow> {
        try store.updateLead(id, expecting: seen, by: author, at: now, change)
    }

    static func merge(
        _ merge: Merge<Lead.ID>, by author: Author, at now: Instant, in store: Store
    ) throws(StoreError) -> SaveOutcome<LeadRow> {
        try store.merge(merge, by: author, at: now)
    }

    static func holders(
        of phones: [PhoneNumber], seenBy viewer: Viewer, _ choices: SettingChoices, in store: Store
    ) throws(StoreError) -> [LeadRow] {
        let active = Set(choices.statuses.filter { $0.kind == .active }.map(\.id))
        return try store.leads(withAnyOf: phones, seenBy: viewer).filter {
            $0.details.statusID.map(active.contains) ?? false
        }
    }

    func isSeen(by viewer: Viewer, in store: Store) throws(StoreError) -> Bool {
        try store.lead(id, seenBy: viewer) != nil
    }

    static func delete(
        _ id: Lead.ID, by author: Author, at now: Instant, in store: Store
    ) throws(StoreError) -> DeleteOutcome {
        try store.deleteLead(id, by: author, at: now)
    }
}

extension LeadCard: ContactCard {
    var row: LeadRow { lead }
    var alike: [LeadRow] { sharing.leads }

    static func find(
        _ id: Lead.ID, seenBy viewer: Viewer, in store: Store
    ) throws(StoreError) -> LeadCard? {
        try store.leadCard(id, seenBy: viewer)
    }

    var callFilter: CallFilter {
        var filter = CallFilter()
        filter.leadID = lead.id
        return filter
    }

    static func answer(
        _ page: ContactPage<LeadCard>, news: ContactsFlash?, for visitor: Visitor
    ) -> Answer {
        LeadView(page: page, visitor: visitor).answer(news: news)
    }

    func address(in crm: CRMLinks) -> String? { crm.cardInCRM(of: lead) }

    func deletion(_ localize: Localizer) -> LocalizedText {
        LeadStrings.deletion(calls: calls, localize)
    }

    func merging(with other: LeadCard, _ localize: Localizer) -> [LocalizedText] {
        MergeStrings.consequences(
            phones: lead.details.merged(with: other.lead.details).phones,
            calls: calls + other.calls,
            externalIDs: [self, other].compactMap(\.lead.details.externalID), localize)
    }
}
