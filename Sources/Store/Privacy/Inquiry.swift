import CallRules
import GRDB

/// A search for everything stored about a phone.
package struct Inquiry: Sendable {
    package struct ID: RowID {
        package let value: Int64
        package init(_ value: Int64) { self.value = value }
    }

    package let id: ID
    /// Nil: the phone was erased.
    package let phone: PhoneNumber?
    package let askedAt: Instant
    /// Number of rows searched so far in tables without an index on the phone.
    package let rowsRead: Int
    /// Whether the search is complete.
    package let isReady: Bool
    /// Rows by table; empty after the phone was erased.
    package let counts: [PersonalCount]
    /// The clients and leads with this phone.
    package let holders: [NumberHolder]
    /// The erasure started from this inquiry; nil: none.
    package let erasure: Erasure?

    /// An inquiry is deleted after a day; in seconds.
    package static let longestSeconds = 86_400
}

/// A client or lead with the phone.
package struct NumberHolder: Hashable, Sendable {
    /// The client or lead.
    package let subject: CustomerCard.Subject
    package let name: String
    /// Number of its other phones; with 0, an erasure of the phone deletes it.
    package let otherNumbers: Int
}

extension Store {
    /// Starts to search for everything about a phone and writes an audit line.
    ///
    /// - Returns: invalid at `phone` for a text that is no E.164 phone, and for a pseudonym number.
    package func inquire(
        _ phone: PhoneNumber, by author: Author, at now: Instant
    ) throws(StoreError) -> SaveOutcome<Inquiry.ID> {
        try save(.upkeep) { db in
            guard let e164 = phone.e164, phone.pseudonym == nil else {
                throw Refusal.invalid([FieldProblem("phone", ValidationMessage.noPhone(phone.raw))])
            }
            let id = try InquiryTable.insert(e164, at: now, db)
            try AuditTable.insert(
                .inquiryMade, by: author, to: "inquiry/\(id.value)", at: now, db)
            return id
        }
    }

    /// An inquiry with its progress; nil: it does not exist or was deleted.
    package func inquiry(_ id: Inquiry.ID) throws(StoreError) -> Inquiry? {
        try read { db in try InquiryTable.find(id, db) }
    }
}

enum InquiryTable {
    static func insert(_ phone: String, at now: Instant, _ db: Database) throws -> Inquiry.ID {
        try db.execute(
            sql: """
                INSERT INTO inquiry (phone, asked_at, place, reached, rows_read)
                VALUES (?, ?, ?, ?, 0)
                """,
            arguments: [
                phone, now, InquirySearch.tables.first?.table, InquirySearch.start,
            ])
        return Inquiry.ID(db.lastInsertedRowID)
    }

    /// Begins the search anew; what was found stays.
    static func searchAgain(_ id: Inquiry.ID, _ db: Database) throws {
        try db.execute(
            sql: "UPDATE inquiry SET place = ?, reached = ?, rows_read = 0 WHERE id = ?",
            arguments: [InquirySearch.tables.first?.table, InquirySearch.start, id])
    }

    static func isSearching(_ id: Inquiry.ID, _ db: Database) throws -> Bool {
        try Bool.fetchOne(
            db.cachedStatement(
                sql: "SELECT EXISTS (SELECT 1 FROM inquiry WHERE id = ? AND place IS NOT NULL)"),
            arguments: [id]) ?? false
    }

    static func find(_ id: Inquiry.ID, _ db: Database) throws -> Inquiry? {
        guard
            let row = try Row.fetchOne(
                db.cachedStatement(sql: "SELECT * FROM inquiry WHERE id = ?"), arguments: [id]
            )
        else { return nil }
        let phone: String? = row["phone"]
        return Inquiry(
            id: id, phone: phone.map { PhoneNumber($0) },
            askedAt: row["asked_at"], rowsRead: row["rows_read"],
            isReady: row["place"] == nil,
            counts: try phone.map { try counts(of: $0, found: id, db) } ?? [],
            holders: try phone.map { try holders(of: $0, db) } ?? [],
            erasure: try ErasureTable.latest(of: id, db))
    }

    static func exists(_ id: Inquiry.ID, _ db: Database) throws -> Bool {
        try Bool.fetchOne(
            db.cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM inquiry WHERE id = ?)"),
            arguments: [id]) ?? false
    }

    /// The E.164 form of the phone; nil: it was erased. Unlike `find`, it counts no rows: a phone may have
    /// tens of thousands.
    static func phone(of id: Inquiry.ID, _ db: Database) throws -> String? {
        try String.fetchOne(
            db.cachedStatement(sql: "SELECT phone FROM inquiry WHERE id = ?"), arguments: [id]
        ).flatMap { PhoneNumber($0).e164 }
    }

    /// Deletes the inquiries made before this moment, unless a running erasure needs them.
    static func forget(before moment: Instant, _ db: Database) throws {
        try db.execute(
            sql: """
                DELETE FROM inquiry WHERE asked_at < ? AND NOT EXISTS (
                    SELECT 1 FROM erasure WHERE inquiry_id = inquiry.id AND ended_at IS NULL)
                """, arguments: [moment])
    }

    static func counts(
        of phone: String, found id: Inquiry.ID, _ db: Database
    ) throws -> [PersonalCount] {
        try PersonalData.tables.map { table in
            let linked =
                try table.link == nil
                ? 0
                : Int.fetchOne(
                    db, sql: "SELECT count(*) FROM \(table.table) WHERE \(table.belongs)",
                    arguments: ["phone": phone]) ?? 0
            let found =
                try Int.fetchOne(
                    db.cachedStatement(
                        sql: "SELECT count(*) FROM inquiry_find WHERE inquiry_id = ? AND place = ?"),
                    arguments: [id, table.table]) ?? 0
            return PersonalCount(table: table.table, label: table.label, rows: linked + found)
        }
    }

    static func holders(of phone: String, _ db: Database) throws -> [NumberHolder] {
        let clients = try Row.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT id, name, (SELECT count(*) - 1 FROM client_phone WHERE client_id = id)
                    FROM client WHERE id IN (SELECT client_id FROM client_phone WHERE e164 = ?)
                    """), arguments: [phone]
        ).map {
            NumberHolder(subject: .client(Client.ID($0[0])), name: $0[1], otherNumbers: $0[2])
        }
        let leads = try Row.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT id, name, (SELECT count(*) - 1 FROM lead_phone WHERE lead_id = id)
                    FROM lead WHERE id IN (SELECT lead_id FROM lead_phone WHERE e164 = ?)
                    """), arguments: [phone]
        ).map { NumberHolder(subject: .lead(Lead.ID($0[0])), name: $0[1], otherNumbers: $0[2]) }
        return clients + leads
    }
}
