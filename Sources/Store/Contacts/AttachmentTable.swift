import CallRules
import GRDB

/// Attachments: steps in which a person or the CRM attached calls to a client or a lead.
enum AttachmentTable {
    static func insert(
        _ owner: CallOwner, withNumber: Bool, by author: Author?, at now: Instant, _ db: Database
    ) throws -> CallAttachment.ID {
        try db.execute(
            literal: """
                INSERT INTO attachment (\(owner.column), with_number, at, actor, employee_id)
                VALUES (\(owner.id), \(withNumber), \(now), \(author?.name ?? ""),
                    \(author?.employee))
                """)
        return CallAttachment.ID(db.lastInsertedRowID)
    }

    /// An attachment that a sync or an import makes.
    ///
    /// - Parameter actor: the name of who runs it.
    static func insert(
        _ owner: CallOwner, withNumber: Bool, by cause: CallAttachment.Cause, named actor: String,
        at now: Instant, _ db: Database
    ) throws -> CallAttachment.ID {
        try db.execute(
            literal: """
                INSERT INTO attachment (\(owner.column), with_number, at, actor, sync_run_id,
                    import_job_id)
                VALUES (\(owner.id), \(withNumber), \(now), \(actor), \(cause.syncRun),
                    \(cause.importJob))
                """)
        return CallAttachment.ID(db.lastInsertedRowID)
    }

    /// The attachment to a contact that a sync or an import made before; nil: none.
    static func find(
        _ owner: CallOwner, by cause: CallAttachment.Cause, _ db: Database
    ) throws -> CallAttachment.ID? {
        guard let group = cause.group else { return nil }
        return try SQLRequest<Int64>(
            literal: """
                SELECT id FROM attachment WHERE \(owner.column) = \(owner.id)
                    AND undone_at IS NULL AND \(group.condition) LIMIT 1
                """
        ).fetchOne(db).map { CallAttachment.ID($0) }
    }

    /// Attaches a call to the owner of an attachment.
    /// - Parameter former: the client or lead it had; nil: none.
    static func add(
        _ call: Call.ID, to id: CallAttachment.ID, from former: Int64?, _ owner: CallOwner,
        _ transaction: Writer.Transaction
    ) throws {
        try transaction.db.execute(
            literal: """
                INSERT INTO attached_call (attachment_id, call_id, \(owner.formerColumn))
                VALUES (\(id), \(call), \(former))
                """)
        try give(call, to: owner.id, owner, transaction)
    }

    /// - Parameter id: of a client or a lead, as `owner` says; nil: none.
    static func give(
        _ call: Call.ID, to id: Int64?, _ owner: CallOwner, _ transaction: Writer.Transaction
    ) throws {
        try transaction.db.execute(
            literal: "UPDATE call SET \(owner.column) = \(id) WHERE id = \(call)")
    }

    static func find(_ id: CallAttachment.ID, _ db: Database) throws -> CallAttachment? {
        try list("attachment.id = \(id)", limit: 1, db).first
    }

    /// Attachments not undone, the latest first.
    static func list(_ condition: SQL, limit: Int, _ db: Database) throws -> [CallAttachment] {
        try SQLRequest<Row>(
            literal: """
                SELECT *, (SELECT count(*) FROM attached_call WHERE attachment_id = attachment.id)
                    AS calls
                FROM attachment WHERE undone_at IS NULL AND (\(condition))
                ORDER BY id DESC LIMIT \(limit)
                """
        ).fetchAll(db).map(CallAttachment.init)
    }

    /// The calls of an attachment that its owner still has. To be read outside the writer: pieces of a long
    /// list would take longer and longer.
    static func given(_ attachment: CallAttachment, _ db: Database) throws -> [Int64] {
        let owner = attachment.owner
        return try SQLRequest<Int64>(
            literal: """
                SELECT call.id FROM attached_call JOIN call ON call.id = attached_call.call_id
                WHERE attachment_id = \(attachment.id) AND call.\(owner.column) = \(owner.id)
                    AND \(owner.formerColumn) IS NOT \(owner.id)
                """
        ).fetchAll(db)
    }

    /// Gives some calls of an attachment back to their former client or lead, but for those that were
    /// attached to somebody else since.
    static func giveBack(
        _ calls: ArraySlice<Int64>, of attachment: CallAttachment, _ db: Database
    ) throws {
        let owner = attachment.owner
        let these = SQL(sql: calls.map(String.init).joined(separator: ", "))
        try db.execute(
            literal: """
                UPDATE call SET \(owner.column) = (
                    SELECT \(owner.formerColumn) FROM attached_call
                    WHERE attachment_id = \(attachment.id) AND call_id = call.id)
                WHERE id IN (\(these)) AND \(owner.column) = \(owner.id)
                """)
    }
}

extension CallAttachment {
    fileprivate init(_ row: Row) {
        id = CallAttachment.ID(row["id"])
        let client: Int64? = row["client_id"]
        owner = client.map { .client(Client.ID($0)) } ?? .lead(Lead.ID(row["lead_id"] ?? 0))
        at = row["at"]
        actor = row["actor"]
        calls = row["calls"]
        withNumber = row["with_number"]
    }
}
