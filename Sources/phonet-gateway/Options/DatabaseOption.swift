import ArgumentParser
import Foundation
import Store

/// The database file.
struct DatabaseOption: ParsableArguments {
    @Option(help: "The SQLite file (PHONET_GATEWAY_DATABASE).")
    var database: String?

    var path: String? { database ?? Environment.variable("database") }

    /// Opens an existing file for a command. A server may be running; only the server checkpoints the WAL.
    ///
    /// - Throws: `Refused` if no file is named or it does not exist; `StoreError`; what `body`
    ///   throws.
    func opened<Value>(_ body: (Store) throws -> Value) throws -> Value {
        guard let path else { throw Refused("Say which database: --database FILE.") }
        guard FileManager.default.fileExists(atPath: path) else {
            throw Refused("There is no database at \(path); make one with `phonet-gateway init`.")
        }
        let store = try Store(path: path, role: .command)
        defer { store.close() }
        return try body(store)
    }
}
