import CallRules
import Foundation
import GRDBSQLite

/// Read-only connections for the customer lookup and other hot reads; one thread at a time uses
/// each.
final class LookupPool: @unchecked Sendable {
    /// Number of idle connections kept. Lookups use fewer at once. Further connections are closed
    /// after use, to free their memory.
    private static let kept = 6

    private let path: String
    private let lock = NSLock()
    private var idle: [Connection] = []
    private var isClosed = false

    init(path: String) {
        self.path = path
    }

    func read<Value>(_ body: (Connection) throws -> Value) throws(StoreError) -> Value {
        do {
            let connection = try lease()
            defer { giveBack(connection) }
            return try body(connection)
        } catch let error as StoreError {
            throw error
        } catch {
            throw StoreError(error)
        }
    }

    /// Reads with several statements in one transaction: they see the same state of the database, and
    /// SQLite locks the file once instead of for each.
    func snapshot<Value>(_ body: (Connection) throws -> Value) throws(StoreError) -> Value {
        try read { sql in
            try sql.run("BEGIN")
            // Nothing was written, so there is nothing to undo after an error either.
            defer { if sql.isInTransaction { try? sql.run("COMMIT") } }
            return try body(sql)
        }
    }

    func close() {
        lock.lock()
        let connections = idle
        idle = []
        isClosed = true
        lock.unlock()
        connections.forEach(LookupPool.shut)
    }

    private func lease() throws -> Connection {
        lock.lock()
        let connection = idle.popLast()
        let closed = isClosed
        lock.unlock()
        if closed { throw StoreError.closing }
        return try connection ?? open()
    }

    private func giveBack(_ connection: Connection) {
        lock.lock()
        let isKept = !isClosed && idle.count < LookupPool.kept
        if isKept { idle.append(connection) }
        lock.unlock()
        if !isKept { LookupPool.shut(connection) }
    }

    private func open() throws -> Connection {
        var handle: OpaquePointer?
        let flags = SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX
        guard sqlite3_open_v2(path, &handle, flags, nil) == SQLITE_OK, let handle else {
            let error = SQLiteError(handle)
            sqlite3_close_v2(handle)
            throw error
        }
        sqlite3_busy_timeout(handle, 5000)
        let connection = Connection(handle: handle)
        // 1,000 KiB: enough for the inner pages of the indexes and a few leaves.
        try connection.run("PRAGMA cache_size = -1000")
        return connection
    }

    private static func shut(_ connection: Connection) {
        connection.forgetStatements()
        sqlite3_close_v2(connection.handle)
    }
}

/// Who has a number.
package enum NumberOwner: Hashable, Sendable {
    /// A client, else an active lead.
    case contact(CustomerCard)
    case nobody
    /// It is one of the company's own lines, which the rules match to nobody, either.
    case company

    /// The card of the client or lead; nil: there is none.
    package var card: CustomerCard? { if case .contact(let card) = self { card } else { nil } }
}

extension Store {
    /// Who has a number: a client, else an active lead.
    ///
    /// A few indexed reads on a connection of their own; the same cost at 1,000 and 5,000,000 clients.
    package func customer(_ number: PhoneNumber) throws(StoreError) -> NumberOwner {
        guard let phone = number.e164 else { return .nobody }
        return try lookups.snapshot { sql in
            if try LineTable.isLine(phone, sql) { return .company }
            return try ContactLookup.card(phone, sql).map(NumberOwner.contact) ?? .nobody
        }
    }
}
