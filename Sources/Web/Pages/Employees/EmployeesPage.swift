import CallRules
import HTTPTypes
import Store

/// The data of the list of employees.
struct EmployeesPage {
    let request: EmployeeListRequest
    let list: EmployeeList
    let unowned: [UnownedExtension]
    /// Active employees without an extension.
    let withoutExtension: [Employee]
    /// The refused assignment: extension and validation message; nil: none.
    var refusal: (extension: String, chosen: String?, message: LocalizedText)?
}

extension EmployeesPage {
    init(_ query: Form, _ store: Store, at now: Instant) throws {
        var request = EmployeeListRequest()
        request.search = query["search"] ?? ""
        request.scope = query["scope"].flatMap(EmployeeListScope.init) ?? .active
        request.page = max(1, query["page"].flatMap { Int($0) } ?? 1)
        self.request = request
        list = try store.employeeList(request, at: now)
        unowned = try store.unownedExtensions()
        withoutExtension = unowned.isEmpty ? [] : try store.employeesWithoutExtension()
    }
}

extension Pages {
    func showEmployees(_ visit: PageVisit) throws -> Answer {
        let page = try EmployeesPage(visit.query, store, at: visit.now)
        return EmployeesView(page: page, visitor: visit.visitor)
            .answer(news: EmployeesFlash(visit.query))
    }

    /// Assigns an extension seen in calls to an employee.
    func assignExtension(_ visit: PageVisit) throws -> Answer {
        let number = visit.form["extension"] ?? ""
        let chosen = visit.form["employee_id"]
        let message: LocalizedText
        var status = HTTPResponse.Status.unprocessableContent
        if let id = chosen.flatMap({ Int64($0) }) {
            let outcome = try store.assign(
                number, to: Employee.ID(id), by: visit.author(), at: visit.now)
            switch outcome {
            case .saved(let done):
                return EmployeesFlash.assigned(calls: done.calls).answer(at: .employees)
            case .invalid(let problems):
                message = problems.first?.message ?? EmployeesStrings.choose
            case .conflict(let problems):
                message = problems.first?.message ?? EmployeesStrings.choose
                status = .conflict
            case .missing, .stale: message = EmployeesStrings.choose
            }
        } else {
            message = EmployeesStrings.choose
        }
        var page = try EmployeesPage(Form(), store, at: visit.now)
        page.refusal = (number, chosen, message)
        return EmployeesView(page: page, visitor: visit.visitor).answer(status)
    }
}
