import CallRules
import GRDB

/// The erasure of one phone, running or ended.
package struct Erasure: Hashable, Sendable {
    package struct ID: RowID {
        package let value: Int64
        package init(_ value: Int64) { self.value = value }
    }

    /// How much is erased; the raw values are stored.
    package enum Mode: String, CaseIterable, Sendable {
        /// Deletes the phone, names, texts, and clients and leads without another phone. Calls stay as rows that
        /// identify nobody.
        case erase
        /// Replaces phone and names by a pseudonym and deletes message bodies.
        case pseudonymise

        fileprivate var action: AuditAction {
            switch self {
            case .erase: .numberErased
            case .pseudonymise: .numberPseudonymised
            }
        }

        fileprivate var pseudonym: PseudonymNumber {
            switch self {
            case .erase: .erased
            case .pseudonymise: .pseudonym
            }
        }
    }

    package let id: ID
    /// How much is erased.
    package let mode: Mode
    /// The pseudonym number that replaces the phone.
    package let token: String
    /// The author's name at that time.
    package let actor: String
    package let beganAt: Instant
    /// When the last row was erased; nil: it is running.
    package let endedAt: Instant?
    /// Rows changed or deleted, by table.
    package let counts: [PersonalCount]
    /// What the file still held afterwards; nil: not searched yet.
    package let check: FileCheck?

    /// The digits a person types to confirm.
    package static let confirmingDigits = 4
}

/// Result of searching the database file for an erased phone.
package struct FileCheck: Hashable, Sendable {
    /// When the file was searched.
    package let at: Instant
    /// Number of places where the phone was still found.
    package let remaining: Int
    /// Number of places where only its last digits were found, as in other phones.
    package let alike: Int
}

extension Store {
    /// Starts to erase the phone of an inquiry; `continueErasures` does the work.
    ///
    /// - Parameters:
    ///   - digits: the last four of the phone, typed to confirm.
    ///   - chance: uniformly random; the pseudonym number is derived from it.
    /// - Returns: invalid at `digits` when they differ from the phone; a conflict at `inquiry` when
    ///   the phone is erased already or being erased.
    package func erase(
        _ inquiry: Inquiry.ID, _ mode: Erasure.Mode, confirmedBy digits: String, chance: UInt64,
        by author: Author, at now: Instant
    ) throws(StoreError) -> SaveOutcome<Erasure.ID> {
        try save(.by(author, at: now)) { db in
            guard try InquiryTable.exists(inquiry, db) else { throw Refusal.missing }
            guard let phone = try InquiryTable.phone(of: inquiry, db),
                try ErasureTable.latest(of: inquiry, db) == nil,
                try !ErasureTable.isUnderWay(of: phone, db)
            else {
                throw Refusal.conflict([FieldProblem("inquiry", ValidationMessage.erasedAlready)])
            }
            guard digits == phone.suffix(Erasure.confirmingDigits) else {
                throw Refusal.invalid([FieldProblem("digits", ValidationMessage.otherDigits)])
            }
            let id = try ErasureTable.insert(
                of: inquiry, mode, token: mode.pseudonym.number(chance: chance), by: author,
                at: now, db)
            // What the search found is as old as the inquiry. It is done again when no index finds the phone
            // any longer, so that nothing new comes after it.
            try InquiryTable.searchAgain(inquiry, db)
            try AuditTable.insert(
                mode.action, by: author, to: "erasure/\(id.value)", at: now, db)
            return id
        }
    }

    /// The erasures, the latest first.
    package func erasures(_ page: Pagination) throws(StoreError) -> Page<Erasure> {
        try read { db in
            let rows = try Row.fetchAll(
                db.cachedStatement(
                    sql: "SELECT * FROM erasure WHERE id < ? ORDER BY id DESC LIMIT ?"),
                arguments: [page.after?.id ?? .max, page.limit + 1]
            ).map(ErasureTable.erasure)
            return Page(rows, limit: page.limit) { Cursor(id: $0.id.value) }
        }
    }
}

enum ErasureTable {
    static func insert(
        of inquiry: Inquiry.ID, _ mode: Erasure.Mode, token: String, by author: Author,
        at now: Instant, _ db: Database
    ) throws -> Erasure.ID {
        try db.execute(
            sql: """
                INSERT INTO erasure (inquiry_id, manner, token, actor, employee_id, began_at, counts)
                VALUES (?, ?, ?, ?, ?, ?, '{}')
                """,
            arguments: [
                inquiry, mode.rawValue, token, author.name, author.employee,
                now,
            ])
        return Erasure.ID(db.lastInsertedRowID)
    }

    static func isUnderWay(_ db: Database) throws -> Bool {
        try Bool.fetchOne(
            db.cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM erasure WHERE ended_at IS NULL)"))
            ?? false
    }

    /// Whether an erasure of this phone is running, whichever inquiry began it.
    static func isUnderWay(of phone: String, _ db: Database) throws -> Bool {
        try Bool.fetchOne(
            db,
            sql: """
                SELECT EXISTS (SELECT 1 FROM erasure JOIN inquiry ON inquiry.id = inquiry_id
                    WHERE ended_at IS NULL AND phone = ?)
                """, arguments: [phone]) ?? false
    }

    /// Ends erasures whose phone another erasure has erased already. Version 0.6.0 could begin them.
    static func endErased(at now: Instant, _ db: Database) throws {
        try db.execute(
            sql: """
                UPDATE erasure SET ended_at = ? WHERE ended_at IS NULL AND NOT EXISTS (
                    SELECT 1 FROM inquiry WHERE inquiry.id = inquiry_id AND phone IS NOT NULL)
                """, arguments: [now])
    }

    static func latest(of inquiry: Inquiry.ID, _ db: Database) throws -> Erasure? {
        try Row.fetchOne(
            db.cachedStatement(sql: "SELECT * FROM erasure WHERE inquiry_id = ? ORDER BY id DESC"),
            arguments: [inquiry]
        ).map(erasure)
    }

    static func erasure(_ row: Row) throws -> Erasure {
        let checkedAt: Int64? = row["checked_at"]
        return Erasure(
            id: row["id"], mode: try row.code("manner"),
            token: row["token"], actor: row["actor"],
            beganAt: row["began_at"],
            endedAt: row["ended_at"],
            counts: RowCounts(row["counts"]).personal,
            check: checkedAt.map {
                FileCheck(
                    at: Instant(milliseconds: $0), remaining: row["remaining"], alike: row["alike"])
            })
    }
}
