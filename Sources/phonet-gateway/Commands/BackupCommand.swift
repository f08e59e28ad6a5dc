import ArgumentParser
import CallRules
import Foundation
import Store

/// Copies the database while the server runs.
struct BackupCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup", abstract: "Copy the database while the server runs.",
        discussion: """
            The copy holds everything committed before the command began. It is checked before it gets \
            its name. Only its owner can read it. It holds names, numbers and Phonet's key: protect it \
            like the database. Never overwrites a file. Exit code 1 with the cause when it fails.
            """)

    @Argument(help: "The file to write; it must not exist.")
    var file: String

    @Flag(help: "Also copy the recordings that this server keeps, into FILE.recordings.")
    var withRecordings = false

    @OptionGroup var databaseOption: DatabaseOption

    func run() throws {
        let made = try databaseOption.opened { store in
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
        guard withRecordings else { return }
        let recordings = try databaseOption.opened { store in
            do {
                return try store.backUpRecordings(beside: file)
            } catch let failure as BackupError {
                throw Refused(failure.words("\(file).recordings"))
            }
        }
        print("\(file).recordings: \(recordings) recordings.")
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
