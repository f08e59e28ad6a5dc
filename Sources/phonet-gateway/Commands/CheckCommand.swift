import ArgumentParser
import Store

/// Reports damage of the database file and settings that refer to missing rows.
struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Check the database for damage; exit code 1 when something is wrong.")

    @OptionGroup var databaseOption: DatabaseOption

    func run() throws {
        let problems = try databaseOption.opened { try $0.damage() }
        guard problems.isEmpty else { throw Refused(problems.joined(separator: "\n")) }
        print("The database is sound.")
    }
}
