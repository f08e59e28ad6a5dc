import ArgumentParser
import CallRules
import Foundation
import Store
import Web

/// Everything of one kind as a file.
struct ExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Write calls, clients or leads to a file.",
        discussion: """
            May run beside the server. CSV opens in spreadsheets, formulas in names do nothing there, and an import \
            reads clients and leads back to the same cards; JSON is a list. Calls are those an address \
            of the journal shows: --query "from=2026-01-01&to=2026-01-31&outcome=missed".
            """)

    enum Kind: String, CaseIterable, ExpressibleByArgument {
        case calls, clients, leads
    }

    @Argument(help: "calls, clients or leads.")
    var kind: Kind

    @Option(help: "csv or json.")
    var format = Export.Format.csv

    @Option(help: "Where to (the standard output).", completion: .file())
    var output: String?

    @Option(help: "Of calls: what stands behind the ? of the journal's address.")
    var query = ""

    @OptionGroup var books: DatabaseOption

    func run() throws {
        try books.opened { store in
            let now = Environment.now()
            try store.noteExport(of: kind.rawValue, by: .command, at: now)
            let handle = try handle()
            func write(_ piece: [UInt8]) throws { try handle.write(contentsOf: Data(piece)) }
            if let people = ImportKind(rawValue: kind.rawValue) {
                let language = store.settings.settings.language
                try Export(people, as: format, language: language, from: store).write(write)
            } else {
                try CallsExport(store, query: query, format, at: now).write(write)
            }
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
