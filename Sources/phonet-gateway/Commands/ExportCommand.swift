import ArgumentParser
import CallRules
import Foundation
import Store
import Web

/// Exports all calls, clients or leads to a file.
struct ExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Write calls, clients or leads to a file.",
        discussion: """
            The server may run. CSV opens in spreadsheets, which do not run formulas in names, and can be \
            imported again; XLSX is a workbook; JSON is a list. Calls can be filtered like the call log: --query "from=2026-01-01&to=2026-01-31&outcome=missed".
            """)

    enum Kind: String, CaseIterable, ExpressibleByArgument {
        case calls, clients, leads
    }

    @Argument(help: "calls, clients or leads.")
    var kind: Kind

    @Option(help: "csv, xlsx or json.")
    var format = Export.Format.csv

    @Option(help: "The file to write (the standard output).", completion: .file())
    var output: String?

    @Option(help: "For calls: the filter, as after the ? of the call log's address.")
    var query = ""

    @OptionGroup var databaseOption: DatabaseOption

    func run() throws {
        try databaseOption.opened { store in
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

    /// Opens the file, which only the user who runs the command may read.
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
