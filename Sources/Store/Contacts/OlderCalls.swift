import CallRules
import GRDB

/// Attaches earlier calls of numbers that somebody added to a client or lead, unless the calls have a
/// client or lead already, or are hidden from whoever adds the number. Many calls take several
/// transactions.
enum OlderCalls {
    /// Begins to attach the older calls of those numbers that no other contact of the kind has.
    ///
    /// - Returns: the attachment whose calls follow; nil: there are none.
    static func attach(
        _ phones: [PhoneNumber], to owner: CallOwner, by author: Author?, at now: Instant,
        _ transaction: Writer.Transaction
    ) throws -> CallAttachment.ID? {
        let db = transaction.db
        let own = try phones.distinctE164.filter { try !owner.shares($0, db) }
        let viewer = author?.viewer ?? .program
        guard !own.isEmpty,
            try SQLRequest<Bool>(
                literal: """
                    SELECT EXISTS (SELECT 1 FROM call
                        WHERE phone IN \(own) AND \(owner.column) IS NULL
                            AND direction IS NOT 'internal' AND \(viewer.calls().orTrue))
                    """
            ).fetchOne(db) == true
        else { return nil }
        let id = try AttachmentTable.insert(owner, withNumber: false, by: author, at: now, db)
        try Following.note(own, to: owner, in: id, seenBy: viewer, db)
        _ = try Following.step(of: id, at: now, transaction)
        return id
    }
}

extension Store {
    /// A write that may attach older calls. Calls beyond the first transaction follow in further ones. Few
    /// numbers have so many that the rest is left to the background, which also goes on after a restart.
    ///
    /// - Parameter work: returns what `read` reads, and the attachment whose calls follow.
    func saveWithOlderCalls<Key, Row: Sendable>(
        _ cause: Cause, at now: Instant,
        _ work: @escaping (Writer.Transaction) throws -> (Key, CallAttachment.ID?),
        reading read: @escaping (Key, Database) throws -> Row
    ) throws(StoreError) -> SaveOutcome<Row> {
        let outcome = try saveTransaction(cause, work) { (try read($0.0, $1), $0.1) }
        switch outcome {
        case .saved(let (row, attachment)):
            if let attachment { try follow(attachment, at: now) }
            return .saved(row)
        case .invalid(let problems): return .invalid(problems)
        case .conflict(let problems): return .conflict(problems)
        case .missing: return .missing
        case .stale(let version): return .stale(currentVersion: version)
        }
    }

    private func follow(_ attachment: CallAttachment.ID, at now: Instant) throws(StoreError) {
        for _ in 0..<30 {
            let isMore = try writeInSteps(.system(at: now)) {
                try Following.step(of: attachment, at: now, $0)
            }
            guard isMore else { return }
        }
    }
}
