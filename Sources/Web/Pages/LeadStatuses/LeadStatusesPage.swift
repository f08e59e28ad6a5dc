import CallRules
import HTTPTypes
import Store

/// The data of the page of lists: editors of statuses, sources and categories, each as saved or as typed.
struct LeadStatusesPage {
    let statuses: LeadStatusEditor
    let sources: LeadSourceEditor
    let categories: CallCategoryEditor
    var statusForm: LeadStatusForm
    var sourceForm: NamedListForm<LeadSource>
    var categoryForm: NamedListForm<CallCategory>
    /// The problems of the sent editor.
    var problems: [FieldProblem] = []
    /// The editor that could not be saved; nil: none.
    var sent: Editor?
    /// Whether another save changed it since it was shown.
    var isStale = false

    enum Editor {
        case statuses, sources, categories
    }
}

extension LeadStatusesPage {
    init(_ store: Store) throws {
        statuses = try store.leadStatusEditor()
        sources = try store.leadSourceEditor()
        categories = try store.callCategoryEditor()
        statusForm = LeadStatusForm(statuses)
        sourceForm = NamedListForm(sources)
        categoryForm = NamedListForm(categories)
    }
}

extension Pages {
    func showLeadStatuses(_ visit: PageVisit) throws -> Answer {
        LeadStatusesView(page: try LeadStatusesPage(store), visitor: visit.visitor)
            .answer(news: LeadStatusesFlash(visit.query))
    }

    func saveLeadStatuses(_ visit: PageVisit) throws -> Answer {
        let form = LeadStatusForm(visit.form)
        let outcome = try store.editLeadStatuses(
            form.edit(move: visit.form["move"]), expecting: version(visit),
            by: visit.author(), at: visit.now)
        return try answer(outcome, of: .statuses, visit) { $0.statusForm = form }
    }

    func saveLeadSources(_ visit: PageVisit) throws -> Answer {
        let form = NamedListForm<LeadSource>(visit.form, field: "source")
        let outcome = try store.editLeadSources(
            form.edit(move: visit.form["move"]), expecting: version(visit),
            by: visit.author(), at: visit.now)
        return try answer(outcome, of: .sources, visit) { $0.sourceForm = form }
    }

    func saveCallCategories(_ visit: PageVisit) throws -> Answer {
        let form = NamedListForm<CallCategory>(visit.form, field: "category")
        let outcome = try store.editCallCategories(
            form.edit(move: visit.form["move"]), expecting: version(visit),
            by: visit.author(), at: visit.now)
        return try answer(outcome, of: .categories, visit) { $0.categoryForm = form }
    }

    private func version(_ visit: PageVisit) -> Int64 {
        visit.form["version"].flatMap { Int64($0) } ?? 0
    }

    private func answer<Row>(
        _ outcome: SaveOutcome<Row>, of editor: LeadStatusesPage.Editor, _ visit: PageVisit,
        keep: (inout LeadStatusesPage) -> Void
    ) throws -> Answer {
        var page = try LeadStatusesPage(store)
        page.sent = editor
        let status: HTTPResponse.Status
        switch outcome {
        case .saved: return LeadStatusesFlash.saved.answer
        case .invalid(let problems), .conflict(let problems):
            page.problems = problems
            status = .unprocessableContent
        case .missing, .stale:
            page.isStale = true
            status = .conflict
        }
        keep(&page)
        return LeadStatusesView(page: page, visitor: visit.visitor).answer(status)
    }
}

/// The flash line after a change of a list.
enum LeadStatusesFlash: String {
    case saved, deleted

    init?(_ query: Form) {
        guard let done = query["done"], let news = LeadStatusesFlash(rawValue: done) else {
            return nil
        }
        self = news
    }

    var answer: Answer { .seeOther("\(PageRoute.leadStatuses.path)?done=\(rawValue)") }

    var sentence: LocalizedText {
        switch self {
        case .saved: CommonStrings.saved
        case .deleted: CommonStrings.deleted
        }
    }
}
