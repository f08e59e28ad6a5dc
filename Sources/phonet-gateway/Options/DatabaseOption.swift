import ArgumentParser
import Foundation
import Store

/// Where the books are.
struct DatabaseOption: ParsableArguments {
    @Option(help: "The SQLite file (PHONET_GATEWAY_DATABASE).")
    var database: String?

    var path: String? { database ?? Environment.variable("database") }

    /// Opens an existing file beside a running server, which keeps the checkpoints to itself.
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
