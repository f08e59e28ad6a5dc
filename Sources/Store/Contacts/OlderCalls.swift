import CallRules
import GRDB

/// Attaches earlier calls of numbers that were added to a client or lead, unless the calls have a
/// client or lead already. Many calls take several transactions.
struct OlderCalls {
    let owner: CallOwner
    let phones: [String]
    let attachment: CallAttachment.ID

    /// Most calls in one transaction.
    private static let limit = 2000

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
        guard
            try SQLRequest<Bool>(literal: "SELECT EXISTS (\(calls(of: own, owner)))").fetchOne(db)
                == true
        else { return nil }
        let id = try AttachmentTable.insert(owner, withNumber: false, by: author, at: now, db)
        let older = OlderCalls(owner: owner, phones: own, attachment: id)
        return try older.attachMore(transaction) ? older : nil
    }

    /// Attaches the next calls.
    /// - Returns: true when there may be more.
    func attachMore(_ transaction: Writer.Transaction) throws -> Bool {
        let calls = OlderCalls.calls(of: phones, owner)
        let ids = try SQLRequest<Int64>(literal: "\(calls) LIMIT \(OlderCalls.limit)")
            .fetchAll(transaction.db)
        for id in ids {
            try AttachmentTable.add(Call.ID(id), to: attachment, from: nil, owner, transaction)
        }
        return ids.count == OlderCalls.limit
    }

    private static func calls(of phones: [String], _ owner: CallOwner) -> SQL {
        """
        SELECT id FROM call
        WHERE phone IN \(phones) AND \(owner.column) IS NULL AND direction IS NOT 'internal'
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
            if let rest { while try write(cause, { try rest.attachMore($0) }) {} }
            return .saved(row)
        case .invalid(let problems): return .invalid(problems)
        case .conflict(let problems): return .conflict(problems)
        case .missing: return .missing
        case .stale(let version): return .stale(currentVersion: version)
        }
    }
}
