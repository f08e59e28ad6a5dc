import CallRules
import Store
import WebForms

/// The query parameters of a list of clients or leads.
struct ContactsQuery {
    /// The names of the parameters.
    enum Field: String, CaseIterable {
        case search
        /// An employee's id.
        case whose
        case status, source
        /// `open` or `closed`.
        case state
        /// A `ClientOrder`.
        case sort
        /// A cursor; without it the page starts with the first row.
        case after
    }

    private var values: [Field: String] = [:]

    init(_ form: Form) {
        for field in Field.allCases {
            if let text = form[field.rawValue], !text.isEmpty {
                values[field] = String(text.prefix(100))
            }
        }
    }

    /// The value of a parameter; empty when it is not set.
    subscript(_ field: Field) -> String { values[field] ?? "" }

    /// True when a filter is set.
    var isNarrowed: Bool { values.keys.contains { $0 != .sort && $0 != .after } }

    var page: Pagination { Pagination(after: values[.after].flatMap { Cursor($0) }) }
    var order: ClientOrder { ClientOrder(rawValue: self[.sort]) ?? .name }

    /// The address of a page of the same list.
    func path(to route: PageRoute, after cursor: Cursor?) -> String {
        var values = values
        values[.after] = cursor?.text
        let told = Field.allCases.compactMap { field in
            values[field].map { "\(field.rawValue)=\(PercentEncoding.encoded($0))" }
        }
        return told.isEmpty ? route.path : "\(route.path)?\(told.joined(separator: "&"))"
    }

    var clients: ClientFilter {
        var filter = ClientFilter()
        filter.search = values[.search]
        filter.adminID = Int64(self[.whose]).map { Employee.ID($0) }
        filter.order = order
        return filter
    }

    var leads: LeadFilter {
        var filter = LeadFilter()
        filter.text = values[.search]
        filter.responsibleID = Int64(self[.whose]).map { Employee.ID($0) }
        filter.statusID = Int64(self[.status]).map { LeadStatus.ID($0) }
        filter.sourceID = Int64(self[.source]).map { LeadSource.ID($0) }
        switch self[.state] {
        case "open": filter.isOpen = true
        case "closed": filter.isOpen = false
        default: break
        }
        return filter
    }
}

/// The filter form above a list.
struct ContactsFilters {
    let query: ContactsQuery
    let route: PageRoute
    /// The placeholder of the search field.
    let search: LocalizedText
    let choices: [Choice]
    /// How many the list has in all.
    let total: String
    let localize: Localizer

    var html: HTML {
        let narrowing: [ContactsQuery.Field] = [.whose, .status, .source, .state]
        return FilterBar(
            route: route,
            search: FilterBar.Search(
                name: ContactsQuery.Field.search.rawValue, value: query[.search],
                placeholder: localize(search)),
            fields: choices.map(\.html), count: narrowing.count { !query[$0].isEmpty },
            total: total, localize: localize
        ).html
    }

    /// - Parameters:
    ///   - any: the label of the empty option; nil: there is none.
    ///   - options: values with their labels.
    static func choice(
        _ field: ContactsQuery.Field, _ label: String, any: String?,
        _ options: [(value: String, name: String)], chosen: String
    ) -> Choice {
        let all = (any.map { [("", $0)] } ?? []) + options
        return Choice(
            name: field.rawValue, label: label,
            options: all.map { Choice.Option(value: $0.0, label: $0.1) }, chosen: chosen)
    }
}
