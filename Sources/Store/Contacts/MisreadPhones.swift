import CallRules
import GRDB

/// What mending the phones of clients and leads changed.
package struct MendedPhones: Hashable, Sendable {
    /// Phones that are the numbers now that were meant (`MisreadNumber`).
    package var mended = 0
    /// Phones that begin with no country code and stay: nobody can tell what was meant.
    package var unknown = 0

    package init() {}

    package static func += (phones: inout MendedPhones, more: MendedPhones) {
        phones.mended += more.mended
        phones.unknown += more.unknown
    }
}

extension Store {
    /// Phones read in one transaction, so that webhooks do not wait long.
    static let phonesMendedAtOnce = 200

    /// Mends phones that version 0.6.0 stored with a country code that does not exist; such a phone
    /// matches no call, and its card could not be saved. Takes as many transactions as it needs, and
    /// can be repeated.
    package func mendPhones(at now: Instant) throws(StoreError) -> MendedPhones {
        var counts = MendedPhones()
        for table in [MisreadPhones.clients, .leads] {
            var last: MisreadPhones.Row? = MisreadPhones.Row(phone: "+8", owner: 0)
            while let row = last {
                let piece = try write(.system(at: now)) { tx in
                    try table.mend(after: row, tx.db)
                }
                counts += piece.counts
                last = piece.last
            }
        }
        return counts
    }
}

/// The phones of clients, or of leads, that begin with 8: no other country code was misread.
private struct MisreadPhones {
    static let clients = MisreadPhones(table: "client_phone", owner: "client_id")
    static let leads = MisreadPhones(table: "lead_phone", owner: "lead_id")

    let table: String
    let owner: String

    struct Row {
        let phone: String
        let owner: Int64
    }

    /// - Returns: the last row read; nil: there is no further one.
    func mend(
        after last: Row, _ db: Database
    ) throws -> (counts: MendedPhones, last: Row?) {
        let rows = try GRDB.Row.fetchAll(
            db,
            sql: """
                SELECT e164, \(owner) FROM \(table)
                WHERE (e164, \(owner)) > (?, ?) AND e164 < '+9' ORDER BY e164, \(owner) LIMIT ?
                """, arguments: [last.phone, last.owner, Store.phonesMendedAtOnce]
        ).map { Row(phone: $0[0], owner: $0[1]) }
        var counts = MendedPhones()
        for row in rows where PhoneNumber(row.phone).e164 != row.phone {
            guard let meant = MisreadNumber.meant(by: row.phone) else {
                counts.unknown += 1
                continue
            }
            // The card may have the right number, too.
            try db.execute(
                sql: "UPDATE OR REPLACE \(table) SET e164 = ? WHERE e164 = ? AND \(owner) = ?",
                arguments: [meant, row.phone, row.owner])
            counts.mended += 1
        }
        return (counts, rows.count < Store.phonesMendedAtOnce ? nil : rows.last)
    }
}
