import CallRules
import Foundation
import GRDB
import Synchronization
import TestSupport
import Testing

@testable import Store

@Suite("Copies of the database")
struct BackupStories {
    let company: Company
    let folder: URL

    init() throws {
        company = try Company()
        folder = URL(fileURLWithPath: company.path).deletingLastPathComponent()
    }

    private var path: String { folder.appendingPathComponent("copy.sqlite").path }

    private func backUp(rest: @escaping () -> Void = {}) throws -> Backup {
        try company.store.backUp(
            to: path, by: .command, clock: { Company.morning }, rest: rest)
    }

    @Test("A copy holds what was there when it began, for its owner only, and is one file")
    func whole() throws {
        try company.hear(Conversation().dial)
        let backup = try backUp()
        let copy = try Store(path: path)
        defer { copy.close() }
        #expect(try copy.damage().isEmpty)
        #expect(try copy.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM call") } == 1)
        let file = try FileManager.default.attributesOfItem(atPath: path)
        #expect((file[.posixPermissions] as? NSNumber)?.intValue == 0o600)
        #expect(backup.bytes > 100_000)
        #expect(try company.store.lastBackup() == backup)
        let audit = try company.store.auditEntries(Pagination()).items
        #expect(audit.map(\.action) == [.backupMade] && audit.first?.subject == "backup/1")
        #expect(!FileManager.default.fileExists(atPath: path + ".unfinished"))
    }

    @Test("What is written meanwhile is neither held up nor torn in two")
    func meanwhile() throws {
        try company.hear(Conversation().dial)
        // Large enough to be copied in many steps.
        try company.execute(
            """
            INSERT INTO webhook_message (endpoint, source_ip, trusted, received_at, status, payload)
            VALUES ('call', '89.184.65.208', 1, 0, 'failed', zeroblob(9000000))
            """)
        let written = Mutex(0)
        _ = try backUp(rest: { [company] in
            let number = written.withLock { count in
                count += 1
                return count
            }
            var talk = Conversation()
            talk.uuid = "b\(number)"
            _ = try? company.hear(talk.dial)
        })
        let calls = try company.count("SELECT count(*) FROM call")
        #expect(calls == written.withLock { $0 } + 1 && calls > 3)
        let copy = try Store(path: path)
        defer { copy.close() }
        #expect(try copy.damage().isEmpty)
        #expect(try copy.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM call") } == 1)
    }

    @Test("Nothing is ever written over")
    func notOver() throws {
        try Data("letters".utf8).write(to: URL(fileURLWithPath: path))
        #expect(throws: BackupError.exists) { try backUp() }
        #expect(try String(contentsOfFile: path, encoding: .utf8) == "letters")
        #expect(try company.store.lastBackup() == nil)
        let nowhere = folder.appendingPathComponent("no/folder/copy.sqlite").path
        #expect(throws: BackupError.self) {
            try company.store.backUp(to: nowhere, by: .command, clock: { Company.morning })
        }
    }

    @Test("The writer says how much waits and what took longest")
    func load() throws {
        #expect(company.store.writerLoad.waiting == 0)
        try company.hear(Conversation().dial)
        #expect(company.store.writerLoad.largestBatch >= 1)
        #expect(company.store.footprint().database > 0)
        #expect((company.store.footprint().free ?? 0) > 0)
    }
}
