import BackgroundWork
import CSQLite
import CallRules
import Foundation
import GRDB
import Synchronization

/// The database of one company: a SQLite file, one writer, many readers.
///
/// Every package function that changes something is one transaction and returns after COMMIT with
/// `synchronous=FULL`: what it stored survives a power cut.
package final class Store: Sendable {
    let writer: Writer
    /// Readers; they see committed state only and never block the writer.
    let reader: DatabasePool
    let lookups: LookupPool
    let settingsCache: SettingsCache
    let sessionCache = SessionCache()
    let counters = ChangeCounters()
    let liveCalls = Mutex<LiveCallCache?>(nil)
    let heartbeats = Heartbeats()
    let feedReaders = FeedReaders()
    /// Nil: the wall clock is believed.
    let clockGuard: ClockGuard?
    /// Signalled after each COMMIT that created work for the courier.
    package let wakeSignal = WakeSignal()

    /// Role of the process that opens the file. One server runs at a time; commands may run beside it
    /// and make no checkpoints (see `Writer`).
    package enum Role: Sendable {
        case server, command
        /// The command that makes a database, also in an empty file that no server had.
        case maker
    }

    /// Which program makes the checkpoints of a database that a server has open.
    package enum Checkpoints: Sendable {
        /// The server.
        case own
        /// Litestream, which replicates the database. SQLite before 3.51.3 may damage a database when a
        /// checkpoint of its own runs beside the write of another program (sqlite.org/wal.html, "The WAL-Reset
        /// Bug"); Litestream has a later SQLite, so its checkpoints beside the server's writes are safe, and the
        /// server's beside Litestream's writes are not.
        case litestream
    }

    /// Opens the file, creates it if it is missing, and runs the missing migrations.
    ///
    /// - Parameters:
    ///   - checkpoints: of a server; commands never make one.
    ///   - uptime: reads the monotonic clock, which times the writer's transactions and says
    ///     whether the wall clock may be believed; nil: it always may.
    /// - Throws: `StoreError.unavailable` when the file cannot be opened, belongs to another program or is
    ///   empty, or a setting that durability depends on did not take effect.
    package convenience init(
        path: String, role: Role = .server, checkpoints: Checkpoints = .own,
        uptime: (@Sendable () -> Duration)? = nil
    ) throws(StoreError) {
        do {
            try self.init(opening: path, role: role, checkpoints, uptime)
        } catch let error as StoreError {
            throw error
        } catch {
            throw .unavailable(what: "\(path): \(error)")
        }
    }

    /// SQLite counts every allocation under one lock, for which parallel lookups wait. Switches the
    /// counting off; without effect after the first use of SQLite.
    private static let withoutStatistics = phonet_gateway_sqlite_without_statistics()

    private init(
        opening path: String, role: Role, _ checkpoints: Checkpoints,
        _ uptime: (@Sendable () -> Duration)?
    ) throws {
        let makesCheckpoints = role == .server && checkpoints == .own
        _ = Store.withoutStatistics
        let hours = HoursFunctions()
        var configuration = Configuration()
        configuration.busyMode = .timeout(5)
        configuration.maximumReaderCount = 4
        configuration.prepareDatabase { db in
            try db.execute(sql: "PRAGMA foreign_keys = ON; PRAGMA mmap_size = 0")
            if !makesCheckpoints { try db.execute(sql: "PRAGMA wal_autocheckpoint = 0") }
            if db.configuration.readonly { db.withoutAuthorizer() }
            hours.add(to: db)
            FoldedName.add(to: db)
        }
        let pool = try OpenLock.taken(for: path) {
            try FileOwner(path).check(role)
            let pool = try DatabasePool(path: path, configuration: configuration)
            try Store.migrate(pool, of: path, as: role)
            return pool
        }
        try pool.writeWithoutTransaction { db in
            // After the pool is open: GRDB sets NORMAL when it switches to WAL.
            try db.execute(sql: "PRAGMA synchronous = FULL")
            // SQLite keeps its statement journals in memory instead of in temporary files.
            try db.execute(sql: "PRAGMA temp_store = MEMORY")
            // SQLite overwrites what it deletes. Debian's library does so by default; others do not.
            try db.execute(sql: "PRAGMA secure_delete = ON")
            // A batch of events changes a few hundred pages. Checkpoints every 4 MB were too frequent; rarer
            // ones make writers wait longer. A long read makes the WAL grow; the limit shrinks it again.
            if role == .server {
                try db.execute(
                    sql: "PRAGMA cache_size = -8000; PRAGMA journal_size_limit = 8388608")
            }
            if makesCheckpoints {
                try db.execute(sql: "PRAGMA wal_autocheckpoint = \(Writer.checkpointPages)")
            }
            try Store.assertDurable(db)
        }
        clockGuard = uptime.map { ClockGuard(uptime: $0) }
        reader = pool
        let lookups = LookupPool(path: path)
        self.lookups = lookups
        settingsCache = SettingsCache(
            try pool.read { try SettingTable.current($0) }, counters: counters
        ) {
            try? lookups.read { sql in try LineTable.all(sql) }
        }
        hours.read(from: settingsCache)
        writer = Writer(
            pool: pool, counters: counters, wakeSignal: wakeSignal,
            gauge: WriterGauge(uptime: uptime ?? { .zero }))
        try readIgnoreList()
        _ = try lookForEvents()
    }

    /// Runs the missing migrations. Beside a server a command runs none: that server is of an earlier version,
    /// and would go on with a schema that it does not know.
    private static func migrate(_ pool: DatabasePool, of path: String, as role: Role) throws {
        let isDone = try pool.read { try Migrations.migrator.hasCompletedMigrations($0) }
        guard !isDone else { return }
        let lock = role == .server ? nil : try DatabaseLock(of: path)
        guard role == .server || lock != nil else { throw StoreError.servedByEarlierVersion }
        try withExtendedLifetime(lock) { try Migrations.migrator.migrate(pool) }
    }

    /// Commits the waiting work and closes the file; every later call throws `StoreError.closing`.
    package func close() {
        writer.close()
        try? OpenLock.taken(for: reader.path) {
            lookups.close()
            try reader.close()
        }
    }

    private static func assertDurable(_ db: Database) throws {
        let wanted: [(String, Int64)] = [("synchronous", 2), ("foreign_keys", 1)]
        for (pragma, value) in wanted {
            let found = try Int64.fetchOne(db, sql: "PRAGMA \(pragma)")
            guard found == value else {
                throw StoreError.unavailable(what: "PRAGMA \(pragma) is not \(value)")
            }
        }
    }

    /// One read transaction through GRDB, for everything but the customer lookup.
    func read<Value>(_ body: (Database) throws -> Value) throws(StoreError) -> Value {
        do {
            return try reader.read(body)
        } catch {
            throw StoreError(error)
        }
    }

    /// A write that lets all other writes go first: one transaction of its own, committed when this returns.
    ///
    /// - Parameters:
    ///   - limit: how long the work may take.
    ///   - body: should end when its second argument returns true: its time is up, or others wait. Its
    ///     first answer is always false, so that each piece gets on even where looking for work takes long.
    func writePatiently<Value>(
        _ cause: Cause, within limit: Duration = .milliseconds(10),
        _ body: @escaping (Writer.Transaction, _ isTimeUp: () -> Bool) throws -> Value
    ) throws(StoreError) -> Value {
        let uptime = writer.gauge.uptime
        do {
            return try writer.performPatiently(cause) { transaction, isWaitedFor in
                let end = uptime() + limit
                var isFirst = true
                return try body(transaction) {
                    defer { isFirst = false }
                    return (isWaitedFor() || uptime() >= end) && !isFirst
                }
            }
        } catch let error as StoreError {
            throw error
        } catch {
            throw StoreError(error)
        }
    }

    /// The same for work in many small steps: one after another until there is none, the time is up or others
    /// wait.
    ///
    /// - Parameter step: does the next step, of a few milliseconds at most; returns whether there may be more.
    /// - Returns: whether the first step said that there may be more.
    @discardableResult
    func writeInSteps(
        _ cause: Cause, _ step: @escaping (Writer.Transaction) throws -> Bool
    ) throws(StoreError) -> Bool {
        try writePatiently(cause) { transaction, isTimeUp in
            guard try step(transaction) else { return false }
            while !isTimeUp(), try step(transaction) {}
            return true
        }
    }

    /// A write: one transaction, committed when this returns.
    func write<Value>(
        _ cause: Cause, _ body: @escaping (Writer.Transaction) throws -> Value
    ) throws(StoreError) -> Value {
        do {
            return try writer.perform(cause, body)
        } catch let error as StoreError {
            throw error
        } catch {
            throw StoreError(error)
        }
    }
}
