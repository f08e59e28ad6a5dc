import CallRules
import GRDB

/// Runs an import on a copy of the tables it changes.
///
/// The copy is TEMP tables of the same names in a separate connection. SQLite prefers them to the real
/// tables, so the same statements run. Closing the connection deletes them. Not thread-safe.
package final class ImportRehearsal {
    private let queue: DatabaseQueue
    private let kind: ImportKind

    /// Copies the tables; takes about a second for a quarter of a million rows.
    package init(_ kind: ImportKind, of store: Store) throws(StoreError) {
        self.kind = kind
        do {
            var configuration = Configuration()
            configuration.readonly = true
            // References to employees point to the real table, which SQLite's foreign keys do not allow.
            configuration.foreignKeysEnabled = false
            configuration.busyMode = .timeout(5)
            queue = try DatabaseQueue(path: store.reader.path, configuration: configuration)
            try queue.inDatabase { db in
                for table in ImportRehearsal.tables(kind) { try ImportRehearsal.copy(table, db) }
            }
        } catch {
            throw StoreError(error)
        }
    }

    /// Processes the next rows on top of the earlier ones and returns their result.
    ///
    /// - Parameter shared: the numbers that several people of the file have.
    package func tally(
        _ rows: [ImportRow], sharing shared: SharedNumbers, at now: Instant
    ) throws(StoreError) -> ImportTally {
        do {
            return try queue.inDatabase { db in
                try db.execute(sql: "BEGIN")
                let tally = try ImportTally.writing(
                    rows, ImportWriting(kind, sharing: shared, at: now, db))
                try db.execute(sql: "COMMIT")
                return tally
            }
        } catch {
            throw StoreError(error)
        }
    }

    private static func tables(_ kind: ImportKind) -> [String] {
        switch kind {
        case .clients: ["client", "client_phone", "client_admin"]
        case .leads: ["lead", "lead_phone"]
        }
    }

    /// The CREATE TABLE text contains the keys; of the other indexes only the one on phones is needed.
    private static func copy(_ table: String, _ db: Database) throws {
        let made = try String.fetchOne(
            db.cachedStatement(
                sql: "SELECT sql FROM main.sqlite_schema WHERE type = 'table' AND name = ?"),
            arguments: [table])
        let isMade = "CREATE TABLE "
        guard let made, made.hasPrefix(isMade) else {
            throw StoreError.unavailable(what: "the table \(table) cannot be copied")
        }
        try db.execute(sql: "CREATE TEMP TABLE " + made.dropFirst(isMade.count))
        try db.execute(sql: "INSERT INTO temp.\(table) SELECT * FROM main.\(table)")
        if table.hasSuffix("_phone") {
            let owner = table.replacing("_phone", with: "_id")
            try db.execute(sql: "CREATE INDEX temp.copied_phone ON \(table) (\(owner))")
        }
    }
}
