import CallRules
import Foundation
import Store

/// The query parameters of the audit.
struct AuditQuery {
    /// The value of the field: `employee/3`, or a name.
    private(set) var actor = ""
    private(set) var action: AuditAction?
    private(set) var subject = ""
    private(set) var days: DaySpan
    /// The cursor of the page; nil: the latest entries.
    private(set) var after: Cursor?

    init(_ query: Form, _ localize: Localizer) {
        func text(_ name: String) -> String { String((query[name] ?? "").prefix(100)) }
        actor = text("actor")
        action = AuditAction(rawValue: text("action"))
        subject = text("subject")
        days = DaySpan(query, localize)
        after = query["after"].flatMap { Cursor($0) }
    }

    /// - Parameter employees: all employees, so that a search for a name finds the employee.
    func filter(_ employees: [EmployeeRow]) -> AuditFilter {
        var filter = AuditFilter()
        if let id = Int64(actor.dropFirst(AuditQuery.employee.count)),
            actor.hasPrefix(AuditQuery.employee)
        {
            filter.actor = .employee(Employee.ID(id))
        } else if !actor.isEmpty {
            filter.actor = .named(actor)
        }
        filter.action = action
        filter.from = days.from
        filter.to = days.to
        if !subject.isEmpty {
            filter.subject = subject
            filter.alsoSubjects =
                employees
                .filter { $0.details.name.localizedCaseInsensitiveContains(subject) }
                .map { AuditQuery.employee + "\($0.id.value)" }
        }
        return filter
    }

    /// Whether no filter is set.
    var isEverything: Bool {
        actor.isEmpty && action == nil && subject.isEmpty && days.from == nil && days.to == nil
    }

    /// The prefix before the id of an employee.
    static let employee = "employee/"

    func path(after cursor: Cursor?) -> String {
        PageRoute.audit.path(
            with: [
                ("actor", actor), ("action", action?.rawValue ?? ""), ("subject", subject),
                ("after", cursor?.text ?? ""),
            ] + days.values)
    }
}
