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

    /// Gives the next calls of an attachment, 2,000 at most, back to their former client or lead. Skips
    /// calls that were attached to somebody else since.
    /// - Returns: true when there may be more.
    static func giveBack(
        _ attachment: CallAttachment, _ transaction: Writer.Transaction
    ) throws -> Bool {
        let (owner, limit) = (attachment.owner, 2000)
        let rows = try SQLRequest<Row>(
            literal: """
                SELECT call.id, \(owner.formerColumn) FROM attached_call
                JOIN call ON call.id = attached_call.call_id
                WHERE attachment_id = \(attachment.id) AND call.\(owner.column) = \(owner.id)
                    AND \(owner.formerColumn) IS NOT \(owner.id)
                LIMIT \(limit)
                """
        ).fetchAll(transaction.db)
        for row in rows { try give(Call.ID(row[0]), to: row[1], owner, transaction) }
        return rows.count == limit
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
