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
    /// The kind chosen in the form; nil: none.
    var kind = ImportKind.clients
    var problems: [FieldProblem] = []
}

extension Pages {
    func showImports(_ visit: PageVisit) throws -> Answer {
        var page = ImportsPage(imports: try store.imports(limit: ImportsPage.maxImports))
        page.kind = visit.query["kind"].flatMap(ImportKind.init) ?? .clients
        return ImportsView(page: page, visitor: visit.visitor).answer()
    }

    /// Stores the uploaded file and redirects to the page that maps its columns.
    func uploadImport(_ visit: PageVisit) throws -> Answer {
        let kind = visit.form["kind"].flatMap(ImportKind.init)
        let file = visit.file ?? UploadedFile(name: "", content: [])
        let source = ImportSource(bytes: file.content)
        var problems: [FieldProblem] = []
        if kind == nil { problems.append(FieldProblem("kind", ImportStrings.whatIsIt)) }
        let head = try source.head(sample: 1)
        if file.content.isEmpty {
            problems.append(FieldProblem("file", ImportStrings.noFile))
        } else if head.map({ $0.sample.isEmpty }) ?? true {
            problems.append(FieldProblem("file", ImportStrings.noRows))
        } else if let head, head.heading.count > ImportsPage.maxColumns {
            problems.append(FieldProblem("file", ImportStrings.tooManyColumns))
        }
        guard problems.isEmpty, let kind, let head else {
            var page = ImportsPage(imports: try store.imports(limit: ImportsPage.maxImports))
            page.kind = kind ?? .clients
            page.problems = problems
            return ImportsView(page: page, visitor: visit.visitor).answer(.unprocessableContent)
        }
        let id = try store.beginImport(
            ImportedFile(
                kind: kind, name: file.name, columns: ImportHeading.columns(head.heading, kind),
                rows: try source.countRows()),
            by: try visit.author(), at: visit.now)
        try store.importFile(id).write(file.content)
        return .seeOther(PageRoute.importJob(id.value).path)
    }
}
