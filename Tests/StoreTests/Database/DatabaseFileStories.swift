import CallRules
import Foundation
import GRDB
import TestSupport
import Testing

@testable import Store

@Suite("Whose file the database is")
struct DatabaseFileStories {
    private let directory = TemporaryDirectory()

    private var path: String { directory.file("gateway.sqlite") }

    private func failure(_ role: Store.Role) -> String? {
        do {
            try Store(path: path, role: role).close()
            return nil
        } catch {
            return "\(error)"
        }
    }

    private func mode(_ ending: String = "") throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: path + ending)[.posixPermissions] as? Int
    }

    private func applicationID() throws -> Int? {
        let database = try DatabaseQueue(path: path)
        defer { try? database.close() }
        return try database.read { try Int.fetchOne($0, sql: "PRAGMA application_id") }
    }

    @Test("A new database names this program in its header")
    func named() throws {
        try Store(path: path, role: .command).close()
        #expect(try applicationID() == 0x5068_4777)
        #expect(failure(.server) == nil)
    }

    @Test(
        "An empty file is no company: it is refused by name, and only `init` makes a database of it"
    )
    func empty() throws {
        try Data().write(to: URL(fileURLWithPath: path))
        for role in [Store.Role.server, .command] {
            #expect(try #require(failure(role)).contains("\(path) is empty"))
        }
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)).isEmpty)
        #expect(failure(.maker) == nil)
        #expect(failure(.server) == nil)
    }

    @Test("A database that a server had and that is empty now is not made anew, not even by `init`")
    func emptied() throws {
        try Store(path: path, role: .maker).close()
        _ = try #require(try DatabaseLock(of: path))
        for ending in ["-wal", "-shm"] {
            try? FileManager.default.removeItem(atPath: path + ending)
        }
        try Data().write(to: URL(fileURLWithPath: path))
        for role in [Store.Role.server, .command, .maker] {
            #expect(try #require(failure(role)).contains("though a server had it"))
        }
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)).isEmpty)
    }

    @Test("A database of another program is refused and stays as it is", arguments: [0, 42])
    func foreign(applicationID: Int) throws {
        let other = try DatabaseQueue(path: path)
        try other.write {
            try $0.execute(
                sql: "CREATE TABLE x (y); PRAGMA application_id = \(applicationID)")
        }
        try other.close()
        let before = try Data(contentsOf: URL(fileURLWithPath: path))
        for role in [Store.Role.server, .command] {
            #expect(try #require(failure(role)).contains("of another program"))
        }
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before)
    }

    @Test("A database of an earlier version, which has no name in it, is taken and gets one")
    func earlier() throws {
        try Store(path: path).close()
        let older = try DatabaseQueue(path: path)
        try older.writeWithoutTransaction {
            try $0.execute(
                sql: """
                    DELETE FROM grdb_migrations WHERE identifier = '31 self-check';
                    DROP TABLE self_check;
                    PRAGMA application_id = 0;
                    """)
        }
        try older.close()
        #expect(failure(.server) == nil)
        #expect(try applicationID() == 0x5068_4777)
    }

    @Test("A file that others could read is the owner's alone again")
    func mode() throws {
        let store = try Store(path: path)
        defer { store.close() }
        for ending in ["", "-wal", "-shm"] { _ = chmod(path + ending, 0o644) }
        #expect(failure(.command) == nil)
        for ending in ["", "-wal", "-shm"] { #expect(try mode(ending) == 0o600) }
    }
}
