import CallRules
import HTTPTypes
import Store

extension Pages {
    /// The confirmation page, with the name.
    func confirmEmployeeDeletion(_ id: Int64) -> PageAction.Run {
        { visit in
            let page = try employeePage(id, visit)
            return EmployeeDeletionView(employee: page.row.employee, visitor: visit.visitor)
                .answer()
        }
    }

    /// Deletes an employee; makes an employee inactive whom other rows still refer to.
    func deleteEmployee(_ id: Int64) -> PageAction.Run {
        { visit in
            let id = Employee.ID(id)
            if visit.form["step"] == "deactivate" {
                let outcome = try store.updateEmployee(id, by: visit.author(), at: visit.now) {
                    $0.active = false
                }
                switch outcome {
                case .saved: return EmployeesFlash.saved.answer(at: .employee(id.value))
                case .missing, .stale: throw PageRefusal.missing
                case .invalid(let problems), .conflict(let problems):
                    return try refusedDeletion(id, problems, visit)
                }
            }
            switch try store.deleteEmployee(id, by: visit.author(), at: visit.now) {
            case .deleted: return EmployeesFlash.deleted.answer(at: .employees)
            case .missing, .stale: throw PageRefusal.missing
            case .inUse(let places): return try refusedDeletion(id, places, visit)
            }
        }
    }

    private func refusedDeletion(
        _ id: Employee.ID, _ places: [FieldProblem], _ visit: PageVisit
    ) throws -> Answer {
        let page = try employeePage(id.value, visit)
        return EmployeeDeletionView(
            employee: page.row.employee, visitor: visit.visitor, places: places
        ).answer(.conflict)
    }
}

/// The confirmation before a deletion, or the reasons against it.
struct EmployeeDeletionView {
    let employee: EmployeeRow
    let visitor: Visitor
    /// The records that still refer to the employee.
    var places: [FieldProblem] = []

    private typealias Strings = EmployeeStrings

    func answer(_ status: HTTPResponse.Status = .ok) -> Answer {
        let localize = visitor.localizer
        let id = employee.id.value
        return PageLayout(
            title: localize(Strings.deleteTitle(employee.details.name)),
            content: """
                <p class="lead">\(localize(Strings.deleteWhy))</p>
                \(UsesNote(heading: Strings.inUse, places: places, localize: localize).html)
                <form class="buttons" method="post" action="\(PageRoute.employeeDeletion(id).path)">
                \(FormGuard(visitor).html)
                \(places.isEmpty ? button("delete", CommonStrings.delete, "danger") : nil)
                \(employee.details.active ? button("deactivate", Strings.deactivate, "") : nil)
                <a class="button" href="\(PageRoute.employee(id).path)">\(localize(CommonStrings.keep))</a></form>
                """
        ).answer(for: visitor, status)
    }

    private func button(_ step: String, _ word: LocalizedText, _ look: String) -> HTML {
        """
        <button class="\(look)" name="step" value="\(step)">\(visitor.localizer(word))</button>
        """
    }
}
