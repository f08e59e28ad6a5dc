import CallRules
import GRDB

/// Somebody asked what is held about a number.
package struct Inquiry: Sendable {
    package struct ID: RowID {
        package let value: Int64
        package init(_ value: Int64) { self.value = value }
    }

    package let id: ID
    /// Nil: it was erased.
    package let phone: PhoneNumber?
    package let askedAt: Instant
    /// Rows that were looked through so far, because no index leads to the number in them.
    package let rowsRead: Int
    /// Everything was looked through.
    package let isReady: Bool
    /// Of each table that can tell of somebody; none once the number was erased.
    package let counts: [PersonalCount]
    /// The clients and leads with this number.
    package let holders: [NumberHolder]
    /// The erasure that was begun from here.
    package let erasure: Erasure?

    /// Asked longer ago, an inquiry is forgotten: a day, in seconds.
    package static let longestSeconds = 86_400
}

/// A client or lead with a number.
package struct NumberHolder: Hashable, Sendable {
    /// Which of both, and its id.
    package let subject: CustomerCard.Subject
    package let name: String
    /// Its numbers beside this one; with none it goes when the number goes.
    package let otherNumbers: Int
}

extension Store {
    /// Begins to look for everything about a number, with a line in the audit.
    ///
    /// - Returns: invalid at `phone` for what is no number in E.164, or a made-up one.
    package func inquire(
        _ phone: PhoneNumber, by author: Author, at now: Instant
    ) throws(StoreError) -> SaveOutcome<Inquiry.ID> {
        try save { db in
            guard let e164 = phone.e164, phone.madeUp == nil else {
                throw Refusal.invalid([FieldProblem("phone", ValidationMessage.noPhone(phone.raw))])
            }
            let id = try InquiryTable.insert(e164, at: now, db)
            try AuditTable.insert(
                .inquiryMade, by: author, to: "inquiry/\(id.value)", at: now, db)
            return id
        }
    }

    /// An inquiry as far as it came; nil when there is none, or no longer.
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
                phone, now.milliseconds, InquirySearch.tables.first?.table, InquirySearch.start,
            ])
        return Inquiry.ID(db.lastInsertedRowID)
    }

    static func find(_ id: Inquiry.ID, _ db: Database) throws -> Inquiry? {
        guard
            let row = try Row.fetchOne(
                db.cachedStatement(sql: "SELECT * FROM inquiry WHERE id = ?"), arguments: [id.value]
            )
        else { return nil }
        let phone: String? = row["phone"]
        return Inquiry(
            id: id, phone: phone.map { PhoneNumber($0) },
            askedAt: Instant(milliseconds: row["asked_at"]), rowsRead: row["rows_read"],
            isReady: row["place"] == nil,
            counts: try phone.map { try counts(of: $0, found: id, db) } ?? [],
            holders: try phone.map { try holders(of: $0, db) } ?? [],
            erasure: try ErasureTable.latest(of: id, db))
    }

    /// Lets go of the inquiries made before this moment, unless an erasure is at work on them.
    static func forget(before moment: Instant, _ db: Database) throws {
        try db.execute(
            sql: """
                DELETE FROM inquiry WHERE asked_at < ? AND NOT EXISTS (
                    SELECT 1 FROM erasure WHERE inquiry_id = inquiry.id AND ended_at IS NULL)
                """, arguments: [moment.milliseconds])
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
                    arguments: [id.value, table.table]) ?? 0
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
