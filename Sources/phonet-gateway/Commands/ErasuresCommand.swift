import ArgumentParser
import CallRules
import Foundation
import Store

/// Prints and reads the list of erased rows, to erase them again from a restored backup.
struct Erasures: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Print which rows were erased, or erase them again from a restored copy.",
        discussion: """
            Keep the output beside the backups; it holds ids, no telephone numbers. After a backup was \
            restored, `--again FILE` starts to erase what has been erased since the backup; the server \
            finishes it.
            """)

    @Option(help: "A file with the output of an earlier run.")
    var again: String?

    @OptionGroup var databaseOption: DatabaseOption

    func run() throws {
        try databaseOption.opened { store in
            guard let file = again else {
                return print(try store.erasureLog().text)
            }
            guard let data = FileManager.default.contents(atPath: file),
                let log = ErasureLog(String(decoding: data, as: UTF8.self))
            else { throw Refused("\(file) is no list of erasures.") }
            let again = try store.eraseAgain(
                log, chance: { UInt64.random(in: .min ... .max) }, by: .command,
                at: Environment.now())
            print("Numbers to be erased again: \(again.phones)")
            if !again.unsure.isEmpty {
                print(
                    """
                    Not erased, because the list does not say when they were made and these may be \
                    other people: \(again.unsure.joined(separator: ", ")). Look at them.
                    """)
            }
        }
    }
}
