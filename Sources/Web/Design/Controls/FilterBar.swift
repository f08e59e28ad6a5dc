import CallRules

/// The row above a list: period, search field, the button that opens the other filters, and the totals of what
/// the list shows. It is one form, which works without scripts.
struct FilterBar {
    let route: PageRoute
    /// Hidden fields for parameters without a control.
    var carried: [HTML] = []
    /// The menu of periods; nil: the list has none.
    var period: HTML?
    /// The search field; nil: there is none.
    var search: Search?
    /// The controls behind the button.
    let fields: [HTML]
    /// How many of them filter now.
    let count: Int
    /// Whether the controls are shown although nobody opened them, because one is wrong.
    var isOpen = false
    /// What the list shows in all, such as “175 calls”.
    var total: String?
    let localize: Localizer

    /// The search field.
    struct Search {
        let name: String
        let value: String
        let placeholder: String
        var problem: String?
    }

    var html: HTML {
        """
        <form class="filterbar" method="get" action="\(route.path)" role="search">
        \(carried)\(period)\(search.map(field))\(fields.isEmpty ? nil : more)\
        \(total.map(FilterBar.total))</form>
        """
    }

    /// What a list shows in all. It follows the list while the page is open.
    static func total(_ words: String) -> HTML {
        "<p id=\"list-total\" class=\"total\" data-part>\(words)</p>"
    }

    private func field(_ search: Search) -> HTML {
        let problem: HTML? = search.problem.map {
            "<p class=\"problem\" id=\"problem-\(search.name)\">\(Icon.warning.html) \($0)</p>"
        }
        return """
            <div class="field">\(Icon.search.html)<input id="field-\(search.name)" type="search" name="\(search.name)" value="\(search.value)" \
            placeholder="\(search.placeholder)" aria-label="\(localize(CommonStrings.search))" autocomplete="off"\
            \(.invalid, problem == nil ? nil : "true")\
            \(.describedBy, problem == nil ? nil : "problem-\(search.name)")>\(problem)</div>
            """
    }

    /// The button that opens the filters.
    ///
    /// - Parameter count: how many filter now.
    static func opener(_ count: Int, _ localize: Localizer) -> HTML {
        let shown: HTML? = count == 0 ? nil : "<span class=\"count\">\(count)</span>"
        return """
            <summary class="button">\(Icon.filter.html)<span class="wideonly">\(localize(Strings.filters))</span>\(shown)\
            <span class="visually-hidden">\(localize(Strings.filters))</span></summary>
            """
    }

    private var more: HTML {
        """
        <details class="drop"\(.open, if: isOpen)>\(FilterBar.opener(count, localize))
        <div class="menu fields">\(fields)<div class="buttons"><button class="primary">\(localize(CommonStrings.show))</button>\
        <a class="button quiet" href="\(route.path)">\(localize(CommonStrings.reset))</a></div></div></details>
        """
    }

    enum Strings {
        static let filters = LocalizedText(uk: "Фільтри", en: "Filters")
    }
}
