import ArgumentParser
import Foundation
import Store
import Web

/// Creates the database, or upgrades its schema.
struct Init: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Create the database, or upgrade its schema.",
        discussion:
            "Prints a one-time link that creates the first administrator, as long as there is "
            + "none. It is valid for 24 hours; the link printed before becomes invalid.")

    @OptionGroup var databaseOption: DatabaseOption

    @OptionGroup var publicly: PublicURLOption

    func run() throws {
        guard let path = databaseOption.path else {
            throw Refused("Say where to make the database: --database FILE.")
        }
        let isNew = !FileManager.default.fileExists(atPath: path)
        // Only the owner may read the file, because it contains customers' names. The WAL gets the
        // mode of the file.
        umask(0o077)
        let address = try publicly.shown()
        let store = try Store(path: path, role: .maker)
        defer { store.close() }
        print(isNew ? "Made \(path)." : "\(path) is up to date.")
        guard try !store.hasAdministrator() else { return }
        let link = try OneTimeLink.setup.made(for: nil, at: address, in: store)
        print("Create the administrator (within 24 hours): \(link)")
    }
}
