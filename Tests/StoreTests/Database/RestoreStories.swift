import CallRules
import Foundation
import GRDB
import TestSupport
import Testing

@testable import Store

@Suite("A backup put in the place of the database")
struct RestoreStories {
    /// A company with one call, then a backup, then a second call.
    private let company: Company
    private let backup: String

    init() throws {
        company = try Company()
        backup = company.path + ".backup"
        try company.hear(Conversation().dial)
        _ = try company.store.backUp(
            to: backup, by: .command, clock: { Company.morning })
        var later = Conversation()
        later.uuid = "9d1c1be07d5e4a6c8b21d04fa7c3e9ff"
        try company.hear(later.dial)
    }

    private func calls(_ path: String) throws -> Int {
        let store = try Store(path: path)
        defer { store.close() }
        return try store.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM call") } ?? -1
    }

    @Test("The books are those of the backup again, and the replaced ones are kept")
    func restored() throws {
        company.store.close()
        try Store.restore(backup, over: company.path)
        #expect(try calls(company.path) == 1)
        #expect(try calls(company.path + "-replaced") == 2)
        #expect(try calls(backup) == 1)
        try Store.restore(backup, over: company.path)
        #expect(try calls(company.path) == 1)
    }

    @Test(
        "What a dead server had not folded into the file yet is not lost, nor mixed with the backup"
    )
    func deadServer() throws {
        // A copy of the files while the database is open: the state after a kill.
        let dead = company.path + ".dead"
        for ending in ["", "-wal"] {
            try FileManager.default.copyItem(
                atPath: company.path + ending, toPath: dead + ending)
        }
        try Store.restore(backup, over: dead)
        #expect(try calls(dead) == 1)
        #expect(try calls(dead + "-replaced") == 2)
    }

    @Test("While a server has the database, nothing is restored")
    func inUse() throws {
        company.store.close()
        let lock = try #require(try DatabaseLock(of: company.path))
        #expect(throws: RestoreError.inUse) { try Store.restore(backup, over: company.path) }
        #expect(try DatabaseLock(of: company.path) == nil)
        withExtendedLifetime(lock) {}
    }

    @Test("What is no sound backup of ours leaves everything as it was")
    func unfit() throws {
        company.store.close()
        let files = FileManager.default
        let missing = company.path + ".missing"
        let letter = company.path + ".letter"
        try Data("Шановні колеги! ".utf8).write(to: URL(fileURLWithPath: letter))
        let foreign = company.path + ".foreign"
        try DatabaseQueue(path: foreign).write { try $0.execute(sql: "CREATE TABLE a (b)") }
        let newer = company.path + ".newer"
        try files.copyItem(atPath: backup, toPath: newer)
        try DatabaseQueue(path: newer).write {
            try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('99 the future')")
        }
        let damaged = company.path + ".damaged"
        try files.copyItem(atPath: backup, toPath: damaged)
        try DatabaseQueue(path: damaged).writeWithoutTransaction {
            try $0.execute(
                sql: """
                    PRAGMA foreign_keys = OFF;
                    INSERT INTO client_phone VALUES ('+380500000012', 77, 0)
                    """)
        }
        for (file, failure) in [(foreign, RestoreError.foreign), (newer, .newer)] {
            #expect(throws: failure) { try Store.restore(file, over: company.path) }
        }
        for file in [missing, letter, damaged] {
            #expect(throws: RestoreError.self) { try Store.restore(file, over: company.path) }
        }
        #expect(try calls(company.path) == 2)
        #expect(!files.fileExists(atPath: company.path + "-restored"))
    }

    @Test("Where no database was there is one afterwards, for its owner's eyes only")
    func fresh() throws {
        let fresh = company.path + ".fresh"
        try Store.restore(backup, over: fresh)
        #expect(try calls(fresh) == 1)
        let mode = try FileManager.default.attributesOfItem(atPath: fresh)[.posixPermissions]
        #expect(mode as? Int == 0o600)
    }
}
