/// What one piece of work has changed of records, in the order in which it touched them. Filled by
/// `ChangeWatch`, read and emptied by `EventLog` at the end of the piece. Not thread-safe.
final class RecordNotes {
    struct Record: Hashable {
        let kind: RecordKind
        let id: Int64
    }

    struct Note {
        let record: Record
        /// Who touched it first.
        let actor: Actor
        /// The piece made it.
        var isNew = false
        /// The record's row, as it was before the piece; nil: the row itself was not touched.
        var before: Before?
        /// The row was deleted.
        var isDeleted = false
        /// The piece hid it, or told of its removal.
        var removal: Removal?
        /// It was hidden before the piece, which ends the removal.
        var wasHidden = false
        /// The call that got its legs; the first one.
        var heir: Int64?
    }

    /// What the log needs of a row that may be gone at the end of the piece.
    struct Before {
        let version: Int64
        /// Its external id; of a call the uuid.
        let name: String?
        /// Of a call: the column `announced`.
        let announced: Int64
    }

    struct Removal {
        /// The client or lead that it was merged into; nil: it was deleted.
        let heir: Int64?
    }

    private let connection: Connection
    private(set) var notes: [Note] = []
    private var places: [Record: Int] = [:]
    /// Legs whose call is looked up at the end.
    private(set) var legs: Set<String> = []

    init(_ connection: Connection) {
        self.connection = connection
    }

    var isEmpty: Bool { notes.isEmpty && legs.isEmpty }

    /// Forgets everything: the piece is over, or was undone.
    func clear() {
        if isEmpty { return }
        notes.removeAll(keepingCapacity: true)
        places.removeAll(keepingCapacity: true)
        legs.removeAll(keepingCapacity: true)
    }

    func note(leg uuid: String) { legs.insert(uuid) }

    /// Notes that a record was touched.
    func note(_ record: Record, _ change: (inout Note) -> Void = { _ in }) {
        let place: Int
        if let known = places[record] {
            place = known
        } else {
            place = notes.count
            places[record] = place
            notes.append(Note(record: record, actor: connection.actor))
        }
        change(&notes[place])
    }

    func isNoted(_ record: Record) -> Bool { places[record] != nil }

    /// Whether the piece already knows the record's row.
    func knowsRow(of record: Record) -> Bool {
        places[record].map { notes[$0].isNew || notes[$0].before != nil } ?? false
    }
}
