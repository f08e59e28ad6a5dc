import CallRules
import Foundation
import GRDB
import TestSupport
import Testing

@testable import Store

@Suite struct WriterStories {
    @Test("What is committed is flushed to the disk: the durable settings are really on")
    func durable() throws {
        let company = try Company()
        let pragmas = try company.store.write(.system(at: Instant(milliseconds: 0))) { tx in
            try ["journal_mode", "synchronous", "foreign_keys", "mmap_size"].map {
                try String.fetchOne(tx.db, sql: "PRAGMA \($0)") ?? "-"
            }
        }
        #expect(pragmas == ["wal", "2", "1", "0"])
    }

    @Test("One bad piece of work does not spoil the others that share its transaction")
    func oneBadJob() throws {
        let company = try Company()
        struct Refused: Error {}
        let failures = Counter()
        let store = company.store
        DispatchQueue.concurrentPerform(iterations: 40) { number in
            do {
                _ = try store.write(.system(at: Instant(milliseconds: 0))) { tx in
                    try tx.sql.run(
                        "INSERT INTO lead_source (name, position) VALUES (?1, 9)",
                        .text("джерело \(number)"))
                    if number % 4 == 0 { throw Refused() }
                }
            } catch { failures.add() }
        }
        #expect(failures.value == 10)
        #expect(try company.count("SELECT count(*) FROM lead_source WHERE position = 9") == 30)
    }

    @Test("A store that was closed says so instead of losing a message silently")
    func closed() throws {
        let company = try Company()
        company.store.close()
        #expect(throws: StoreError.self) { try company.hear(Conversation().dial) }
    }

    @Test("While the file is moved away nothing counts as stored; afterwards all goes on")
    func movedAway() throws {
        let company = try Company()
        let away = company.path + ".away"
        try FileManager.default.moveItem(atPath: company.path, toPath: away)
        #expect(throws: StoreError.self) { try company.hear(Conversation().dial) }
        try FileManager.default.moveItem(atPath: away, toPath: company.path)
        #expect(try company.count("SELECT count(*) FROM call") == 0)
        try company.hear(Conversation().dial)
        #expect(try company.count("SELECT count(*) FROM call") == 1)
    }

    @Test("Whoever asks whether it can write has it write to the disk")
    func healthWrites() throws {
        let company = try Company()
        func journal() throws -> Data {
            try Data(contentsOf: URL(fileURLWithPath: company.path + "-wal"))
        }
        let before = try journal()
        #expect(HealthCheck(company.store).health(at: Company.morning).isWell)
        #expect(try journal() != before)
        #expect(try company.count("SELECT version FROM setting") == 1)
    }

    @Test("The WAL that grew beside a long read is small again after it")
    func journalShrinks() throws {
        let company = try Company()
        func journal() throws -> Int {
            try Data(contentsOf: URL(fileURLWithPath: company.path + "-wal")).count
        }
        func write() throws {
            try company.execute(
                "INSERT INTO lead_source (name, position) VALUES (hex(randomblob(1000000)), 9)")
        }
        let longRead = try company.store.reader.makeSnapshot()
        for _ in 0..<10 { try write() }
        #expect(try journal() > 16 << 20)
        try longRead.close()
        for _ in 0..<3 { try write() }
        #expect(try journal() <= 9 << 20)
    }

    @Test("Background work leaves little for a checkpoint, so that no webhook waits for a long one")
    func smallCheckpoints() throws {
        let company = try Company()
        // The WAL goes with the last connection.
        company.store.close()
        let store = try Store(path: company.path)
        defer { store.close() }
        func journal() throws -> Int {
            try Data(contentsOf: URL(fileURLWithPath: company.path + "-wal")).count
        }
        func write(_ name: String, _ db: Database) throws {
            // About fifty pages of 4 KiB.
            try db.execute(
                sql: """
                    INSERT INTO lead_source (name, position) VALUES (? || hex(randomblob(100000)), 9)
                    """, arguments: [name])
        }
        for number in 1...20 {
            try store.writePatiently(.upkeep) { tx, _ in try write("\(number)", tx.db) }
        }
        #expect(try journal() < 2_000_000)
        for number in 21...40 {
            try store.write(.upkeep) { tx in try write("\(number)", tx.db) }
        }
        #expect(try journal() > 3_000_000)
    }

    @Test("A second opening finds everything the first one stored")
    func reopened() throws {
        let company = try Company()
        try company.hear(Conversation().dial)
        company.store.close()
        let again = try Store(path: company.path)
        defer { again.close() }
        #expect(try again.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM call") } == 1)
    }
}

/// A counter for several threads.
final class Counter: @unchecked Sendable {
    private let lock = NSLock()
    private var count = 0

    var value: Int { lock.withLock { count } }

    func add() { lock.withLock { count += 1 } }
}
