import Foundation
import GRDB

@testable import Store

/// A database with all tables and no rows. Tests begin with a copy of one file, for the migrations
/// of each of a thousand databases would take most of the time.
enum EmptyDatabase {
    private static let directory = TemporaryDirectory()
    private static let made = Result {
        let path = directory.file("gateway.sqlite")
        let store = try Store(path: path)
        defer { store.close() }
        try store.reader.writeWithoutTransaction { _ = try $0.checkpoint(.truncate) }
        return path
    }

    /// Makes a database at a path where there is none.
    static func copy(to path: String) throws {
        try FileManager.default.copyItem(atPath: made.get(), toPath: path)
    }
}
