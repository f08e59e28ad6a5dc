import CallRules
import GRDB

/// The missed cases of numbers that are ignored: closed when an entry is added, and open again when it is
/// taken away soon.
enum IgnoredCases {
    /// The most cases of one transaction.
    private static let atOnce = 100
    /// A case is open again when its entry is taken away within this many seconds.
    private static let undoSeconds = 86_400

    /// The phone of the last case that an entry closed; nil: all are closed.
    static func reached(under id: IgnoredNumber.ID, _ db: Database) throws -> String? {
        try String.fetchOne(
            db, sql: "SELECT closed_to FROM ignored_number WHERE id = ?", arguments: [id])
    }

    /// An entry that has not closed all its cases yet; nil: none.
    static func unfinished(_ db: Database) throws -> IgnoredNumberRow? {
        try Int64.fetchOne(
            db.cachedStatement(
                sql: "SELECT id FROM ignored_number WHERE closed_to IS NOT NULL LIMIT 1")
        ).flatMap { try IgnoredNumberTable.find(IgnoredNumber.ID($0), db) }
    }

    /// Leaves the cases open that an entry has not closed yet.
    static func stopClosing(under id: IgnoredNumber.ID, _ db: Database) throws {
        try db.execute(
            sql: "UPDATE ignored_number SET closed_to = NULL WHERE id = ?", arguments: [id])
    }

    /// Closes some open cases under an entry, by phone, and notes how far it came.
    ///
    /// - Parameter last: the phone of the last one before; nil: from the first.
    static func close(
        under entry: IgnoredNumberRow, after last: String?, by author: Author, at now: Instant,
        _ tx: Writer.Transaction
    ) throws {
        let phones = try SQLRequest<String>(
            literal: """
                SELECT phone FROM missed_case WHERE ended_at IS NULL AND \(condition(entry))
                    AND phone > \(last ?? "")
                ORDER BY phone LIMIT \(atOnce)
                """
        ).fetchAll(tx.db)
        let book = MissedCaseBook(sql: tx.sql)
        for phone in phones {
            // A case closed by hand covers calls up to then; this one covers all that are known.
            let known = try book.lastMissed(of: phone, since: Instant(milliseconds: 0)) ?? now
            let moment = max(now.earlier(bySeconds: CaseClosing.graceSeconds), known)
            try CaseClosingTable.insert(
                CaseClosing(reason: .ignored, note: entry.reason), of: phone, upTo: moment,
                by: author, at: now, ignoring: entry.id, tx.sql)
            try book.closingChanged(phone, at: moment)
        }
        try tx.db.execute(
            sql: "UPDATE ignored_number SET closed_to = ? WHERE id = ?",
            arguments: [phones.count == atOnce ? phones.last : nil, entry.id])
    }

    /// Withdraws closings of an entry that was taken away.
    ///
    /// - Returns: whether there may be more.
    static func reopen(
        closedBy entry: IgnoredNumber.ID, at now: Instant, _ tx: Writer.Transaction
    ) throws -> Bool {
        let closings = try Row.fetchAll(
            tx.db,
            sql: """
                SELECT id, phone, at FROM case_closing
                WHERE ignored_number_id = ? AND withdrawn_at IS NULL AND closed_at > ?
                LIMIT ?
                """,
            arguments: [entry, now.earlier(bySeconds: undoSeconds), atOnce])
        let book = MissedCaseBook(sql: tx.sql)
        for row in closings {
            try CaseClosingTable.withdraw(row["id"], at: now, tx.sql)
            try book.closingChanged(row["phone"], at: row["at"])
        }
        return closings.count == atOnce
    }

    /// The cases of numbers under an entry; `phone` is read by its index.
    private static func condition(_ entry: IgnoredNumberRow) -> SQL {
        guard entry.isPrefix else { return "phone = \(entry.number)" }
        // The digit after 9 in ASCII ends the range of numbers that begin so.
        return "phone >= \(entry.number) AND phone < \(entry.number + ":")"
    }
}
