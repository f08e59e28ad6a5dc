import CallRules
import Store

/// A client or a lead, as the pages see them that edit, merge and delete cards of either kind.
protocol ContactRow: Sendable {
    associatedtype ID: RowID
    associatedtype Typed: TypedContact

    var id: ID { get }
    var details: Typed.Details { get }
    var updatedAt: Instant { get }
    /// For reading.
    var shownName: String { get }

    /// What stands on the card besides the name, in the same order for all of a kind.
    func facts(_ names: SettingValue) -> [(label: LocalizedText, value: String)]

    static var list: PageRoute { get }
    static var newTitle: LocalizedText { get }
    static func page(_ id: Int64) -> PageRoute
    /// At most twenty of those somebody may mean who types `text`.
    static func found(by text: String, in store: Store) throws(StoreError) -> [Self]
    static func update(
        _ id: ID, expecting seen: Instant, by author: Author, at now: Instant, in store: Store,
        _ change: @escaping (inout Typed.Details) -> Void
    ) throws(StoreError) -> SaveOutcome<Self>
    static func merge(
        _ merge: Merge<ID>, by author: Author, at now: Instant, in store: Store
    ) throws(StoreError) -> SaveOutcome<Self>
    static func delete(
        _ id: ID, by author: Author, at now: Instant, in store: Store
    ) throws(StoreError) -> DeleteOutcome
}

/// The fields of a card as they were typed.
protocol TypedContact {
    associatedtype Details

    init(_ details: Details)
    init(_ form: Form)

    /// What the fields are called, by their names.
    static var labels: [String: LocalizedText] { get }

    /// Puts what is to be saved in the place of what is saved; empty fields are none.
    func put(into details: inout Details)
    /// Every field in words.
    func shown(_ names: SettingValue) -> SavedMeanwhile.Fields
    /// The fields as controls.
    func fields(_ problems: [FieldProblem], _ choices: SettingChoices, _ localize: Localizer)
        -> HTML
}

/// A client or a lead with what belongs to them.
protocol ContactCard {
    associatedtype Row: ContactRow

    var row: Row { get }
    /// Others of the kind with one of the numbers.
    var alike: [Row] { get }

    static func find(_ id: Row.ID, in store: Store) throws(StoreError) -> Self?
    /// What becomes of the calls when it is deleted.
    func deletion(_ localize: Localizer) -> LocalizedText
    /// What becomes of it and another.
    func merging(with other: Self, _ localize: Localizer) -> [LocalizedText]
}

extension Pages {
    func card<Card: ContactCard>(_ id: Int64) throws -> Card {
        guard let card = try Card.find(Card.Row.ID(id), in: store) else {
            throw PageRefusal.missing
        }
        return card
    }

    func names(_ visit: PageVisit) throws -> SettingValue {
        SettingValue(localize: visit.localize, choices: try store.settingChoices(at: visit.now))
    }
}
