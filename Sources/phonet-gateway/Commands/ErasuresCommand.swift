import ArgumentParser
import CallRules
import Foundation
import Store

/// What was erased, for backups to follow.
struct Erasures: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Print which rows were erased, or erase them again from a restored copy.",
        discussion: """
            Keep what it prints beside the backups; it holds ids, no numbers. After a backup was \
            restored, `--again FILE` begins to erase from it what has been erased since; the server does \
            the rest as soon as it runs.
            """)

    @Option(help: "What was printed before.")
    var again: String?

    @OptionGroup var books: DatabaseOption

    func run() throws {
        try books.opened { store in
            guard let again else {
                return print(try store.erasureLog().text)
            }
            guard let data = FileManager.default.contents(atPath: again),
                let log = ErasureLog(String(decoding: data, as: UTF8.self))
            else { throw Refused("\(again) is no list of erasures.") }
            let count = try store.eraseAgain(
                log, chance: { UInt64.random(in: .min ... .max) }, by: .command,
                at: Environment.now())
            print("Numbers to be erased again: \(count)")
        }
    }
}
