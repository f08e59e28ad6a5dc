import CallRules
import CompanyTime
import Store

/// A span of days from two fields of a form; both are optional.
struct DaySpan {
    /// The fields as typed. Text that is not a day does not filter the list and has a validation
    /// message in `problems`.
    private(set) var first = ""
    private(set) var last = ""
    private(set) var problems: [FieldProblem] = []
    /// The first moment of the first day; nil: not limited.
    private(set) var from: Instant?
    /// The first moment after the last day; nil: not limited.
    private(set) var to: Instant?

    /// Reads the fields `from` and `to`.
    init(_ query: Form, _ localize: Localizer) {
        func day(_ name: String) -> (String, LocalDay?) {
            let typed = String((query[name] ?? "").prefix(100))
            let day = LocalDay(typed, in: localize.companyClock)
            if day == nil, !typed.isEmpty {
                problems.append(FieldProblem(name, CallsStrings.noDay))
            }
            return (typed, day)
        }
        let (start, end): (LocalDay?, LocalDay?)
        (first, start) = day("from")
        (last, end) = day("to")
        from = start?.start
        to = end?.end
    }

    /// Names and values of the fields, for a query or a form.
    var values: [(name: String, value: String)] { [("from", first), ("to", last)] }

    /// The two fields.
    func fields(_ localize: Localizer) -> HTML {
        func field(_ name: String, _ label: LocalizedText, _ value: String) -> HTML {
            TextField(
                name: name, label: localize(label), value: value,
                problem: problems[name].map { localize($0) }, kind: .date
            ).html
        }
        return """
            \(field("from", CallsStrings.name(of: .from), first))\
            \(field("to", CallsStrings.name(of: .to), last))
            """
    }
}
