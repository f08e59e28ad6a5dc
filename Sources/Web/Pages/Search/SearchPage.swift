import HTTPTypes
import Store

/// The data of the search page.
struct SearchPage {
    /// What was typed.
    let typed: String
    /// Nil: too little was typed.
    let results: SearchResults?

    /// The most rows of each kind.
    enum Limit {
        static let ofPage = 20
        /// In the dialog, which shows them while somebody types.
        static let ofDialog = 6
    }
}

extension Pages {
    /// Clients, leads and calls that the visitor sees. The dialog of `finder.js` asks for the results
    /// alone (`part`).
    func showSearch(_ visit: PageVisit) throws -> Answer {
        let typed = String((visit.query["q"] ?? "").prefix(100))
        let isPart = visit.query["part"] != nil
        let limit = isPart ? SearchPage.Limit.ofDialog : SearchPage.Limit.ofPage
        let page = SearchPage(
            typed: typed,
            results: try store.search(typed, limit: limit, seenBy: visit.viewer()))
        let view = SearchView(page: page, visitor: visit.visitor)
        return isPart ? .page(view.part) : view.answer
    }
}
