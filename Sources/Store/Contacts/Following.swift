import CallRules
import GRDB

/// Phones that a sync or an import gave to contacts, and whose older calls are still to follow. They follow
/// in transactions of their own, also after a restart.
enum Following {
    /// Most calls of one step, which takes a few milliseconds.
    private static let limit = 50

    /// Has the older calls of phones follow to the contact that got them.
    static func note(
        _ phones: [PhoneNumber], to owner: CallOwner, by cause: CallAttachment.Cause, _ db: Database
    ) throws {
        for phone in phones.distinctE164 {
            let hasCalls = try SQLRequest<Bool>(
                literal: """
                    SELECT EXISTS (SELECT 1 FROM call WHERE phone = \(phone)
                        AND direction IS NOT 'internal' AND (\(owner.column) IS NULL
                            OR \(owner.column) IN (SELECT \(owner.column) FROM removal)))
                    """, cached: true
            ).fetchOne(db)
            guard hasCalls == true else { continue }
            try db.execute(
                literal: """
                    INSERT INTO following (phone, \(owner.column), sync_run_id, import_job_id)
                    VALUES (\(phone), \(owner.id), \(cause.syncRun), \(cause.importJob))
                    """)
        }
    }

    /// Has the next calls follow.
    ///
    /// - Returns: whether there was work.
    static func step(at now: Instant, _ transaction: Writer.Transaction) throws -> Bool {
        let db = transaction.db
        // Calls of a contact that is being removed are free when that is done.
        guard try ContactRemoval.next(db) == nil else { return false }
        var left = limit
        while left > 0, let row = try next(db) {
            let calls = try follow(row, atMost: left, at: now, transaction)
            if calls < left {
                try db.cachedStatement(sql: "DELETE FROM following WHERE id = ?")
                    .execute(arguments: [row["id"] as Int64])
            }
            left -= max(1, calls)
        }
        return left < limit
    }

    private static func next(_ db: Database) throws -> Row? {
        try Row.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT following.*, coalesce(sync_run.actor, import_job.author, '') AS actor
                    FROM following LEFT JOIN sync_run ON sync_run.id = sync_run_id
                    LEFT JOIN import_job ON import_job.id = import_job_id
                    ORDER BY following.id LIMIT 1
                    """))
    }

    /// - Returns: the number of calls that followed.
    private static func follow(
        _ row: Row, atMost limit: Int, at now: Instant, _ transaction: Writer.Transaction
    ) throws -> Int {
        let db = transaction.db
        let client: Int64? = row["client_id"]
        let owner: CallOwner =
            client.map { .client(Client.ID($0)) } ?? .lead(Lead.ID(row["lead_id"] ?? 0))
        let phone: String = row["phone"]
        guard try owner.exists(db), try owner.has(phone, db), try !owner.shares(phone, db) else {
            return 0
        }
        let ids = try SQLRequest<Int64>(
            literal: """
                SELECT id FROM call WHERE phone = \(phone) AND \(owner.column) IS NULL
                    AND direction IS NOT 'internal' LIMIT \(limit)
                """, cached: true
        ).fetchAll(db)
        guard !ids.isEmpty else { return 0 }
        let cause = CallAttachment.Cause(row)
        let attachment =
            try AttachmentTable.find(owner, by: cause, db)
            ?? AttachmentTable.insert(
                owner, withNumber: false, by: cause, named: row["actor"], at: now, db)
        for id in ids {
            try AttachmentTable.add(Call.ID(id), to: attachment, from: nil, owner, transaction)
        }
        return ids.count
    }
}

extension CallOwner {
    /// Whether the contact has this phone.
    fileprivate func has(_ phone: String, _ db: Database) throws -> Bool {
        try SQLRequest<Bool>(
            literal: """
                SELECT EXISTS (SELECT 1 FROM \(table)_phone
                    WHERE e164 = \(phone) AND \(column) = \(id))
                """, cached: true
        ).fetchOne(db) ?? false
    }

    /// The only other contact of the kind with this phone; nil: none, or several.
    func onlyOther(with phone: String, _ db: Database) throws -> CallOwner? {
        let others = try SQLRequest<Int64>(
            literal: """
                SELECT \(column) FROM \(table)_phone
                WHERE e164 = \(phone) AND \(column) <> \(id) LIMIT 2
                """, cached: true
        ).fetchAll(db)
        guard others.count == 1, let other = others.first else { return nil }
        return switch self {
        case .client: .client(Client.ID(other))
        case .lead: .lead(Lead.ID(other))
        }
    }
}

extension Store {
    /// Has the next older calls follow to contacts that a sync or an import gave their phones.
    ///
    /// - Returns: whether there was work.
    func continueFollowing(at now: Instant) throws(StoreError) -> Bool {
        let isThereAny = try read { db in
            try Bool.fetchOne(
                db.cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM following)")) ?? false
        }
        guard isThereAny else { return false }
        return try writeInSteps(.system(at: now)) { try Following.step(at: now, $0) }
    }
}
