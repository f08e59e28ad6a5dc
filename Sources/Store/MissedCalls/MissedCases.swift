import CallRules
import GRDB

extension Store {
    /// Closes a case by hand, with a line in the audit. Later missed calls open a new case.
    /// - Returns: the case as it is now; invalid at `note` when it is missing with the reason
    /// `other` or longer than 200 characters; a conflict at `state` when the case is not open.
    package func closeMissedCase(
        _ id: MissedCase.ID, _ closing: CaseClosing, by author: Author, at now: Instant
    ) throws(StoreError) -> SaveOutcome<MissedCaseRow> {
        try saveTransaction { tx in
            let row = try MissedCaseRow.standing(id, tx.db)
            var checks = FieldChecks()
            checks.line("note", closing.note, 1...200)
            if closing.reason == .other, closing.note == nil {
                checks.refuse("note", ValidationMessage.empty)
            }
            try checks.throwIfAny()
            guard row.state == .open else {
                throw Refusal.conflict([FieldProblem("state", ValidationMessage.caseEnded)])
            }
            let book = MissedCaseBook(sql: tx.sql)
            // Covers every known call, even when Phonet's clock is ahead of the gateway's.
            let known = try book.lastMissed(of: row.phone, since: row.openedAt) ?? row.lastMissedAt
            let moment = max(now.earlier(bySeconds: CaseClosing.graceSeconds), known)
            try CaseClosingTable.insert(
                closing, of: row.phone, upTo: moment, by: author, at: now, tx.sql)
            try book.closingChanged(row.phone, at: moment)
            return try MissedCaseRow.changed(id, .missedCaseClosed, by: author, at: now, tx.db)
        }
    }

    /// Withdraws a closing, with a line in the audit, and derives the case again. After a later
    /// conversation the case is returned; otherwise it is open since its first missed call and
    /// includes the later ones.
    /// - Returns: the case as it is now; a conflict at `state` when it was not closed by hand.
    package func reopenMissedCase(
        _ id: MissedCase.ID, by author: Author, at now: Instant
    ) throws(StoreError) -> SaveOutcome<MissedCaseRow> {
        try saveTransaction { tx in
            let row = try MissedCaseRow.standing(id, tx.db)
            guard let closed = row.closed, let endedAt = row.endedAt else {
                throw Refusal.conflict([FieldProblem("state", ValidationMessage.caseNotClosed)])
            }
            try CaseClosingTable.withdraw(closed.id, at: now, tx.sql)
            try MissedCaseBook(sql: tx.sql).closingChanged(row.phone, at: endedAt)
            return try MissedCaseRow.changed(id, .missedCaseReopened, by: author, at: now, tx.db)
        }
    }
}

extension MissedCaseRow {
    fileprivate static func standing(_ id: MissedCase.ID, _ db: Database) throws -> MissedCaseRow {
        guard let row = try find(id, db) else { throw Refusal.missing }
        return row
    }

    fileprivate static func changed(
        _ id: MissedCase.ID, _ action: AuditAction, by author: Author, at now: Instant,
        _ db: Database
    ) throws -> MissedCaseRow {
        try AuditTable.insert(action, by: author, to: "missed-case/\(id.value)", at: now, db)
        return try standing(id, db)
    }
}
