import ArgumentParser
import Foundation
import Store
import Web

/// Makes the database, or brings an existing one up to date.
struct Init: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Make the database, or bring its schema up to date.",
        discussion: "Prints a one-time link that makes the first administrator, as long as nobody "
            + "can sign in as one. It works for 24 hours; the one printed before no longer does.")

    @OptionGroup var books: DatabaseOption

    @OptionGroup var publicly: PublicURLOption

    func run() throws {
        guard let path = books.path else {
            throw Refused("Say where to make the database: --database FILE.")
        }
        let isNew = !FileManager.default.fileExists(atPath: path)
        // The file holds customers' names: nobody but its owner reads it, nor its WAL, which
        // takes the mode of the file.
        umask(0o077)
        let address = try publicly.shown()
        let store = try Store(path: path, role: .command)
        defer { store.close() }
        print(isNew ? "Made \(path)." : "\(path) is up to date.")
        guard try !store.hasAdministrator() else { return }
        let link = try OneTimeLink.setup.made(for: nil, at: address, in: store)
        print("Create the administrator (within 24 hours): \(link)")
    }
}
