import CallRules
import HTTPTypes
import Imports
import Store

/// The data of the page of one import.
struct ImportPage {
    /// The number of rows shown in the preview of the columns.
    static let sampleRows = 10
    /// The number of lines of the report on one page.
    static let linesOnPage = 100

    let job: ImportJob
    /// Encoding, separator and first rows of the file while the columns are mapped; nil later.
    var head: ImportHead?
    /// The field of each column, as stored or as sent by the form.
    var columns: [ImportField?]
    /// The errors of this page of the report.
    var validationMessages: [ImportRowError] = []
    /// The last line of the previous page; nil: this is the first page.
    var after: Int?
    var problems: [FieldProblem] = []
    /// Calls that followed the numbers of its rows.
    var calls = 0
}

extension Pages {
    func showImport(_ id: Int64) -> PageAction.Run {
        { visit in
            let job = try importJob(id)
            var page = ImportPage(job: job, columns: job.columns)
            page.calls = try store.attachedCalls(by: .importJob(job.id))
            if job.state == .uploaded || (job.state == .checked && visit.query["columns"] != nil) {
                page.head = try head(job)
            } else {
                page.after = visit.query["after"].flatMap { Int($0) }
                page.validationMessages = try store.importRowErrors(
                    of: job.id, after: page.after ?? 0, lines: ImportPage.linesOnPage)
            }
            return ImportView(page: page, visitor: visit.visitor).answer()
        }
    }

    /// Saves the mapping of the columns and starts the dry run.
    func checkImport(_ id: Int64) -> PageAction.Run {
        { visit in
            let job = try importJob(id)
            if let separator = ImportColumnsForm.separator(visit.form),
                try read(job, anew: separator, at: visit.now)
            {
                return .seeOther(PageRoute.importJob(id).path)
            }
            let columns = visit.form.all("column").prefix(job.columns.count).map {
                ImportField(rawValue: $0)
            }
            switch try store.checkImport(job.id, columns: columns, at: visit.now) {
            case .saved: options.importsBegan()
            case .invalid(let problems), .conflict(let problems):
                var page = ImportPage(job: job, columns: columns)
                page.head = try head(job)
                page.problems = problems
                return ImportView(page: page, visitor: visit.visitor)
                    .answer(.unprocessableContent)
            case .missing, .stale: break
            }
            return .seeOther(PageRoute.importJob(id).path)
        }
    }

    func runImport(_ id: Int64) -> PageAction.Run {
        { visit in
            let job = try importJob(id)
            switch try store.runImport(job.id, by: try visit.author(), at: visit.now) {
            case .saved: options.importsBegan()
            case .invalid(let problems), .conflict(let problems):
                var page = ImportPage(job: job, columns: job.columns)
                page.problems = problems
                return ImportView(page: page, visitor: visit.visitor).answer(.conflict)
            case .missing, .stale: break
            }
            return .seeOther(PageRoute.importJob(id).path)
        }
    }

    func cancelImport(_ id: Int64) -> PageAction.Run {
        { visit in
            _ = try store.cancelImport(try importJob(id).id, at: visit.now)
            return .seeOther(PageRoute.importJob(id).path)
        }
    }

    /// All rows that were left out, as a file.
    func downloadImportRowErrors(_ id: Int64) -> PageAction.Run {
        { visit in
            let report = ImportReport(
                job: try importJob(id).id, language: visit.localize.language, store: store)
            return .file(named: "import-\(id).csv", Export.Format.csv.contentType) {
                try report.write($0)
            }
        }
    }

    private func importJob(_ id: Int64) throws -> ImportJob {
        guard let job = try store.importJob(ImportJob.ID(id)) else { throw PageRefusal.missing }
        return job
    }

    /// Reads the file with another separator.
    ///
    /// - Returns: false: it is read with this one already.
    private func read(
        _ job: ImportJob, anew separator: Unicode.Scalar, at now: Instant
    ) throws -> Bool {
        guard let source = ImportSource(path: store.importFile(job.id).path),
            let current = try head(job), case .csv(let form) = current.format,
            form.separator != separator,
            let head = try source.head(sample: ImportPage.sampleRows, separator: separator),
            head.heading.count <= ImportsPage.maxColumns
        else { return false }
        let file = try ImportedFile(
            job.kind, name: job.fileName, head, source, separator: separator)
        return try store.readAnew(job.id, as: file, at: now)
    }

    /// The file may be deleted already.
    private func head(_ job: ImportJob) throws -> ImportHead? {
        try ImportSource(path: store.importFile(job.id).path)?
            .head(sample: ImportPage.sampleRows, separator: job.separator)
    }
}
