import CallRules
import GRDB

/// What a form showed of the case it acts on. A case is derived again when its calls change.
package struct ShownCase: Hashable, Sendable {
    /// E.164.
    package let phone: String
    package let openedAt: Instant

    package init(phone: String, openedAt: Instant) {
        self.phone = phone
        self.openedAt = openedAt
    }
}

extension Store {
    /// Closes a case by hand, with a line in the audit. Later missed calls open a new case.
    /// - Parameter shown: what the person saw of it; nil: no check.
    /// - Returns: the case as it is now; invalid at `note` when it is missing with the reason
    /// `other` or longer than 200 characters; a conflict at `state` when the case is not open; stale
    /// when it is not the shown case any longer.
    package func closeMissedCase(
        _ id: MissedCase.ID, _ closing: CaseClosing, shown: ShownCase? = nil, by author: Author,
        at now: Instant
    ) throws(StoreError) -> SaveOutcome<MissedCaseRow> {
        try saveTransaction(.by(author, at: now)) { tx in
            let row = try MissedCaseRow.standing(id, as: shown, by: author, tx.db)
            var checks = FieldChecks()
            checks.line("note", closing.note, 1...200)
            if closing.reason == .ignored {
                checks.refuse("reason", ValidationMessage.empty)
            }
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
            try MissedCaseRow.audit(id, .missedCaseClosed, by: author, at: now, tx.db)
        } reading: {
            try MissedCaseRow.standing(id, by: author, $1)
        }
    }

    /// Withdraws a closing, with a line in the audit, and derives the case again. After a later
    /// conversation the case is returned; otherwise it is open since its first missed call and
    /// includes the later ones.
    /// - Parameter shown: what the person saw of it; nil: no check.
    /// - Returns: the case as it is now; a conflict at `state` when it was not closed by hand; stale
    /// when it is not the shown case any longer.
    package func reopenMissedCase(
        _ id: MissedCase.ID, shown: ShownCase? = nil, by author: Author, at now: Instant
    ) throws(StoreError) -> SaveOutcome<MissedCaseRow> {
        try saveTransaction(.by(author, at: now)) { tx in
            let row = try MissedCaseRow.standing(id, as: shown, by: author, tx.db)
            guard let closed = row.closed, let endedAt = row.endedAt else {
                throw Refusal.conflict([FieldProblem("state", ValidationMessage.caseNotClosed)])
            }
            try CaseClosingTable.withdraw(closed.id, at: now, tx.sql)
            try MissedCaseBook(sql: tx.sql).closingChanged(row.phone, at: endedAt)
            try MissedCaseRow.audit(id, .missedCaseReopened, by: author, at: now, tx.db)
        } reading: {
            try MissedCaseRow.standing(id, by: author, $1)
        }
    }
}

extension MissedCaseRow {
    /// The case; refuses one that was derived again since it was shown, or is gone since.
    fileprivate static func standing(
        _ id: MissedCase.ID, as shown: ShownCase? = nil, by author: Author, _ db: Database
    ) throws -> MissedCaseRow {
        guard let row = try find(id, seenBy: author.viewer, db) else {
            // To whoever does not see it, it is not there, whatever the form shows.
            let isThere = try find(id, seenBy: .program, db) != nil
            if shown == nil || isThere { throw Refusal.missing }
            throw Refusal.stale(currentVersion: 0)
        }
        if let shown, row.phone != shown.phone || row.openedAt != shown.openedAt {
            throw Refusal.stale(currentVersion: row.openedAt.milliseconds)
        }
        return row
    }

    fileprivate static func audit(
        _ id: MissedCase.ID, _ action: AuditAction, by author: Author, at now: Instant,
        _ db: Database
    ) throws {
        try AuditTable.insert(action, by: author, to: "missed-case/\(id.value)", at: now, db)
    }
}
