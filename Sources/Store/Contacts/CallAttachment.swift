import CallRules
import GRDB

/// Calls that a person or the CRM attached to a client or a lead in one step.
package struct CallAttachment: Hashable, Sendable {
    package let id: ID
    /// The client or lead that got the calls.
    package let owner: CallOwner
    /// When they were attached.
    package let at: Instant
    /// The name of the author at that time; empty: not known.
    package let actor: String
    /// Number of calls.
    package let calls: Int
    /// Whether it also added the number of the calls to the contact card.
    package let withNumber: Bool

    /// Why calls are attached.
    package enum Cause: Hashable, Sendable {
        /// A person or the CRM saved one contact or one call.
        case single
        /// A run of a sync gave a contact their number.
        case sync(SyncRun.ID)
        /// An import did.
        case importJob(ImportJob.ID)

        var syncRun: SyncRun.ID? { if case .sync(let id) = self { id } else { nil } }
        var importJob: ImportJob.ID? { if case .importJob(let id) = self { id } else { nil } }

        init(_ row: Row) {
            if let run: Int64 = row["sync_run_id"] {
                self = .sync(SyncRun.ID(run))
            } else if let job: Int64 = row["import_job_id"] {
                self = .importJob(ImportJob.ID(job))
            } else {
                self = .single
            }
        }

        /// Its subject in the audit, and the condition that its attachments fulfil; nil: a single one.
        var group: (subject: String, condition: SQL)? {
            switch self {
            case .single: nil
            case .sync(let id): ("sync/\(id.value)", "sync_run_id = \(id)")
            case .importJob(let id): ("import/\(id.value)", "import_job_id = \(id)")
            }
        }
    }

    package struct ID: RowID {
        package let value: Int64
        package init(_ value: Int64) { self.value = value }
    }
}

extension Store {
    /// Undoes an attachment: its calls get back their former client or lead, and a number it added is
    /// removed from the contact card. Skips calls that were attached to somebody else since.
    /// - Returns: the attachment; missing when there is none, or it was undone before.
    package func undo(
        _ id: CallAttachment.ID, by author: Author, at now: Instant
    ) throws(StoreError) -> SaveOutcome<CallAttachment> {
        let found = try saveTransaction(.by(author, at: now)) { transaction -> CallAttachment in
            let attachment = try AttachmentTable.find(
                id, seenBy: author.viewer, transaction.db)
            try transaction.db.execute(
                literal: "DELETE FROM following WHERE attachment_id = \(id)")
            return attachment
        }
        guard case .saved(let attachment) = found else { return found }
        // Given back first: interrupted, the attachment is still there, and the same again undoes the rest.
        try giveBack(attachment, by: author, at: now)
        return try saveTransaction(.by(author, at: now)) { transaction -> CallAttachment in
            let attachment = try AttachmentTable.undo(
                id, seenBy: author.viewer, at: now, transaction)
            try AuditTable.insert(
                .attachmentUndone, by: author, to: attachment.owner.subject, at: now,
                transaction.db)
            return attachment
        }
    }

    /// Gives the calls of an attachment back to their former clients or leads, in pieces.
    private func giveBack(
        _ attachment: CallAttachment, by author: Author, at now: Instant
    ) throws(StoreError) {
        let calls = try read { try AttachmentTable.given(attachment, $0) }
        let limit = UnownedCalls.limit
        for start in stride(from: 0, to: calls.count, by: limit) {
            let piece = calls[start..<min(start + limit, calls.count)]
            try writePatiently(.by(author, at: now)) { tx, _ in
                try AttachmentTable.giveBack(piece, of: attachment, tx.db)
            }
        }
    }

    /// The calls that followed numbers because of a sync or an import, and can be given back.
    package func attachedCalls(by cause: CallAttachment.Cause) throws(StoreError) -> Int {
        guard let group = cause.group else { return 0 }
        return try read { db in
            try SQLRequest<Int>(
                literal: """
                    SELECT count(*) FROM attachment
                    CROSS JOIN attached_call ON attachment_id = attachment.id
                    WHERE undone_at IS NULL AND \(group.condition)
                    """
            ).fetchOne(db) ?? 0
        }
    }

    /// Undoes all attachments of a sync or an import, in pieces, with one audit line. Interrupted, the same
    /// again undoes the rest.
    /// - Returns: false: there was none.
    package func undo(
        allOf cause: CallAttachment.Cause, by author: Author, at now: Instant
    ) throws(StoreError) -> Bool {
        guard let group = cause.group else { return false }
        let isThereAny = try write(.by(author, at: now)) { tx in
            guard try AttachmentTable.next(group.condition, tx.db) != nil else { return false }
            try AuditTable.insert(
                .attachmentUndone, by: author, to: group.subject, at: now, tx.db)
            try tx.db.execute(literal: "DELETE FROM following WHERE \(group.condition)")
            return true
        }
        while let id = try read({ try AttachmentTable.next(group.condition, $0) }) {
            // Given back first: an attachment that is undone is not found again.
            if let attachment = try read({ try AttachmentTable.find(id, $0) }) {
                try giveBack(attachment, by: author, at: now)
            }
            _ = try saveTransaction(.by(author, at: now)) {
                try AttachmentTable.undo(id, seenBy: author.viewer, at: now, $0)
            }
        }
        return isThereAny
    }
}

extension AttachmentTable {
    /// An attachment that is not undone, of a client or lead that the viewer sees.
    fileprivate static func find(
        _ id: CallAttachment.ID, seenBy viewer: Viewer, _ db: Database
    ) throws -> CallAttachment {
        guard let attachment = try find(id, db), try viewer.sees(attachment.owner, db) else {
            throw Refusal.missing
        }
        return attachment
    }

    /// Marks an attachment as undone.
    fileprivate static func undo(
        _ id: CallAttachment.ID, seenBy viewer: Viewer, at now: Instant,
        _ transaction: Writer.Transaction
    ) throws -> CallAttachment {
        let attachment = try find(id, seenBy: viewer, transaction.db)
        try transaction.db.execute(
            literal: "UPDATE attachment SET undone_at = \(now) WHERE id = \(id)")
        if attachment.withNumber { try attachment.takeNumber(at: now, transaction) }
        return attachment
    }

    /// An attachment that fulfils a condition and is not undone; nil: none.
    fileprivate static func next(_ condition: SQL, _ db: Database) throws -> CallAttachment.ID? {
        try SQLRequest<Int64>(
            literal: "SELECT id FROM attachment WHERE undone_at IS NULL AND \(condition) LIMIT 1"
        ).fetchOne(db).map { CallAttachment.ID($0) }
    }
}

extension CallAttachment {
    /// Removes the number of the attached calls from the contact card.
    fileprivate func takeNumber(at now: Instant, _ transaction: Writer.Transaction) throws {
        try transaction.db.execute(
            literal: """
                DELETE FROM \(owner.table)_phone WHERE \(owner.column) = \(owner.id) AND e164 IN (
                    SELECT phone FROM call JOIN attached_call ON call_id = call.id
                    WHERE attachment_id = \(id))
                """)
        try transaction.db.execute(
            literal: """
                UPDATE \(owner.table) SET updated_at = \(now) WHERE id = \(owner.id)
                """)
    }
}
