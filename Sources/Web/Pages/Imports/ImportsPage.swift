import CallRules
import HTTPTypes
import Imports
import Store

/// The data of the list of imports.
struct ImportsPage {
    /// The number of imports shown.
    static let maxImports = 30
    /// The most columns of a file.
    static let maxColumns = 100

    /// The latest first.
    let imports: [ImportJob]
    /// Runs of the CRM's syncs that changed something, the latest first, with the calls that followed.
    let syncs: [(run: SyncRun, calls: Int)]
    /// The kind chosen in the form; nil: none.
    var kind = ImportKind.clients
    var problems: [FieldProblem] = []
}

extension Pages {
    func showImports(_ visit: PageVisit) throws -> Answer {
        var page = try importsPage()
        page.kind = visit.query["kind"].flatMap(ImportKind.init) ?? .clients
        return ImportsView(page: page, visitor: visit.visitor).answer()
    }

    private func importsPage() throws(StoreError) -> ImportsPage {
        var syncs: [(run: SyncRun, calls: Int)] = []
        for run in try store.syncRuns(limit: ImportsPage.maxImports) {
            syncs.append((run, try store.attachedCalls(by: .sync(run.id))))
        }
        return ImportsPage(imports: try store.imports(limit: ImportsPage.maxImports), syncs: syncs)
    }

    /// Takes back the calls that followed numbers.
    func undoCalls(_ cause: CallAttachment.Cause) -> PageAction.Run {
        { visit in
            _ = try store.undo(allOf: cause, by: try visit.author(), at: visit.now)
            return .seeOther(visit.route.redirectTarget.path)
        }
    }

    /// Stores the uploaded file and redirects to the page that maps its columns.
    func uploadImport(_ visit: PageVisit) throws -> Answer {
        let kind = visit.form["kind"].flatMap(ImportKind.init)
        let file = visit.file ?? UploadedFile(name: "", content: [])
        let source = ImportSource(bytes: file.content)
        var problems: [FieldProblem] = []
        if kind == nil { problems.append(FieldProblem("kind", ImportStrings.whatIsIt)) }
        let foreign = try source.foreign()
        let head = foreign == nil ? try source.head(sample: ImportPage.sampleRows) : nil
        if file.content.isEmpty {
            problems.append(FieldProblem("file", ImportStrings.noFile))
        } else if let foreign {
            problems.append(FieldProblem("file", foreign.advice))
        } else if head.map({ $0.sample.isEmpty }) ?? true {
            problems.append(FieldProblem("file", ImportStrings.noRows))
        } else if let head, head.heading.count > ImportsPage.maxColumns {
            problems.append(FieldProblem("file", ImportStrings.tooManyColumns))
        }
        guard problems.isEmpty, let kind, let head else {
            var page = try importsPage()
            page.kind = kind ?? .clients
            page.problems = problems
            return ImportsView(page: page, visitor: visit.visitor).answer(.unprocessableContent)
        }
        let id = try store.beginImport(
            try ImportedFile(kind, name: file.name, head, source, separator: nil),
            by: try visit.author(), at: visit.now)
        try store.importFile(id).write(file.content)
        return .seeOther(PageRoute.importJob(id.value).path)
    }
}

extension ImportedFile {
    /// A file whose columns are known by their headings.
    ///
    /// - Parameter separator: as somebody chose it; nil: it is found out.
    /// - Throws: the error of reading the file.
    init(
        _ kind: ImportKind, name: String, _ head: ImportHead, _ source: ImportSource,
        separator: Unicode.Scalar?
    ) throws {
        let survey = try source.survey(head)
        self.init(
            kind: kind, name: name, columns: head.columns(kind), rows: survey.rows,
            survey: survey.columns(of: head), separator: separator, rowsAbove: head.rowsAbove)
    }
}
