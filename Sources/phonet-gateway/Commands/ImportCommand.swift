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
        commandName: "import", abstract: "Import clients or leads from a file.",
        discussion: """
            CSV of any encoding and separator, or vCards. The server may run, and the import can be repeated: a \
            row changes the contact with its id or external id, else the only contact with its phone, else adds \
            a new one. Two people of one number stay two. Prints what each column was taken for, which columns \
            were not used, and the rows that were left out as line, field and reason; exit code 1 when rows were \
            left out, or when a column that was not used holds telephone numbers and no --map says so.

            Fields: id, external_id, name, given_name, middle_name, family_name, company, phones, admins (of \
            clients); status, source, responsible, created_at (of leads). Columns are known by their headings, \
            or named: --map "Контактна особа=name". A column without a heading is named by its number: --map 2=name.
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

    @Option(
        help: "What stands between the cells: semicolon, comma, tab or bar; found out otherwise.")
    var separator: Separator?

    @OptionGroup var databaseOption: DatabaseOption

    /// The separators by the names that a shell takes.
    enum Separator: String, CaseIterable, ExpressibleByArgument {
        case semicolon, comma, tab, bar

        var scalar: Unicode.Scalar {
            switch self {
            case .semicolon: ";"
            case .comma: ","
            case .tab: "\t"
            case .bar: "|"
            }
        }
    }

    func run() throws {
        guard let source = ImportSource(path: file) else {
            throw Refused("There is no file \(file) that can be read.")
        }
        if let foreign = try source.foreign() { throw Refused("\(file): \(foreign.advice.en).") }
        guard let head = try source.head(sample: 20, separator: separator?.scalar) else {
            throw Refused("\(file) has no row of headings.")
        }
        let mapping = try ImportMapping(head, kind, map)
        let survey = try source.survey(head)
        try mapping.refuseLosses(survey.columns(of: head))
        try databaseOption.opened { store in
            let imported = ImportedFile(
                kind: kind, name: (file as NSString).lastPathComponent, columns: mapping.columns,
                rows: survey.rows, survey: survey.columns(of: head), separator: separator?.scalar,
                rowsAbove: head.rowsAbove)
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
            let work = ImportWork(store, ImportWork.Environment(of: store, isBesideServer: true))
            do {
                try work.run(job, of: source)
            } catch {
                try store.endImport(id, hasFailed: true, at: Environment.now())
                throw error
            }
            guard let ended = try store.importJob(id) else { return }
            print(mapping.words(ended))
            try report(ended, mapping, store)
        }
    }

    private func report(_ job: ImportJob, _ mapping: ImportMapping, _ store: Store) throws {
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
        if tally.refused > 0 || mapping.losesNumbers(job) { throw ExitCode(1) }
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
    ///
    /// - Parameter isBesideServer: whether another program may be writing webhooks.
    init(of store: Store, isBesideServer: Bool) {
        self.init(
            clock: Environment.now, uptime: Environment.uptime,
            pause: isBesideServer ? Environment.pause : nil,
            moment: { text in
                TypedTime.instant(text, in: store.settings.settings.companyClock, .start)
            })
    }
}
