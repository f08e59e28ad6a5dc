import CallRules
import HTTPTypes
import Store

/// The form of a saved view of the call log, as submitted.
struct TypedView {
    let name: String
    let problems: [FieldProblem]
}

/// The flash line after a change of saved views, shown above the call log.
enum SavedViewFlash: String {
    case saved, deleted

    var sentence: LocalizedText {
        switch self {
        case .saved: LocalizedText(uk: "Подання збережено.", en: "The view is saved.")
        case .deleted: LocalizedText(uk: "Подання видалено.", en: "The view is deleted.")
        }
    }
}

extension Pages {
    /// Saves the current query of the call log as a view, or deletes a view.
    func changeSavedViews(_ visit: PageVisit) throws -> Answer {
        let me = try visit.employee().id
        let query = CallsQuery(text: visit.form["query"] ?? "").without(.after)
        if let id = visit.form["delete"].flatMap({ Int64($0) }) {
            try store.deleteView(id, of: me)
            return seen(query, .deleted)
        }
        let name = visit.form["name"] ?? ""
        switch try store.saveView(name, query: query.toKeep.text, of: me) {
        case .saved: return seen(query, .saved)
        case .invalid(let problems), .conflict(let problems):
            var page = try callsPage(query, visit)
            page.refusedView = TypedView(name: name, problems: problems)
            return CallsView(page: page, visitor: visit.visitor).answer(.unprocessableContent)
        case .missing, .stale: throw PageRefusal.missing
        }
    }

    private func seen(_ query: CallsQuery, _ news: SavedViewFlash) -> Answer {
        let path = query.path
        return .seeOther("\(path)\(path.contains("?") ? "&" : "?")done=\(news.rawValue)")
    }
}

/// The employee's saved views of the call log, and the form that saves another.
struct SavedViews {
    let page: CallsPage
    let visitor: Visitor

    private typealias Strings = CallsStrings
    private var localize: Localizer { visitor.localizer }
    private var hidden: HTML {
        """
        \(FormGuard(visitor).html)<input type="hidden" name="query" value="\(page.asked.text)">
        """
    }

    var html: HTML { "\(page.views.isEmpty ? nil : list)" }

    /// The form; open when it was invalid.
    var form: HTML {
        """
        <details\(.open, if: page.refusedView != nil)><summary>\(localize(Strings.saveView))</summary>
        <form class="inline" method="post" action="\(PageRoute.savedViews.path)">\(hidden)
        \(TextField(
            name: "name", label: localize(Strings.viewName), value: page.refusedView?.name ?? "",
            problem: page.refusedView?.problems["name"].map { localize($0) }
        ).html)<button>\(localize(CommonStrings.save))</button></form></details>
        """
    }

    private var list: HTML {
        """
        <form method="post" action="\(PageRoute.savedViews.path)">\(hidden)
        <ul class="chips" aria-label="\(localize(CommonStrings.savedViews))">\(page.views.map(item))</ul></form>
        """
    }

    private func item(_ view: SavedView) -> HTML {
        let query = CallsQuery(text: view.query)
        let isCurrent = query == page.asked.without(.after)
        return """
            <li><a href="\(query.path)"\(.current, isCurrent ? "page" : nil)>\(view.name)</a>\
            <button class="quiet" name="delete" value="\(view.id)"\
            \(.label, localize(Strings.deleteView(view.name)))>\(Icon.cross.html)</button></li>
            """
    }
}
