import GRDB
import TestSupport
import Testing

@testable import Store

/// A package was unpacked, and the server of the version before still runs.
@Suite("A database that an older server has open") struct OlderServerStories {
    private let directory = TemporaryDirectory()
    private var path: String { directory.file("gateway.sqlite") }

    private func older() throws {
        let old = try DatabaseQueue(path: path)
        try Migrations.migrator.migrate(old, upTo: "58 name parts")
        try old.close()
    }

    private var steps: Int? {
        get throws {
            let file = try DatabaseQueue(path: path)
            defer { try? file.close() }
            return try file.read { try Migrations.migrator.appliedIdentifiers($0).count }
        }
    }

    @Test("A command changes nothing beside it and says what to do; after the restart it works")
    func refused() throws {
        try older()
        let before = try steps
        let server = try #require(try DatabaseLock(of: path))
        #expect {
            try Store(path: path, role: .command)
        } throws: {
            "\($0)".contains("restart")
        }
        #expect(try steps == before)
        try withExtendedLifetime(server) { try Store(path: path, role: .server).close() }
        #expect(try steps == Migrations.all.count)
        try Store(path: path, role: .command).close()
    }

    @Test("Without a server, a command brings the database up to date")
    func alone() throws {
        try older()
        try Store(path: path, role: .command).close()
        #expect(try steps == Migrations.all.count)
    }
}
