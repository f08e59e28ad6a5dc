import BackgroundWork
import CSQLite
import Dispatch
import Foundation
import GRDB

/// The only thread that writes. It runs all waiting work in one transaction and returns the results
/// after COMMIT (group commit). When a piece of work fails, the transaction is undone and repeated with
/// a savepoint for each piece, so that only the failing piece is lost.
///
/// At the end of each piece of work `EventLog` appends its events, in the same transaction: no work has
/// to do it, and none can leave it out.
///
/// One connection makes every write and every checkpoint: SQLite before 3.51.3 may damage a WAL
/// that two connections reset at once (sqlite.org/releaselog/3_51_3.html).
final class Writer: @unchecked Sendable {
    /// The two handles a piece of work writes with; valid only while it runs.
    struct Transaction {
        /// For everything but the webhook path.
        let db: Database
        /// For the webhook path.
        let sql: Connection
        /// The records whose events end the piece of work; the hook fills it.
        let records: RecordNotes
    }

    /// Most pieces of work in one transaction, to limit how long each waits.
    private static let largestBatch = 64
    /// Most pieces of work that wait without a thread waiting for each: while the disk is stuck,
    /// they would fill the memory.
    static let maxUnawaited = 256
    /// Pages in the WAL after which a commit makes a checkpoint. Patient work changes other pages with each
    /// row, and a checkpoint of 2,000 such pages takes 50 ms; those of webhooks are mostly the same few.
    static let (checkpointPages, patientCheckpointPages): (Int32, Int32) = (2000, 300)
    /// Most transactions that go before patient work.
    private static let mostPassedOver = 10

    private let pool: DatabasePool
    private let counters: ChangeCounters
    private let wakeSignal: WakeSignal
    let gauge: WriterGauge
    private let condition = NSCondition()
    private var waiting: [Job] = []
    /// Work that lets all other work go first.
    private var patient: [Job] = []
    /// Transactions since the first patient piece of work began to wait.
    private var passedOver = 0
    private var isClosing = false
    private var isClosed = false
    private var connection: Connection?
    /// Pages in the WAL after which SQLite makes a checkpoint now; nil: another program makes them.
    private var checkpointsAfter: Int32?
    private var changes: ChangeWatch?
    private var events: EventLog?

    init(pool: DatabasePool, counters: ChangeCounters, wakeSignal: WakeSignal, gauge: WriterGauge) {
        self.pool = pool
        self.counters = counters
        self.wakeSignal = wakeSignal
        self.gauge = gauge
        let thread = Thread.named("writer") { [self] in writeUntilClosed() }
        thread.start()
    }

    /// Runs `work` and returns after COMMIT. An error of `work` undoes `work` alone.
    ///
    /// - Parameters:
    ///   - cause: who or what changes records in it, for their events.
    ///   - work: may run twice, the first time undone: it changes nothing but the database.
    func perform<Value>(
        _ cause: Cause, _ work: @escaping (Transaction) throws -> Value
    ) throws -> Value {
        try perform(cause, isAlone: false, work) { value, _ in value }
    }

    /// Runs `work`, appends its events, and then reads what it returns: records have their new versions.
    ///
    /// - Parameter read: changes no record.
    func perform<Key, Value>(
        _ cause: Cause, _ work: @escaping (Transaction) throws -> Key,
        reading read: @escaping (Key, Transaction) throws -> Value
    ) throws -> Value {
        try perform(cause, isAlone: false, work, reading: read)
    }

    /// The same for a test whether the disk takes writes. Its result is not one of `WriterGauge.results`.
    func test<Value>(_ work: @escaping (Transaction) throws -> Value) throws -> Value {
        try perform(.upkeep, isAlone: false, isTest: true, work) { value, _ in value }
    }

    /// Runs `work` between two transactions, for statements that SQLite refuses inside one. Nothing is
    /// written meanwhile, so it must be short.
    func performAlone<Value>(_ work: @escaping (Connection) throws -> Value) throws -> Value {
        try perform(.upkeep, isAlone: true) {
            try work($0.sql)
        } reading: { value, _ in
            value
        }
    }

    /// The same for work that lets other work go first, as long as that does not go on for ever. It has a
    /// transaction of its own.
    ///
    /// - Parameter work: calls its second argument between two steps and ends when that returns true: other
    ///   work waits. The call appends the events of the steps so far, so that only the commit is left then.
    func performPatiently<Value>(
        _ cause: Cause,
        _ work: @escaping (Transaction, _ isWaitedFor: () -> Bool) throws -> Value
    ) throws -> Value {
        try perform(cause, isAlone: false, isPatient: true) { [self] transaction in
            var failure: (any Error)?
            let value = try work(transaction) {
                do {
                    try self.events?.end(cause)
                } catch {
                    failure = error
                    return true
                }
                return self.hasWaiting
            }
            if let failure { throw failure }
            return value
        } reading: { value, _ in
            value
        }
    }

    private var hasWaiting: Bool {
        condition.lock()
        defer { condition.unlock() }
        return !waiting.isEmpty
    }

    private func perform<Key, Value>(
        _ cause: Cause, isAlone: Bool, isTest: Bool = false, isPatient: Bool = false,
        _ work: @escaping (Transaction) throws -> Key,
        reading read: @escaping (Key, Transaction) throws -> Value
    ) throws -> Value {
        var result: Value?
        // The caller reads `result` only after the writer has signalled, so there is no race.
        let job = Job(cause, isAlone: isAlone, isTest: isTest, isPatient: isPatient) {
            transaction, end in
            let key = try work(transaction)
            try end()
            result = try read(key, transaction)
        }
        guard submit(job) else { throw StoreError.closing }
        job.finished.wait()
        if let error = job.error { throw error }
        guard let result else { throw StoreError.closing }
        return result
    }

    /// Runs `work` with the next transaction; does not wait and reports no error.
    ///
    /// - Returns: false when it will not run, because `maxUnawaited` pieces wait already.
    @discardableResult
    func enqueue(_ cause: Cause, _ work: @escaping (Transaction) throws -> Void) -> Bool {
        submit(
            Job(cause) { transaction, end in
                try work(transaction)
                try end()
            }, atMost: Writer.maxUnawaited)
    }

    /// Commits the waiting work, refuses new work, and returns when the thread has ended.
    func close() {
        condition.lock()
        isClosing = true
        condition.broadcast()
        while !isClosed { condition.wait() }
        condition.unlock()
    }

    private func submit(_ job: Job, atMost limit: Int = .max) -> Bool {
        condition.lock()
        defer { condition.unlock() }
        guard !isClosing, waiting.count < limit else { return false }
        gauge.begin()
        if job.isPatient { patient.append(job) } else { waiting.append(job) }
        if waiting.count + patient.count == 1 { condition.broadcast() }
        return true
    }

    private func writeUntilClosed() {
        while let batch = nextBatch() {
            let started = gauge.uptime()
            write(batch)
            gauge.end(batch.count, gauge.uptime() - started)
            let changes = changes?.take() ?? ChangeWatch.Changes()
            counters.count(changes)
            if let seq = events?.committed() { counters.noteEvent(seq) }
            for job in batch { job.finished.signal() }
            if changes.kinds.contains(.courierWork) { wakeSignal.ring() }
        }
        pool.writeWithoutTransaction { _ in connection?.forgetStatements() }
        condition.lock()
        isClosed = true
        condition.broadcast()
        condition.unlock()
    }

    private func nextBatch() -> [Job]? {
        condition.lock()
        defer { condition.unlock() }
        while waiting.isEmpty, patient.isEmpty {
            if isClosing { return nil }
            condition.wait()
        }
        if !patient.isEmpty {
            if waiting.isEmpty || passedOver >= Writer.mostPassedOver {
                passedOver = 0
                return [patient.removeFirst()]
            }
            passedOver += 1
        }
        let isAlone = waiting.first?.isAlone ?? false
        let together = waiting.prefix(Writer.largestBatch).prefix { !$0.isAlone }
        let batch = Array(isAlone ? waiting.prefix(1) : together)
        waiting.removeFirst(batch.count)
        return batch
    }

    private func write(_ batch: [Job]) {
        do {
            try pool.writeWithoutTransaction { db in
                let (sql, watch) = try connected(db)
                let transaction = Transaction(db: db, sql: sql, records: watch.records)
                if let job = batch.first, job.isAlone { return try job.work(transaction) {} }
                let isPatient = batch.first?.isPatient ?? false
                checkpoint(
                    after: isPatient ? Writer.patientCheckpointPages : Writer.checkpointPages, sql)
                // Savepoints copy every page they touch, and work rarely fails. So the first
                // attempt has no savepoints; only the second attempt finds the piece that failed.
                do {
                    try commit(transaction) { for job in batch { try work(job, transaction) } }
                } catch {
                    try commit(transaction) { for job in batch { try run(job, transaction) } }
                }
            }
            note(batch, hasFailed: batch.contains { $0.isRefusedByDisk })
        } catch {
            let error = StoreError(error)
            for job in batch { job.error = error }
            note(batch, hasFailed: true)
        }
    }

    /// Sets how long the WAL may grow, unless another program makes the checkpoints.
    private func checkpoint(after pages: Int32, _ sql: Connection) {
        guard let checkpointsAfter, checkpointsAfter != pages else { return }
        sqlite3_wal_autocheckpoint(sql.handle, pages)
        self.checkpointsAfter = pages
    }

    private func note(_ batch: [Job], hasFailed: Bool) {
        if batch.contains(where: { !$0.isTest }) { gauge.noteResult(hasFailed: hasFailed) }
    }

    private func commit(_ transaction: Transaction, _ work: () throws -> Void) throws {
        do {
            try transaction.sql.run("BEGIN IMMEDIATE")
            events?.beginTransaction()
            try work()
            if transaction.sql.isFileGone { throw FileGone() }
            try transaction.sql.run("COMMIT")
        } catch {
            // GRDB traps when a transaction is left open.
            if transaction.sql.isInTransaction { try? transaction.sql.run("ROLLBACK") }
            events?.beginTransaction()
            throw error
        }
    }

    /// Runs one piece of work and appends its events.
    private func work(_ job: Job, _ transaction: Transaction) throws {
        events?.begin(job.cause)
        try job.work(transaction) { try events?.end(job.cause) }
    }

    /// Runs one piece of work in a savepoint. When the transaction survives an error, only this job gets
    /// the error; otherwise nothing of the batch is committed and every job gets it.
    private func run(_ job: Job, _ transaction: Transaction) throws {
        try transaction.sql.run("SAVEPOINT job")
        do {
            try work(job, transaction)
            try transaction.sql.run("RELEASE job")
        } catch {
            guard transaction.sql.isInTransaction else { throw error }
            try transaction.sql.run("ROLLBACK TO job")
            try transaction.sql.run("RELEASE job")
            job.isRefusedByDisk = Writer.isOfDisk(error) && !job.isTest
            job.error =
                error is SQLiteError ? StoreError.unavailable(what: "\(error)") : error
        }
    }

    private static func isOfDisk(_ error: any Error) -> Bool {
        let code = (error as? SQLiteError)?.code ?? (error as? DatabaseError)?.resultCode.rawValue
        return [SQLITE_FULL, SQLITE_IOERR, SQLITE_READONLY].contains((code ?? 0) & 0xFF)
    }

    private func connected(_ db: Database) throws -> (Connection, ChangeWatch) {
        if let connection, let changes { return (connection, changes) }
        guard let handle = db.sqliteConnection else { throw StoreError.closing }
        let opened = Connection(handle: handle)
        let pages = try opened.checkpointPages()
        if pages > 0 { checkpointsAfter = pages }
        let watch = try ChangeWatch(opened)
        changes = watch
        events = EventLog(opened, watch)
        connection = opened
        return (opened, watch)
    }

    private struct FileGone: Error, CustomStringConvertible {
        let description = "the file is no longer where it was opened"
    }

    /// Written by the submitting thread before the run and by the writer during it; read by the submitter
    /// afterwards.
    private final class Job: @unchecked Sendable {
        let cause: Cause
        /// Calls its second argument when it has written everything.
        let work: (Transaction, _ end: () throws -> Void) throws -> Void
        /// Runs outside any transaction.
        let isAlone: Bool
        /// Stores nothing.
        let isTest: Bool
        /// Lets other work go first.
        let isPatient: Bool
        let finished = DispatchSemaphore(value: 0)
        var error: (any Error)?
        /// The disk is full or failed while this piece of work ran, and the others were committed.
        var isRefusedByDisk = false

        init(
            _ cause: Cause, isAlone: Bool = false, isTest: Bool = false,
            isPatient: Bool = false,
            _ work: @escaping (Transaction, _ end: () throws -> Void) throws -> Void
        ) {
            self.cause = cause
            self.isAlone = isAlone
            self.isTest = isTest
            self.isPatient = isPatient
            self.work = work
        }
    }
}
