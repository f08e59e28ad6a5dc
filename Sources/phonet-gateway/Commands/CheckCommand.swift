import ArgumentParser
import Store

/// Looks for damage and for settings that point nowhere.
struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Check the database for damage; exit code 1 when something is wrong.")

    @OptionGroup var books: DatabaseOption

    func run() throws {
        let problems = try books.opened { try $0.damage() }
        guard problems.isEmpty else { throw Refused(problems.joined(separator: "\n")) }
        print("The database is sound.")
    }
}
