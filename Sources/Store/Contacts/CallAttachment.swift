import CallRules
import GRDB

/// Calls that became somebody's because a person or the CRM said so, together.
package struct CallAttachment: Hashable, Sendable {
    package let id: ID
    package let owner: CallOwner
    package let at: Instant
    /// The name as it was then; empty: nobody said who.
    package let actor: String
    /// How many calls.
    package let calls: Int
    /// The calls' number was written on the card by it.
    package let withNumber: Bool

    package struct ID: RowID {
        package let value: Int64
        package init(_ value: Int64) { self.value = value }
    }
}

extension Store {
    /// Takes an attachment back: its calls are again whose they were before, and a number that came with
    /// it goes from the card. Calls that went to somebody else since stay there.
    ///
    /// - Returns: what was taken back; missing when there is none, or somebody did it before.
    package func undo(
        _ id: CallAttachment.ID, by author: Author, at now: Instant
    ) throws(StoreError) -> SaveOutcome<CallAttachment> {
        let outcome = try saveTransaction { transaction -> CallAttachment in
            let db = transaction.db
            guard let attachment = try AttachmentTable.find(id, db) else { throw Refusal.missing }
            try db.execute(
                literal: """
                    UPDATE attachment SET undone_at = \(now.milliseconds) WHERE id = \(id.value)
                    """)
            if attachment.withNumber { try attachment.takeNumber(at: now, transaction) }
            try AuditTable.insert(
                .attachmentUndone, by: author, to: attachment.owner.subject, at: now, db)
            return attachment
        }
        if case .saved(let attachment) = outcome {
            while try write({ try AttachmentTable.giveBack(attachment, $0) }) {}
        }
        return outcome
    }
}

extension CallAttachment {
    /// The number of the attached calls goes from the card.
    fileprivate func takeNumber(at now: Instant, _ transaction: Writer.Transaction) throws {
        try transaction.db.execute(
            literal: """
                DELETE FROM \(owner.table)_phone WHERE \(owner.column) = \(owner.id) AND e164 IN (
                    SELECT phone FROM call JOIN attached_call ON call_id = call.id
                    WHERE attachment_id = \(id.value))
                """)
        try transaction.db.execute(
            literal: """
                UPDATE \(owner.table) SET updated_at = \(now.milliseconds) WHERE id = \(owner.id)
                """)
    }
}
