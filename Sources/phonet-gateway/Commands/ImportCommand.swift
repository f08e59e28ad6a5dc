import ArgumentParser
import CallRules
import CompanyTime
import Foundation
import Imports
import Store
import Web

/// Imports clients or leads from a file, like the imports page.
struct ImportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Import clients or leads from a CSV file.",
        discussion: """
            The server may run, and the import can be repeated: a row changes the contact with its id or \
            external id, else the only contact with its phone, else adds a new one. Prints the rows that \
            were left out as line, field and reason; exit code 1 when there are any.

            Fields: id, external_id, name, company, phones, admins (of clients); status, source, responsible, \
            created_at (of leads). Columns are known by their headings, or named: --map "Контактна особа=name".
            """)

    @Argument(help: "clients or leads.")
    var kind: ImportKind

    @Argument(help: "The file.", completion: .file())
    var file: String

    @Flag(help: "Only show what would change.")
    var dryRun = false

    @Option(
        help: "What a column is: HEADING=FIELD, or HEADING= to leave it out; may be repeated.")
    var map: [String] = []

    @OptionGroup var databaseOption: DatabaseOption

    func run() throws {
        guard let source = ImportSource(path: file) else {
            throw Refused("There is no file \(file) that can be read.")
        }
        guard let head = try source.head(sample: 1) else {
            throw Refused("\(file) has no row of headings.")
        }
        let columns = try columns(head.heading)
        let rows = try source.countRows()
        try databaseOption.opened { store in
            let imported = ImportedFile(
                kind: kind, name: (file as NSString).lastPathComponent, columns: columns, rows: rows
            )
            let started: ImportJob.ID?
            switch try store.beginImport(
                imported, straightInto: dryRun ? .checking : .running, by: .command,
                at: Environment.now())
            {
            case .saved(let id): started = id
            case .conflict(let problems), .invalid(let problems): throw Refused(problems)
            case .missing, .stale: started = nil
            }
            guard let id = started, let job = try store.importJob(id) else {
                throw Refused("The import could not be begun.")
            }
            let work = ImportWork(store, ImportWork.Environment(of: store))
            do {
                try work.run(job, of: source)
            } catch {
                try store.endImport(id, hasFailed: true, at: Environment.now())
                throw error
            }
            guard let ended = try store.importJob(id) else { return }
            try report(ended, store)
        }
    }

    private func columns(_ headings: [String]) throws(Refused) -> [ImportField?] {
        var columns = ImportHeading.columns(headings, kind)
        for entry in map {
            guard let sign = entry.lastIndex(of: "=") else {
                throw Refused("--map \(entry): HEADING=FIELD is expected.")
            }
            let (heading, name) = (entry[..<sign], entry[entry.index(after: sign)...])
            let field = ImportField(rawValue: String(name))
            guard name.isEmpty || field.map(kind.fields.contains) == true else {
                throw Refused(
                    "--map \(entry): the fields are "
                        + kind.fields.map(\.rawValue).joined(separator: ", ") + ".")
            }
            guard let index = headings.firstIndex(where: { $0 == heading }) else {
                throw Refused("--map \(entry): there is no column “\(heading)”.")
            }
            columns[index] = field
        }
        return columns
    }

    private func report(_ job: ImportJob, _ store: Store) throws {
        let tally = job.tally
        print(
            "\(dryRun ? "To be added" : "Added"): \(tally.added), changed: \(tally.changed), "
                + "unchanged: \(tally.same), left out: \(tally.refused)")
        guard job.state == (dryRun ? .checked : .done) else {
            throw Refused("The import was stopped after \(tally.rows) of \(job.rows) rows.")
        }
        var line = 0
        while let last = try printRowErrors(of: job.id, after: line, store) { line = last }
        if dryRun { _ = try store.cancelImport(job.id, at: Environment.now()) }
        if tally.refused > 0 { throw ExitCode(1) }
    }

    /// - Returns: the last line printed; nil: no lines are left.
    private func printRowErrors(
        of job: ImportJob.ID, after line: Int, _ store: Store
    ) throws -> Int? {
        let validationMessages = try store.importRowErrors(of: job, after: line, lines: 500)
        for validationMessage in validationMessages {
            let field =
                validationMessage.problem.field.isEmpty
                ? "" : "\(validationMessage.problem.field): "
            print(
                "  line \(validationMessage.line): \(field)\(validationMessage.problem.message.en)")
        }
        return validationMessages.last?.line
    }
}

extension ImportKind: ExpressibleByArgument {}

extension ImportWork.Environment {
    /// The clocks of this machine; times in files are in the company's time zone.
    init(of store: Store) {
        self.init(
            clock: Environment.now, uptime: Environment.uptime, pause: Environment.pause,
            moment: { text in
                TypedTime.instant(text, in: store.settings.settings.companyClock, .start)
            })
    }
}
