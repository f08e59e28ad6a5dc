import CallRules
import CompanyTime
import Store
import WebForms

/// Which cases the page shows, as its address says it.
struct MissedCasesQuery: Hashable {
    var isEverybodys = false
    var isEnded = false
    /// Where the page starts; nil: with the first case.
    var after: Cursor?

    init() {}

    /// From an address, or from a form that carries on what the page showed.
    init(_ form: Form) {
        isEverybodys = form["whose"] == "everybody"
        isEnded = form["state"] == "ended"
        after = form["after"].flatMap { Cursor($0) }
    }

    func filter(for employee: Employee.ID, _ localize: Localizer) -> MissedCaseFilter {
        var filter = MissedCaseFilter()
        if !isEverybodys { filter.employee = employee }
        if isEnded {
            filter.scope = .ended(
                since: LocalDay(of: localize.now, in: localize.companyClock).start)
        }
        return filter
    }

    /// Another part of the cases, from its beginning.
    func showing(isEverybodys: Bool? = nil, isEnded: Bool? = nil) -> MissedCasesQuery {
        var query = MissedCasesQuery()
        query.isEverybodys = isEverybodys ?? self.isEverybodys
        query.isEnded = isEnded ?? self.isEnded
        return query
    }

    private var values: [(name: String, value: String)] {
        [
            ("whose", isEverybodys ? "everybody" : ""), ("state", isEnded ? "ended" : ""),
            ("after", after?.text ?? ""),
        ].filter { !$0.1.isEmpty }
    }

    /// - Parameter news: what was just done.
    func path(_ news: MissedCasesFlash? = nil) -> String {
        let told = values + [("done", news?.rawValue ?? "")].filter { !$0.1.isEmpty }
        let query = told.map { "\($0.0)=\(PercentEncoding.encoded($0.1))" }.joined(separator: "&")
        return PageRoute.missedCases.path + (query.isEmpty ? "" : "?\(query)")
    }

    /// What every form of the page carries on.
    var hidden: [HTML] {
        values.map { "<input type=\"hidden\" name=\"\($0.name)\" value=\"\($0.value)\">" }
    }
}

/// What was just done about a case, said at the top of the page one comes to.
enum MissedCasesFlash: String {
    case closed, reopened
    /// It was ended before.
    case ended
    case notClosed = "not-closed"

    func line(_ localize: Localizer) -> String {
        switch self {
        case .closed: localize(MissedCasesStrings.closed)
        case .reopened: localize(MissedCasesStrings.reopened)
        case .ended: localize(MissedCasesStrings.alreadyEnded)
        case .notClosed: localize(MissedCasesStrings.notClosed)
        }
    }
}
