import CallRules
import Foundation
import GRDB
import JSONText

/// The keys of erased rows: enough to erase the same rows in an older backup. They identify nobody.
package struct ErasureLog: Hashable, Sendable {
    /// One erasure.
    package struct Entry: Hashable, Sendable {
        package let mode: Erasure.Mode
        /// Canonical uuids.
        package let calls: [String]
        package let clients: [ErasedRow<Client.ID>]
        package let leads: [ErasedRow<Lead.ID>]
    }

    /// An erased client or lead. The id alone names no row: a backup goes back behind the erasure, and
    /// version 0.6.0 and before gave the id of a deleted row to the next one.
    package struct ErasedRow<ID: RowID>: Hashable, Sendable {
        package let id: ID
        /// Its `created_at`; nil: erased by version 0.6.0 or before, which did not note it.
        package let createdAt: Instant?
    }

    package let entries: [Entry]

    init(entries: [Entry]) { self.entries = entries }

    /// The entries as a JSON array of objects.
    package var text: String {
        let items = entries.map { entry in
            JSON.object([
                ("manner", .string(entry.mode.rawValue)),
                ("calls", .list(entry.calls.map { .string($0) })),
                ("clients", .list(entry.clients.map(\.json))),
                ("leads", .list(entry.leads.map(\.json))),
            ])
        }
        return String(decoding: JSON.list(items).bytes, as: UTF8.self)
    }

    /// Parses what `text` returned, also by version 0.6.0, which listed ids alone; nil: another text.
    package init?(_ text: String) {
        guard case .list(let items)? = try? JSON.read(Array(text.utf8), .strict) else { return nil }
        var entries: [Entry] = []
        for item in items {
            guard case .string(let mode)? = item["manner"],
                let mode = Erasure.Mode(rawValue: mode),
                case .list(let calls)? = item["calls"], case .list(let clients)? = item["clients"],
                case .list(let leads)? = item["leads"]
            else { return nil }
            let entry = Entry(
                mode: mode, calls: calls.compactMap(\.text),
                clients: clients.compactMap { ErasedRow($0) },
                leads: leads.compactMap { ErasedRow($0) })
            guard entry.calls.count == calls.count, entry.clients.count == clients.count,
                entry.leads.count == leads.count
            else { return nil }
            entries.append(entry)
        }
        self.entries = entries
    }
}

extension ErasureLog.ErasedRow {
    fileprivate var json: JSON {
        guard let createdAt else { return .integer(id.value) }
        return .object([
            ("id", .integer(id.value)), ("created_at", .integer(createdAt.milliseconds)),
        ])
    }

    fileprivate init?(_ json: JSON) {
        if let id = json.number {
            self.init(id: ID(id), createdAt: nil)
        } else if let id = json["id"]?.number, let createdAt = json["created_at"]?.number {
            self.init(id: ID(id), createdAt: Instant(milliseconds: createdAt))
        } else {
            return nil
        }
    }
}

extension JSON {
    fileprivate var text: String? { if case .string(let text) = self { text } else { nil } }
    fileprivate var number: Int64? { if case .integer(let number) = self { number } else { nil } }
}

/// What `eraseAgain` began.
package struct ErasedAgain: Hashable, Sendable {
    /// Number of phones to erase.
    package var phones = 0
    /// Rows with an id of the list, as `lead/136`, that may be other people: the list does not tell
    /// when the erased rows were made, and none of their calls is here. They stay.
    package var unsure: [String] = []
}

extension Store {
    /// All erasures; to be stored with the backups.
    package func erasureLog() throws(StoreError) -> ErasureLog {
        try read { db in
            let rows = try Row.fetchAll(
                db.cachedStatement(sql: "SELECT id, manner FROM erasure ORDER BY id"))
            return ErasureLog(
                entries: try rows.map { row in
                    func keys(of place: String) throws -> [Row] {
                        try Row.fetchAll(
                            db.cachedStatement(
                                sql: """
                                    SELECT key, made_at FROM erasure_row
                                    WHERE erasure_id = ? AND place = ? ORDER BY key
                                    """), arguments: [row["id"] as Int64, place])
                    }
                    func erased<ID: RowID>(in place: String) throws -> [ErasureLog.ErasedRow<ID>] {
                        try keys(of: place).compactMap { row in
                            Int64(row["key"] as String).map {
                                ErasureLog.ErasedRow(id: ID($0), createdAt: row["made_at"])
                            }
                        }
                    }
                    return ErasureLog.Entry(
                        mode: try row.code("manner"),
                        calls: try keys(of: "call").map { $0["key"] },
                        clients: try erased(in: "client"), leads: try erased(in: "lead"))
                })
        }
    }

    /// Starts to erase what the log lists from an older copy of the database; the server does the
    /// work when it runs.
    ///
    /// Phones are found by their calls, else by the client or lead whose only phone it was. A client or
    /// lead is the erased one only if it was made at the same time; without that time it stays.
    /// - Parameter chance: of each number, as for `erase`.
    package func eraseAgain(
        _ log: ErasureLog, chance: @escaping @Sendable () -> UInt64, by author: Author,
        at now: Instant
    ) throws(StoreError) -> ErasedAgain {
        var again = ErasedAgain()
        for entry in log.entries {
            try write(.upkeep) { try entry.keepIDs($0.db) }
            let found = try read { try entry.phones($0) }
            again.unsure += found.unsure
            for phone in found.phones {
                guard
                    case .saved(let inquiry) = try inquire(PhoneNumber(phone), by: author, at: now),
                    case .saved = try erase(
                        inquiry, entry.mode,
                        confirmedBy: String(phone.suffix(Erasure.confirmingDigits)),
                        chance: chance(), by: author, at: now)
                else { continue }
                again.phones += 1
            }
        }
        return again
    }
}

extension ErasureLog.Entry {
    private var rows: [(table: String, id: Int64, createdAt: Instant?)] {
        clients.map { ("client", $0.id.value, $0.createdAt) }
            + leads.map { ("lead", $0.id.value, $0.createdAt) }
    }

    fileprivate func phones(_ db: Database) throws -> (phones: Set<String>, unsure: [String]) {
        var phones: Set<String> = []
        var unsure: [String] = []
        for uuid in calls {
            let phone = try String.fetchOne(
                db.cachedStatement(sql: "SELECT phone FROM call WHERE uuid = ? AND phone < '+999'"),
                arguments: [uuid])
            if let phone { phones.insert(phone) }
        }
        guard phones.isEmpty else { return (phones, []) }
        for row in rows {
            let owned = try Row.fetchAll(
                db,
                sql: """
                    SELECT e164, created_at FROM \(row.table)_phone
                    JOIN \(row.table) ON \(row.table).id = \(row.table)_id
                    WHERE \(row.table)_id = ? AND e164 < '+999'
                    """, arguments: [row.id])
            guard owned.count == 1, let only = owned.first else { continue }
            if row.createdAt == nil {
                unsure.append("\(row.table)/\(row.id)")
            } else if row.createdAt == only["created_at"] as Instant {
                phones.insert(only["e164"])
            }
        }
        return (phones, unsure)
    }

    /// The ids were given out since the backup: no later row gets one.
    fileprivate func keepIDs(_ db: Database) throws {
        for row in rows {
            try db.execute(
                sql: """
                    UPDATE sqlite_sequence SET seq = max(seq, ?1) WHERE name = ?2;
                    INSERT INTO sqlite_sequence (seq, name)
                    SELECT ?1, ?2 WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = ?2)
                    """, arguments: [row.id, row.table, row.id, row.table])
        }
    }
}
