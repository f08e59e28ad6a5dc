import CallRules
import GRDB

/// Phones that contacts got, and whose older calls are still to follow. They follow in transactions of
/// their own, also after a restart.
enum Following {
    /// Most calls of one step, which takes a few milliseconds.
    private static let limit = 25

    /// Has the older calls of phones that a sync or an import gave follow to the contact.
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

    /// Has the older calls of phones that somebody wrote on a contact's card follow to it: those that they
    /// see, for a card of one's own is no way to a colleague's calls.
    static func note(
        _ phones: [String], to owner: CallOwner, in attachment: CallAttachment.ID,
        seenBy viewer: Viewer, _ db: Database
    ) throws {
        for phone in phones {
            try db.execute(
                literal: """
                    INSERT INTO following (phone, \(owner.column), attachment_id, viewer_id)
                    VALUES (\(phone), \(owner.id), \(attachment), \(viewer.owner))
                    """)
        }
    }

    /// Has what still follows a contact that was merged into another follow to that one.
    static func handOver(from gone: CallOwner, to heir: Int64, _ db: Database) throws {
        try db.execute(
            literal: """
                UPDATE following SET \(gone.column) = \(heir) WHERE \(gone.column) = \(gone.id)
                """)
    }

    /// Has what still follows a contact by these phones follow to another.
    static func handOver(
        _ phones: [String], from owner: CallOwner, to other: CallOwner, _ db: Database
    ) throws {
        try db.execute(
            literal: """
                UPDATE following SET \(owner.column) = \(other.id)
                WHERE \(owner.column) = \(owner.id) AND phone IN \(phones)
                """)
    }

    /// Has the next calls follow.
    ///
    /// - Parameter attachment: whose calls; nil: of any contact.
    /// - Returns: whether there was work.
    static func step(
        of attachment: CallAttachment.ID? = nil, at now: Instant, _ transaction: Writer.Transaction
    ) throws -> Bool {
        let db = transaction.db
        // Calls of a contact that is being removed are free when that is done.
        guard try ContactRemoval.next(db) == nil else { return false }
        var left = limit
        while left > 0, let row = try next(of: attachment, db) {
            let calls = try follow(row, atMost: left, at: now, transaction)
            if calls < left {
                try db.cachedStatement(sql: "DELETE FROM following WHERE id = ?")
                    .execute(arguments: [row["id"] as Int64])
            }
            left -= max(1, calls)
        }
        return left < limit
    }

    private static func next(of attachment: CallAttachment.ID?, _ db: Database) throws -> Row? {
        let these = attachment == nil ? "" : "WHERE attachment_id = ?"
        return try Row.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT following.*, coalesce(sync_run.actor, import_job.author, '') AS actor
                    FROM following LEFT JOIN sync_run ON sync_run.id = sync_run_id
                    LEFT JOIN import_job ON import_job.id = import_job_id
                    \(these) ORDER BY following.id LIMIT 1
                    """), arguments: StatementArguments([attachment].compactMap(\.self)))
    }

    /// - Returns: the number of calls that were looked at, in the order in which they began; fewer than
    ///   `limit`: there are no more.
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
        let follows: SQL = """
            \(owner.column) IS NULL AND direction IS NOT 'internal'
                AND \(Viewer.onBehalf(of: row["viewer_id"]).calls().orTrue)
            """
        // Calls without a time come first. They are few.
        let timeless = try SQLRequest<Int64>(
            literal: """
                SELECT id FROM call
                WHERE phone = \(phone) AND started_at IS NULL AND \(follows) LIMIT \(limit)
                """, cached: true
        ).fetchAll(db)
        let (reachedAt, reachedID): (Int64, Int64) = (row["reached_at"], row["reached_id"])
        let next = try SQLRequest<Row>(
            literal: """
                SELECT id, started_at, \(follows) AS follows FROM call
                WHERE phone = \(phone) AND (started_at, id) > (\(reachedAt), \(reachedID))
                ORDER BY started_at, id LIMIT \(limit - timeless.count)
                """, cached: true
        ).fetchAll(db)
        let ids = timeless + next.filter { $0["follows"] }.map { $0["id"] }
        if !ids.isEmpty {
            let attachment = try attachment(of: row, to: owner, at: now, db)
            for id in ids {
                try AttachmentTable.add(Call.ID(id), to: attachment, from: nil, owner, transaction)
            }
        }
        if let last = next.last {
            try db.cachedStatement(
                sql: "UPDATE following SET reached_at = ?, reached_id = ? WHERE id = ?"
            ).execute(
                arguments: [last["started_at"] as Int64, last["id"] as Int64, row["id"] as Int64])
        }
        return timeless.count + next.count
    }

    private static func attachment(
        of row: Row, to owner: CallOwner, at now: Instant, _ db: Database
    ) throws -> CallAttachment.ID {
        if let id: Int64 = row["attachment_id"] { return CallAttachment.ID(id) }
        let cause = CallAttachment.Cause(row)
        return try AttachmentTable.find(owner, by: cause, db)
            ?? AttachmentTable.insert(
                owner, withNumber: false, by: cause, named: row["actor"], at: now, db)
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
