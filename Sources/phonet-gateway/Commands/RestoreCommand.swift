import ArgumentParser
import Store

/// Replaces the database with a backup.
struct RestoreCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore",
        abstract: "Replace the database with a backup, while no server runs.",
        discussion:
            "The backup is copied and checked first; only a sound copy takes the database's "
            + "name, in one step. The database that was there is kept beside it, as FILE-replaced. "
            + "What came since the backup is not in it: `reconcile` brings calls back from Phonet's "
            + "history once the server runs.")

    @Argument(help: "The backup, as `phonet-gateway backup` made it.")
    var backup: String

    @OptionGroup var databaseOption: DatabaseOption

    func run() throws {
        guard let path = databaseOption.path else {
            throw Refused("Say which database to replace: --database FILE.")
        }
        do {
            try Store.restore(backup, over: path)
            let recordings = try Store.restoreRecordings(beside: backup, over: path)
            if recordings > 0 { print("\(recordings) recordings are back.") }
        } catch {
            throw Refused(RestoreCommand.sentence(error, backup: backup, path: path))
        }
        print("\(path) is \(backup) now.")
    }

    private static func sentence(
        _ failure: RestoreError, backup: String, path: String
    ) -> String {
        switch failure {
        case .inUse: "A server has \(path) open; stop it first."
        case .unreadable(let reason): "\(backup) cannot be read as a database: \(reason)"
        case .foreign: "\(backup) is a database, but none of this gateway's."
        case .newer: "\(backup) was made by a newer version of the program; install that first."
        case .damaged(let problems):
            "\(backup) is damaged and was not taken:\n" + problems.joined(separator: "\n")
        case .notWritten(let reason): "\(path) could not be replaced: \(reason)"
        }
    }
}
