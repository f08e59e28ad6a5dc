import CallRules
import Foundation
import Store

/// Which lines of the audit are shown, as the address says it.
struct AuditQuery {
    /// As the field has it: `employee/3`, or a name.
    private(set) var actor = ""
    private(set) var action: AuditAction?
    private(set) var subject = ""
    private(set) var days: DaySpan
    /// Where the page starts; nil: with the latest line.
    private(set) var after: Cursor?

    init(_ query: Form, _ localize: Localizer) {
        func text(_ name: String) -> String { String((query[name] ?? "").prefix(100)) }
        actor = text("actor")
        action = AuditAction(rawValue: text("action"))
        subject = text("subject")
        days = DaySpan(query, localize)
        after = query["after"].flatMap { Cursor($0) }
    }

    /// - Parameter choices: people, for subjects that are meant by their names.
    func filter(_ choices: SettingChoices) -> AuditFilter {
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
            filter.alsoSubjects = choices.employees
                .filter { $0.details.name.localizedCaseInsensitiveContains(subject) }
                .map { AuditQuery.employee + "\($0.id.value)" }
        }
        return filter
    }

    /// Nothing is left out.
    var isEverything: Bool {
        actor.isEmpty && action == nil && subject.isEmpty && days.from == nil && days.to == nil
    }

    /// What stands before the id of an employee.
    static let employee = "employee/"

    func path(after cursor: Cursor?) -> String {
        PageRoute.audit.path(
            with: [
                ("actor", actor), ("action", action?.rawValue ?? ""), ("subject", subject),
                ("after", cursor?.text ?? ""),
            ] + days.values)
    }
}
