import CallRules
import Store

/// Which calls the journal shows, as its address says it: the language every link to calls speaks.
struct CallsQuery: Hashable, Sendable {
    /// As typed; what is not there is not said.
    private var values: [Field: String] = [:]

    /// Names of the parameters, in the order an address has them.
    enum Field: String, CaseIterable {
        /// `today`, `yesterday`, `month`, `all`, or so many days before today and today.
        case period
        /// Days as `2026-01-05`; either of them puts `period` aside.
        case from, to
        /// `incoming`, `outgoing`, `internal` or `outside`.
        case direction
        case outcome
        /// An id, `none`, or `me`.
        case employee
        case line, number
        /// `yes` or `no`.
        case known, recording, returned
        /// `yes`.
        case lead, first, unique
        /// Seconds; from inclusive, to exclusive.
        case waitFrom = "wait_from"
        case waitTo = "wait_to"
        case talkFrom = "talk_from"
        case talkTo = "talk_to"
        /// 1…7, Monday first.
        case weekday
        /// 0…23
        case hour
        case client
        case leadID = "lead_id"
        case sort
        /// Where the page starts; without it: with the first call.
        case after
    }

    /// The calls of the usual period.
    init() {}

    init(_ values: [Field: String]) { self.values = values.filter { !$0.value.isEmpty } }

    /// From an address, or from a form that carries on what the page showed; names of no field are
    /// left out.
    init(_ form: Form) {
        for field in Field.allCases {
            if let text = form[field.rawValue], !text.isEmpty {
                values[field] = String(text.prefix(100))
            }
        }
    }

    /// From what stands behind a `?`.
    init(text: String) { self.init(Form(Pairs.decoded(text))) }

    /// Empty when it is not said.
    subscript(_ field: Field) -> String { values[field] ?? "" }

    /// The fields that are said, in their order.
    var fields: [Field] { Field.allCases.filter { values[$0] != nil } }

    /// With another value in a field, from the beginning; an empty one takes it out.
    func with(_ field: Field, _ value: String) -> CallsQuery {
        with([field: value])
    }

    func with(_ changes: [Field: String]) -> CallsQuery {
        CallsQuery(
            values.merging(changes) { _, new in new }.merging([.after: ""]) { _, new in new })
    }

    /// Without these fields, from the beginning.
    func without(_ fields: Field...) -> CallsQuery {
        with(Dictionary(fields.map { ($0, "") }, uniquingKeysWith: { one, _ in one }))
    }

    /// With the number in E.164: what is kept of it must be found by whoever erases the number.
    var toKeep: CallsQuery {
        PhoneNumber(self[.number]).e164.map { with(.number, $0) } ?? self
    }

    /// What stands behind the `?`; empty when nothing is said.
    var text: String {
        fields.map { "\($0.rawValue)=\(Pairs.encoded(self[$0]))" }.joined(separator: "&")
    }

    /// The address of the journal that shows these calls.
    var path: String { path(to: .calls) }

    /// The address of a page that is about these calls.
    func path(to route: PageRoute) -> String {
        text.isEmpty ? route.path : "\(route.path)?\(text)"
    }

    /// The address of another page of the same calls.
    func path(after cursor: Cursor?) -> String {
        var query = self
        query.values[.after] = cursor?.text
        return query.path
    }

    /// All calls there are.
    static let everything = CallsQuery([.period: "all"])
}
