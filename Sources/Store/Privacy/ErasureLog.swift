import CallRules
import Foundation
import GRDB
import JSONText

/// The ids of erased rows: enough to erase the same rows in an older backup. They identify nobody.
package struct ErasureLog: Hashable, Sendable {
    /// One erasure.
    package struct Entry: Hashable, Sendable {
        package let mode: Erasure.Mode
        /// Canonical uuids.
        package let calls: [String]
        package let clients: [Client.ID]
        package let leads: [Lead.ID]
    }

    package let entries: [Entry]

    init(entries: [Entry]) { self.entries = entries }

    /// The entries as a JSON array of objects.
    package var text: String {
        let items = entries.map { entry in
            JSON.object([
                ("manner", .string(entry.mode.rawValue)),
                ("calls", .list(entry.calls.map { .string($0) })),
                ("clients", .list(entry.clients.map { .integer($0.value) })),
                ("leads", .list(entry.leads.map { .integer($0.value) })),
            ])
        }
        return String(decoding: JSON.list(items).bytes, as: UTF8.self)
    }

    /// Parses what `text` returned; nil: another text.
    package init?(_ text: String) {
        guard case .list(let items)? = try? JSON.read(Array(text.utf8), .strict) else { return nil }
        var entries: [Entry] = []
        for item in items {
            guard case .string(let mode)? = item["manner"],
                let mode = Erasure.Mode(rawValue: mode),
                case .list(let calls)? = item["calls"], case .list(let clients)? = item["clients"],
                case .list(let leads)? = item["leads"]
            else { return nil }
            entries.append(
                Entry(
                    mode: mode, calls: calls.compactMap(\.text),
                    clients: clients.compactMap(\.number).map { Client.ID($0) },
                    leads: leads.compactMap(\.number).map { Lead.ID($0) }))
        }
        self.entries = entries
    }
}

extension JSON {
    fileprivate var text: String? { if case .string(let text) = self { text } else { nil } }
    fileprivate var number: Int64? { if case .integer(let number) = self { number } else { nil } }
}

extension Store {
    /// All erasures; to be stored with the backups.
    package func erasureLog() throws(StoreError) -> ErasureLog {
        try read { db in
            let rows = try Row.fetchAll(
                db.cachedStatement(sql: "SELECT id, manner FROM erasure ORDER BY id"))
            return ErasureLog(
                entries: try rows.map { row in
                    func keys(of place: String) throws -> [String] {
                        try String.fetchAll(
                            db.cachedStatement(
                                sql: """
                                    SELECT key FROM erasure_row WHERE erasure_id = ? AND place = ?
                                    ORDER BY key
                                    """), arguments: [row["id"] as Int64, place])
                    }
                    return ErasureLog.Entry(
                        mode: try row.code("manner"),
                        calls: try keys(of: "call"),
                        clients: try keys(of: "client").compactMap { Int64($0) }
                            .map { Client.ID($0) },
                        leads: try keys(of: "lead").compactMap { Int64($0) }.map { Lead.ID($0) })
                })
        }
    }

    /// Starts to erase what the log lists from an older copy of the database; the server does the
    /// work when it runs.
    ///
    /// Phones are found by their calls, else by the client or lead whose only phone it was.
    /// - Parameter chance: of each number, as for `erase`.
    /// - Returns: the number of phones to erase.
    package func eraseAgain(
        _ log: ErasureLog, chance: @escaping @Sendable () -> UInt64, by author: Author,
        at now: Instant
    ) throws(StoreError) -> Int {
        var begun = 0
        for entry in log.entries {
            let phones = try read { try entry.phones($0) }
            for phone in phones {
                guard
                    case .saved(let inquiry) = try inquire(PhoneNumber(phone), by: author, at: now),
                    case .saved = try erase(
                        inquiry, entry.mode,
                        confirmedBy: String(phone.suffix(Erasure.confirmingDigits)),
                        chance: chance(), by: author, at: now)
                else { continue }
                begun += 1
            }
        }
        return begun
    }
}

extension ErasureLog.Entry {
    fileprivate func phones(_ db: Database) throws -> Set<String> {
        var phones: Set<String> = []
        for uuid in calls {
            let phone = try String.fetchOne(
                db.cachedStatement(sql: "SELECT phone FROM call WHERE uuid = ? AND phone < '+999'"),
                arguments: [uuid])
            if let phone { phones.insert(phone) }
        }
        guard phones.isEmpty else { return phones }
        let owners =
            clients.map { ("client", $0.value) } + leads.map { ("lead", $0.value) }
        for (table, id) in owners {
            let owned = try String.fetchAll(
                db, sql: "SELECT e164 FROM \(table)_phone WHERE \(table)_id = ?", arguments: [id])
            if owned.count == 1 { phones.formUnion(owned.filter { $0 < "+999" }) }
        }
        return phones
    }
}
