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
        let outcome = try saveTransaction(.by(author, at: now)) { transaction -> CallAttachment in
            let db = transaction.db
            guard let attachment = try AttachmentTable.find(id, db) else { throw Refusal.missing }
            try db.execute(
                literal: """
                    UPDATE attachment SET undone_at = \(now) WHERE id = \(id)
                    """)
            if attachment.withNumber { try attachment.takeNumber(at: now, transaction) }
            try AuditTable.insert(
                .attachmentUndone, by: author, to: attachment.owner.subject, at: now, db)
            return attachment
        }
        if case .saved(let attachment) = outcome {
            let calls = try read { try AttachmentTable.given(attachment, $0) }
            let limit = UnownedCalls.limit
            for start in stride(from: 0, to: calls.count, by: limit) {
                let piece = calls[start..<min(start + limit, calls.count)]
                try write(.by(author, at: now)) {
                    try AttachmentTable.giveBack(piece, of: attachment, $0.db)
                }
            }
        }
        return outcome
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
