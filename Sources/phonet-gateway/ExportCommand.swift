import ArgumentParser
import CallRules
import Foundation
import Store
import Web

/// Everything of one kind as a file.
struct ExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Write clients or leads to a file.",
        discussion: """
            May run beside the server. CSV opens in spreadsheets, formulas in names do nothing there, and an import \
            reads it back to the same cards; JSON is a list of what the API has of each.
            """)

    @Argument(help: "clients or leads.")
    var kind: ImportKind

    @Option(help: "csv or json.")
    var format = Export.Format.csv

    @Option(help: "Where to (the standard output).", completion: .file())
    var output: String?

    @OptionGroup var books: DatabaseOption

    func run() throws {
        try books.opened { store in
            try store.noteExport(of: kind.rawValue, by: .command, at: Surroundings.now())
            let export = Export(
                kind, as: format, language: store.settings.settings.language, from: store)
            let handle = try handle()
            try export.write { try handle.write(contentsOf: Data($0)) }
        }
    }

    /// For the eyes of whoever runs the command alone.
    private func handle() throws -> FileHandle {
        guard let output else { return .standardOutput }
        let forUsAlone: [FileAttributeKey: Any] = [.posixPermissions: 0o600]
        guard
            FileManager.default.createFile(atPath: output, contents: nil, attributes: forUsAlone),
            let handle = FileHandle(forWritingAtPath: output)
        else { throw Refused("\(output) cannot be written.") }
        return handle
    }
}

extension Export.Format: ExpressibleByArgument {}
