import CallRules
import Store

/// A client or a lead, for the pages that edit, merge and delete either kind.
protocol ContactRow: Sendable {
    associatedtype ID: RowID
    associatedtype Typed: TypedContact

    var id: ID { get }
    var details: Typed.Details { get }
    var updatedAt: Instant { get }
    /// The name as shown.
    var shownName: String { get }

    /// The facts besides the name, in a fixed order.
    func facts(_ names: SettingValue) -> [(label: LocalizedText, value: String)]

    static var list: PageRoute { get }
    static var newTitle: LocalizedText { get }
    static func page(_ id: Int64) -> PageRoute
    static func owner(_ id: ID) -> CallOwner
    /// At most twenty matches of a search text.
    static func found(
        by text: String, seenBy viewer: Viewer, in store: Store
    ) throws(StoreError) -> [Self]
    static func update(
        _ id: ID, expecting seen: Instant, by author: Author, at now: Instant, in store: Store,
        _ change: @escaping (inout Typed.Details) -> Void
    ) throws(StoreError) -> SaveOutcome<Self>
    static func merge(
        _ merge: Merge<ID>, by author: Author, at now: Instant, in store: Store
    ) throws(StoreError) -> SaveOutcome<Self>
    /// Other contacts of the kind with one of these numbers, for which somebody may mistake a new one; leads
    /// that are over do not count.
    static func holders(
        of phones: [PhoneNumber], seenBy viewer: Viewer, _ choices: SettingChoices, in store: Store
    ) throws(StoreError) -> [Self]
    func isSeen(by viewer: Viewer, in store: Store) throws(StoreError) -> Bool
    static func delete(
        _ id: ID, by author: Author, at now: Instant, in store: Store
    ) throws(StoreError) -> DeleteOutcome
}

/// The form of a contact card as typed.
protocol TypedContact {
    associatedtype Details

    /// The numbers as typed.
    var phones: [String] { get }

    init(_ details: Details)
    init(_ form: Form)

    /// Labels by field name.
    static var labels: [String: LocalizedText] { get }

    /// Writes the typed values into `details`; empty fields become nil.
    func put(into details: inout Details)
    /// Every field with its value in words, by field name.
    func shown(_ names: SettingValue) -> SavedMeanwhile.Fields
    /// The form controls.
    func fields(_ problems: [FieldProblem], _ choices: SettingChoices, _ localize: Localizer)
        -> HTML
}

/// The contact card of a client or a lead.
protocol ContactCard {
    associatedtype Row: ContactRow

    var row: Row { get }
    /// Other contacts of the kind with one of the same numbers.
    var alike: [Row] { get }
    /// The filter of its calls.
    var callFilter: CallFilter { get }

    static func find(
        _ id: Row.ID, seenBy viewer: Viewer, in store: Store
    ) throws(StoreError) -> Self?
    static func answer(
        _ page: ContactPage<Self>, news: ContactsFlash?, for visitor: Visitor
    ) -> Answer
    /// The address of its card in the CRM; nil: the settings have none.
    func address(in crm: CRMLinks) -> String?
    /// The effect of a deletion on the calls.
    func deletion(_ localize: Localizer) -> LocalizedText
    /// The effects of a merge with another card.
    func merging(with other: Self, _ localize: Localizer) -> [LocalizedText]
}

extension Pages {
    func card<Card: ContactCard>(_ id: Int64, _ visit: PageVisit) throws -> Card {
        guard let card = try Card.find(Card.Row.ID(id), seenBy: visit.viewer(), in: store) else {
            throw PageRefusal.missing
        }
        return card
    }

    func names(_ visit: PageVisit) throws -> SettingValue {
        SettingValue(localize: visit.localize, choices: try store.settingChoices(at: visit.now))
    }
}
