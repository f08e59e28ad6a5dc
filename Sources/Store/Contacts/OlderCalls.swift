import CallRules
import GRDB

/// Attaches earlier calls of numbers that were added to a client or lead, unless the calls have a
/// client or lead already, or are hidden from whoever adds the number: a card of one's own is no way to a
/// colleague's calls. Many calls take several transactions.
struct OlderCalls {
    let owner: CallOwner
    let viewer: Viewer
    let phones: [String]
    let attachment: CallAttachment.ID

    /// Most calls in one transaction, which takes a few milliseconds.
    fileprivate static let limit = UnownedCalls.limit

    /// Attaches the older calls of those numbers that no other contact of the kind has.
    /// - Returns: what is left for further transactions; nil: nothing.
    static func attach(
        _ phones: [PhoneNumber], to owner: CallOwner, by author: Author?, at now: Instant,
        _ transaction: Writer.Transaction
    ) throws -> OlderCalls? {
        let db = transaction.db
        let phones = phones.distinctE164
        guard !phones.isEmpty else { return nil }
        let own = try phones.filter { try !owner.shares($0, db) }
        let viewer = author?.viewer ?? .program
        guard
            try SQLRequest<Bool>(
                literal: "SELECT EXISTS (\(calls(of: own, owner, seenBy: viewer)))"
            ).fetchOne(db) == true
        else { return nil }
        let id = try AttachmentTable.insert(owner, withNumber: false, by: author, at: now, db)
        let older = OlderCalls(owner: owner, viewer: viewer, phones: own, attachment: id)
        return try older.attachFirst(db) ? older : nil
    }

    /// Attaches the first calls.
    /// - Returns: true when there may be more.
    func attachFirst(_ db: Database) throws -> Bool {
        let calls = OlderCalls.calls(of: phones, owner, seenBy: viewer)
        let first = try SQLRequest<Int64>(literal: "\(calls) LIMIT \(OlderCalls.limit)").fetchAll(
            db)
        try attach(first[...], db)
        return first.count == OlderCalls.limit
    }

    /// The calls that are left. To be read outside the writer: those that were attached already stand
    /// between them in the index, so that pieces of a long list would take longer and longer.
    fileprivate func left(_ db: Database) throws -> [Int64] {
        try SQLRequest<Int64>(
            literal: OlderCalls.calls(of: phones, owner, seenBy: viewer)
        ).fetchAll(db)
    }

    /// Attaches these calls, but for those that got a client or lead meanwhile.
    fileprivate func attach(_ ids: ArraySlice<Int64>, _ db: Database) throws {
        let these = SQL(sql: ids.map(String.init).joined(separator: ", "))
        let free: SQL = "id IN (\(these)) AND \(owner.column) IS NULL"
        try db.execute(
            literal: """
                INSERT INTO attached_call (attachment_id, call_id)
                SELECT \(attachment), id FROM call WHERE \(free)
                """)
        try db.execute(literal: "UPDATE call SET \(owner.column) = \(owner.id) WHERE \(free)")
    }

    private static func calls(
        of phones: [String], _ owner: CallOwner, seenBy viewer: Viewer
    ) -> SQL {
        """
        SELECT id FROM call
        WHERE phone IN \(phones) AND \(owner.column) IS NULL AND direction IS NOT 'internal'
            AND \(viewer.calls().orTrue)
        """
    }
}

extension Store {
    /// A write that may attach older calls; calls beyond the first transaction follow in further ones.
    func saveWithOlderCalls<Key, Row: Sendable>(
        _ cause: Cause, _ work: @escaping (Writer.Transaction) throws -> (Key, OlderCalls?),
        reading read: @escaping (Key, Database) throws -> Row
    ) throws(StoreError) -> SaveOutcome<Row> {
        let outcome = try saveTransaction(cause, work) { (try read($0.0, $1), $0.1) }
        switch outcome {
        case .saved(let (row, rest)):
            if let rest {
                let left = try self.read { try rest.left($0) }
                for start in stride(from: 0, to: left.count, by: OlderCalls.limit) {
                    let piece = left[start..<min(start + OlderCalls.limit, left.count)]
                    try write(cause) { try rest.attach(piece, $0.db) }
                }
            }
            return .saved(row)
        case .invalid(let problems): return .invalid(problems)
        case .conflict(let problems): return .conflict(problems)
        case .missing: return .missing
        case .stale(let version): return .stale(currentVersion: version)
        }
    }
}
