import CallRules
import Store

/// The data of the page that merges two contacts of a kind.
struct MergePage {
    /// The contact the page was opened from.
    let own: Side
    /// The other contact; nil until it is chosen.
    var other: Side?
    /// What the merge does.
    var consequences: [LocalizedText] = []
    /// Contacts with one of the same numbers.
    var suggested: [Side] = []
    let search: String
    var found: [Side] = []
    /// The reason for the refusal of the merge; nil: no merge was sent.
    var failure: ContactCardError?

    init(own: Side, _ form: Form, _ failure: ContactCardError?) {
        self.own = own
        self.failure = failure
        search = String((form[Field.search] ?? "").prefix(100))
    }

    /// One of the two contacts.
    struct Side {
        let id: Int64
        /// The `updatedAt` of the shown row.
        let version: Instant
        let name: String
        let card: PageRoute
        /// Its facts, in the same order for both.
        let facts: [(label: LocalizedText, value: String)]
    }

    /// The names of the form's fields.
    enum Field {
        /// The id of the contact that stays.
        static let kept = "kept"
        static let other = "with"
        static let search = "search"

        static func version(_ id: Int64) -> String { "version-\(id)" }
    }

    /// The id of the other contact; nil until it is chosen.
    static func chosen(_ form: Form, besides own: Int64) -> Int64? {
        form[Field.other].flatMap { Int64($0) }.flatMap { $0 == own ? nil : $0 }
    }

    /// The merge in the form; nil when the form does not name two contacts.
    static func merge<ID: RowID>(of own: ID, _ form: Form) -> Merge<ID>? {
        guard let other = chosen(form, besides: own.value),
            let kept = form[Field.kept].flatMap({ Int64($0) }), [own.value, other].contains(kept)
        else { return nil }
        let gone = kept == other ? own.value : other
        func seen(_ id: Int64) -> Instant {
            Instant(milliseconds: form[Field.version(id)].flatMap { Int64($0) } ?? 0)
        }
        return Merge(
            kept: ID(kept), keptSeen: seen(kept), gone: ID(gone), goneSeen: seen(gone))
    }
}

extension MergePage.Side {
    init(_ row: some ContactRow, _ names: SettingValue) {
        let id = row.id.value
        self.init(
            id: id, version: row.updatedAt, name: row.shownName, card: type(of: row).page(id),
            facts: row.facts(names))
    }
}

extension Pages {
    func showMerge<Card: ContactCard>(_ kind: Card.Type, _ id: Int64) -> PageAction.Run {
        { visit in try mergePage(kind, id, visit.query, visit) }
    }

    func merge<Card: ContactCard>(_ kind: Card.Type, _ id: Int64) -> PageAction.Run {
        { visit in
            guard let merge = MergePage.merge(of: Card.Row.ID(id), visit.form) else {
                throw PageRefusal.missing
            }
            let outcome = try Card.Row.merge(
                merge, by: visit.author(), at: visit.now, in: store)
            return try ContactsFlash.merged.answer(
                outcome, at: { Card.Row.page($0.id.value) }
            ) { try mergePage(kind, id, visit.form, visit, $0) }
        }
    }

    private func mergePage<Card: ContactCard>(
        _ kind: Card.Type, _ id: Int64, _ form: Form, _ visit: PageVisit,
        _ failure: ContactCardError? = nil
    ) throws -> Answer {
        let own: Card = try card(id, visit)
        let names = try names(visit)
        func side(_ row: Card.Row) -> MergePage.Side { MergePage.Side(row, names) }
        var page = MergePage(own: side(own.row), form, failure)
        if let chosen = MergePage.chosen(form, besides: id) {
            let other: Card = try card(chosen, visit)
            page.other = side(other.row)
            page.consequences = own.merging(with: other, visit.localize)
        } else {
            page.suggested = own.alike.map(side)
            if !page.search.isEmpty {
                page.found = try Card.Row.found(
                    by: page.search, seenBy: visit.viewer(), in: store
                )
                .filter { $0.id.value != id }.map(side)
            }
        }
        return MergeView(page: page, visitor: visit.visitor).answer()
    }
}
