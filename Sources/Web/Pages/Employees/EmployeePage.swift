import CallRules
import HTTPTypes
import Store

/// The data of an employee's card.
struct EmployeePage {
    let row: EmployeeListRow
    /// The last ten calls, the latest first.
    let calls: [CallRow]
    /// The saved values, or the typed ones when they could not be saved.
    var form: EmployeeForm
    /// They decide what the roles see.
    let settings: Settings
    var problems: [FieldProblem] = []
    /// Whether another save changed the card in the meantime; `problems` has the saved values.
    var isStale = false
}

extension Pages {
    func showEmployee(_ id: Int64) -> PageAction.Run {
        { visit in
            let page = try employeePage(id, visit)
            return EmployeeView(page: page, visitor: visit.visitor)
                .answer(news: EmployeesFlash(visit.query))
        }
    }

    /// Saves the card; answers with the conflict after another save in the meantime.
    func saveEmployee(_ id: Int64) -> PageAction.Run {
        { visit in
            let form = EmployeeForm(visit.form)
            if try changesAccess(of: Employee.ID(id), to: form, at: visit.now) {
                try visit.askPassword()
            }
            let seen = visit.form["version"].flatMap { Int64($0) } ?? 0
            let outcome = try store.updateEmployee(
                Employee.ID(id), expecting: Instant(milliseconds: seen), by: visit.author(),
                at: visit.now
            ) { form.put(into: &$0) }
            switch outcome {
            case .saved: return EmployeesFlash.saved.answer(at: .employee(id))
            case .missing: throw PageRefusal.missing
            case .invalid(let problems), .conflict(let problems):
                var page = try employeePage(id, visit)
                page.form = form
                page.problems = problems
                return EmployeeView(page: page, visitor: visit.visitor, version: seen)
                    .answer(.unprocessableContent)
            case .stale:
                var page = try employeePage(id, visit)
                page.form = form
                page.problems = form.differences(from: page.row.employee.details, visit.localize)
                page.isStale = true
                return EmployeeView(page: page, visitor: visit.visitor).answer(.conflict)
            }
        }
    }

    /// Whether the card changes what somebody may do, or the address an administrator signs in with.
    private func changesAccess(
        of id: Employee.ID, to form: EmployeeForm, at now: Instant
    ) throws -> Bool {
        guard let saved = try store.employeeListRow(id, at: now)?.employee.details else {
            return false
        }
        var typed = saved
        form.put(into: &typed)
        let isAdmin = saved.role == .admin || typed.role == .admin
        return typed.role != saved.role
            || isAdmin && (typed.email != saved.email || typed.active && !saved.active)
    }

    func employeePage(_ id: Int64, _ visit: PageVisit) throws -> EmployeePage {
        guard let row = try store.employeeListRow(Employee.ID(id), at: visit.now) else {
            throw PageRefusal.missing
        }
        var filter = CallFilter()
        filter.employeeID = row.employee.id
        return EmployeePage(
            row: row,
            calls: try store.calls(filter, Pagination(limit: 10), seenBy: visit.viewer()).items,
            form: EmployeeForm(row.employee.details), settings: store.settings.settings)
    }
}
