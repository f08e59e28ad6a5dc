import CallRules
import HTTPTypes
import Store

extension Pages {
    /// Asks once, by name.
    func askAboutEmployee(_ id: Int64) -> PageAction.Run {
        { visit in
            let page = try employeePage(id, at: visit.now)
            return EmployeeDeletionView(employee: page.row.employee, visitor: visit.visitor)
                .answer()
        }
    }

    /// Deletes an employee, or makes one inactive who is still referred to.
    func deleteEmployee(_ id: Int64) -> PageAction.Run {
        { visit in
            let id = Employee.ID(id)
            if visit.form["step"] == "deactivate" {
                let outcome = try store.updateEmployee(id, by: visit.author(), at: visit.now) {
                    $0.active = false
                }
                switch outcome {
                case .saved: return EmployeesNews.saved.answer(at: .employee(id.value))
                case .missing, .stale: throw PageRefusal.missing
                case .invalid(let problems), .conflict(let problems):
                    return try refusedDeletion(id, problems, visit)
                }
            }
            switch try store.deleteEmployee(id, by: visit.author(), at: visit.now) {
            case .deleted: return EmployeesNews.deleted.answer(at: .employees)
            case .missing: throw PageRefusal.missing
            case .inUse(let places): return try refusedDeletion(id, places, visit)
            }
        }
    }

    private func refusedDeletion(
        _ id: Employee.ID, _ places: [FieldProblem], _ visit: PageVisit
    ) throws -> Answer {
        let page = try employeePage(id.value, at: visit.now)
        return EmployeeDeletionView(
            employee: page.row.employee, visitor: visit.visitor, places: places
        ).answer(.conflict)
    }
}

/// The question before a deletion, or why there will be none.
struct EmployeeDeletionView {
    let employee: EmployeeRow
    let visitor: Visitor
    /// Who still refers to the employee.
    var places: [FieldProblem] = []

    private typealias Words = EmployeeWords

    func answer(_ status: HTTPResponse.Status = .ok) -> Answer {
        let say = visitor.voice
        let id = employee.id.value
        return Frame(
            title: say(Words.deleteTitle(employee.details.name)),
            content: """
                <p class="lead">\(say(Words.deleteWhy))</p>
                \(UsesNote(heading: Words.inUse, places: places, say: say).html)
                <form class="buttons" method="post" action="\(PageRoute.employeeDeletion(id).path)">
                \(FormGuard(visitor).html)
                \(places.isEmpty ? button("delete", Words.delete, "danger") : nil)
                \(employee.details.active ? button("deactivate", Words.deactivate, "") : nil)
                <a class="button" href="\(PageRoute.employee(id).path)">\(say(Words.keep))</a></form>
                """
        ).answer(for: visitor, status)
    }

    private func button(_ step: String, _ word: Sentence, _ look: String) -> HTML {
        """
        <button class="\(look)" name="step" value="\(step)">\(visitor.voice(word))</button>
        """
    }
}
