import CallRules
import CompanyTime
import Store
import WebForms

/// The query parameters of the page of missed calls.
struct MissedCasesQuery: Hashable {
    var isEverybodys = false
    var isEnded = false
    /// Of those who wait, whoever called last comes first; false: the longest waiting.
    var isNewestFirst = false
    /// Which side of working hours they were missed on; nil: both.
    var hours: HoursSide?
    /// A cursor; nil: the page starts with the first case.
    var after: Cursor?

    init() {}

    /// Reads the query of an address or the hidden fields of a form.
    init(_ form: Form) {
        isEverybodys = form["whose"] == "everybody"
        isEnded = form["state"] == "ended"
        isNewestFirst = form["sort"] == "newest"
        hours = form["hours"].flatMap(HoursSide.init)
        after = form["after"].flatMap { Cursor($0) }
    }

    func filter(for employee: Employee.ID, _ localize: Localizer) -> MissedCaseFilter {
        var filter = MissedCaseFilter()
        filter.isWithinHours = hours?.isWithin
        filter.isNewestFirst = isNewestFirst
        if !isEverybodys { filter.employee = employee }
        if isEnded {
            filter.scope = .ended(
                since: LocalDay(of: localize.now, in: localize.companyClock).start)
        }
        return filter
    }

    /// The first page of another scope.
    func showing(
        isEverybodys: Bool? = nil, isEnded: Bool? = nil, hours: HoursSide?? = nil,
        isNewestFirst: Bool? = nil
    ) -> MissedCasesQuery {
        var query = MissedCasesQuery()
        query.isEverybodys = isEverybodys ?? self.isEverybodys
        query.isEnded = isEnded ?? self.isEnded
        query.hours = hours ?? self.hours
        query.isNewestFirst = isNewestFirst ?? self.isNewestFirst
        return query
    }

    private var values: [(name: String, value: String)] {
        [
            ("whose", isEverybodys ? "everybody" : ""), ("state", isEnded ? "ended" : ""),
            ("hours", hours?.rawValue ?? ""), ("sort", isNewestFirst ? "newest" : ""),
            ("after", after?.text ?? ""),
        ].filter { !$0.1.isEmpty }
    }

    /// - Parameter news: the flash line of the page.
    func path(_ news: MissedCasesFlash? = nil) -> String {
        let told = values + [("done", news?.rawValue ?? "")].filter { !$0.1.isEmpty }
        let query = told.map { "\($0.0)=\(PercentEncoding.encoded($0.1))" }.joined(separator: "&")
        return PageRoute.missedCases.path + (query.isEmpty ? "" : "?\(query)")
    }

    /// The hidden fields of every form of the page.
    var hidden: [HTML] {
        values.map { "<input type=\"hidden\" name=\"\($0.name)\" value=\"\($0.value)\">" }
    }
}

/// The flash line after a change of a case.
enum MissedCasesFlash: String {
    case closed, reopened
    /// A number is ignored no longer.
    case removed
    /// The case had already ended.
    case ended
    case notClosed = "not-closed"
    /// It is not the case that the form showed any longer.
    case changed

    func line(_ localize: Localizer) -> String {
        switch self {
        case .closed: localize(MissedCasesStrings.closed)
        case .removed: localize(IgnoredNumbersStrings.removed)
        case .reopened: localize(MissedCasesStrings.reopened)
        case .ended: localize(MissedCasesStrings.alreadyEnded)
        case .notClosed: localize(MissedCasesStrings.notClosed)
        case .changed: localize(MissedCasesStrings.changed)
        }
    }
}
