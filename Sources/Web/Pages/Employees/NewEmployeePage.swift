import CallRules
import HTTPTypes
import Store

extension Pages {
    /// The form of a new employee; the query may fill in extension and name.
    func showNewEmployee(_ visit: PageVisit) throws -> Answer {
        var form = EmployeeForm()
        form.number = visit.query["extension"] ?? ""
        form.name = visit.query["name"] ?? ""
        return NewEmployeeView(
            form: form, settings: store.settings.settings, visitor: visit.visitor
        ).answer()
    }

    func addEmployee(_ visit: PageVisit) throws -> Answer {
        let form = EmployeeForm(visit.form)
        if form.role != .employee { try visit.askPassword() }
        var details = EmployeeDetails()
        form.put(into: &details)
        let outcome = try store.createEmployee(details, by: visit.author(), at: visit.now)
        var view = NewEmployeeView(
            form: form, settings: store.settings.settings, visitor: visit.visitor)
        switch outcome {
        case .saved(let row): return EmployeesFlash.added.answer(at: .employee(row.id.value))
        case .invalid(let problems), .conflict(let problems):
            view.problems = problems
            return view.answer(.unprocessableContent)
        case .missing, .stale: throw PageRefusal.missing
        }
    }
}

/// The page for adding an employee.
struct NewEmployeeView {
    let form: EmployeeForm
    /// They decide what the roles see.
    let settings: Settings
    let visitor: Visitor
    var problems: [FieldProblem] = []

    func answer(_ status: HTTPResponse.Status = .ok) -> Answer {
        let localize = visitor.localizer
        return PageLayout(
            title: localize(CommonStrings.newEmployee),
            content: """
                \(problems.summary(localize, labels: EmployeeForm.labels))
                <form class="form" method="post" action="\(PageRoute.newEmployee.path)" \
                data-unsaved="\(problems.isEmpty ? "" : "already")" novalidate>
                \(FormGuard(visitor).html)
                \(EmployeeFields(form: form, settings: settings, problems: problems, localize: localize).html)
                <div class="buttons"><button class="primary">\(localize(EmployeesStrings.add))</button>
                <a class="button" href="\(PageRoute.employees.path)">\(localize(CommonStrings.cancel))</a>
                </div></form>
                """
        ).answer(for: visitor, status)
    }
}
