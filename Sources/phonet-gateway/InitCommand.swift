import ArgumentParser
import Foundation
import Store

/// Makes the database, or brings an existing one up to date.
struct Init: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Make the database, or bring its schema up to date.")

    @OptionGroup var books: DatabaseOption

    func run() throws {
        guard let path = books.path else {
            throw Refused("Say where to make the database: --database FILE.")
        }
        let isNew = !FileManager.default.fileExists(atPath: path)
        // The file holds customers' names: nobody but its owner reads it, nor its WAL, which
        // takes the mode of the file.
        umask(0o077)
        let store = try Store(path: path, role: .command)
        store.close()
        print(isNew ? "Made \(path)." : "\(path) is up to date.")
    }
}
