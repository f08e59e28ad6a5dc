import ArgumentParser
import CallRules
import Foundation
import Store

/// Copies the database while the server runs.
struct BackupCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup", abstract: "Copy the database while the server goes on working.",
        discussion: """
            The copy holds everything committed before the command began, and is checked before it \
            gets its name; only its owner can read it. It holds names, numbers and Phonet's key: keep \
            it as safe as the database. Never writes over a file. Exit code 1 with the cause when it \
            fails.
            """)

    @Argument(help: "Where the copy goes; nothing may be there yet.")
    var file: String

    @OptionGroup var books: DatabaseOption

    func run() throws {
        let made = try books.opened { store in
            var told: Int64 = 0
            do {
                return try store.backUp(
                    to: file, by: .command, clock: Environment.now,
                    rest: { Environment.pause(.milliseconds(4)) },
                    progress: { progress in
                        let percent = progress.bytesDone * 100 / max(1, progress.bytes)
                        guard percent >= told + 10 else { return }
                        told = percent
                        print("\(percent) %")
                    })
            } catch let failure as BackupError {
                throw Refused(failure.words(file))
            }
        }
        print("\(file): \(made.bytes) bytes in \(made.seconds) s, checked.")
    }
}

extension BackupError {
    fileprivate func words(_ file: String) -> String {
        switch self {
        case .exists: "\(file) (or \(file).unfinished) is there already; choose another name."
        case .notWritten(let why): "\(file) cannot be written: \(why)."
        case .damaged(let problems):
            "The copy is damaged and was removed:\n" + problems.joined(separator: "\n")
        }
    }
}
