import CallRules
import Store

/// Which calls the journal shows, as its address says it.
struct CallsQuery {
    /// The fields as typed; what cannot be used narrows nothing and has a problem.
    private(set) var from = ""
    private(set) var to = ""
    private(set) var direction: LegDirection?
    private(set) var outcome: Call.Outcome?
    private(set) var number = ""
    private(set) var isMine = false
    /// Where the page starts; nil: with the latest call.
    private(set) var after: Cursor?
    private(set) var filter = CallFilter()
    private(set) var problems = Problems()

    /// Names of the fields.
    enum Field: String, CaseIterable {
        case from, to, direction, outcome, number, whose, after
    }

    /// - Parameter days: the period of whoever names none.
    init(_ query: Form, days: Int, of employee: EmployeeRow, _ say: Voice) {
        var problems: [FieldProblem] = []
        func text(_ field: Field) -> String? {
            query[field.rawValue].map { String($0.prefix(100)) }
        }
        func day(_ field: Field, ifMissing missing: LocalDay?) -> (String, LocalDay?) {
            guard let typed = text(field) else { return (missing?.text ?? "", missing) }
            let day = LocalDay(typed, in: say.zone)
            if day == nil, !typed.isEmpty {
                problems.append(FieldProblem(field.rawValue, CallsWords.noDay))
            }
            return (typed, day)
        }
        let start = LocalDay(of: say.now, in: say.zone).earlier(by: days, in: say.zone)
        let first: LocalDay?
        let last: LocalDay?
        (from, first) = day(.from, ifMissing: start)
        (to, last) = day(.to, ifMissing: nil)
        filter.from = first?.start
        filter.to = last?.end
        direction = text(.direction).flatMap(LegDirection.init(name:))
        filter.direction = direction
        outcome = text(.outcome).flatMap(Call.Outcome.init)
        filter.outcome = outcome
        number = text(.number) ?? ""
        if !number.isEmpty {
            let phone = PhoneNumber(number)
            if phone.numberClass == .hidden {
                problems.append(FieldProblem(Field.number.rawValue, CallsWords.noNumber))
            } else {
                filter.phone = phone
            }
        }
        isMine = text(.whose) == "mine"
        if isMine { filter.employeeID = employee.id }
        after = text(.after).flatMap { Cursor($0) }
        self.problems = Problems(problems)
    }

    /// The address of another page of the same calls.
    func path(after cursor: Cursor?) -> String {
        let values: [(Field, String)] = [
            (.from, from), (.to, to), (.direction, direction?.name ?? ""),
            (.outcome, outcome?.rawValue ?? ""), (.number, number),
            (.whose, isMine ? "mine" : ""), (.after, cursor?.text ?? ""),
        ]
        // An empty day is said: a missing one stands for the usual period.
        let told = values.filter { !$0.1.isEmpty || $0.0 == .from }
            .map { "\($0.0.rawValue)=\(Pairs.encoded($0.1))" }
        return "\(PageRoute.calls.path)?\(told.joined(separator: "&"))"
    }

    /// The address of all calls there are.
    static let everything = "\(PageRoute.calls.path)?from="
}
