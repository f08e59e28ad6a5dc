import CallRules
import HTTPTypes
import Imports
import Store

/// What the page of one import shows.
struct ImportPage {
    /// Rows of the file shown beside its columns.
    static let sampleRows = 10
    /// Lines of the report on a page.
    static let linesOnPage = 100

    let job: ImportJob
    /// What the file looks like, while its columns are named.
    var head: ImportSource.Head?
    /// What the columns are, as stored or as sent.
    var columns: [ImportField?]
    /// Of this page.
    var validationMessages: [ImportRowError] = []
    /// The line the page before ended with; nil: this is the first.
    var after: Int?
    var problems: [FieldProblem] = []
}

extension Pages {
    func showImport(_ id: Int64) -> PageAction.Run {
        { visit in
            let job = try importJob(id)
            var page = ImportPage(job: job, columns: job.columns)
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

    /// Takes what the columns are, and asks for the rehearsal.
    func checkImport(_ id: Int64) -> PageAction.Run {
        { visit in
            let job = try importJob(id)
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

    /// All that was wrong with the file, as a file.
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

    /// The file may be gone already.
    private func head(_ job: ImportJob) throws -> ImportSource.Head? {
        try ImportSource(path: store.importFile(job.id).path)?
            .head(sample: ImportPage.sampleRows)
    }
}
