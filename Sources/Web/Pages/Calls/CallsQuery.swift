import CallRules
import Store
import WebForms

/// The query parameters of the call log: filters, order and page. Every link to calls is made from
/// them.
struct CallsQuery: Hashable, Sendable {
    /// Values as typed; a missing field is not set.
    private var values: [Field: String] = [:]

    /// Names of the parameters, in the order of an address.
    enum Field: String, CaseIterable {
        /// `today`, `yesterday`, `month`, `all`, or a number of days before today.
        case period
        /// Days as `2026-01-05`; either of them overrides `period`.
        case from, to
        /// A time of day, `14:05`, at which the day `to` ends.
        case toTime = "to_time"
        /// `incoming`, `outgoing`, `internal` or `outside`.
        case direction
        case outcome
        /// An id, `none`, or `me`.
        case employee
        case line, number
        /// Part of a name or company, or some digits of a number.
        case search
        /// `yes` or `no`.
        case known, recording, returned
        /// `within` or `outside` working hours.
        case hours
        /// An id, or `none`.
        case category
        /// `yes` or `no`.
        case note
        /// `yes`, `no`, or the id of an entry of the ignore list.
        case ignored
        /// `yes`.
        case lead, first, unique
        /// Seconds, from inclusive, to exclusive.
        case waitFrom = "wait_from"
        case waitTo = "wait_to"
        case talkFrom = "talk_from"
        case talkTo = "talk_to"
        /// 1…7, 1 is Monday.
        case weekday
        /// 0…23
        case hour
        case client
        case leadID = "lead_id"
        case sort
        /// Cursor of the page; missing: the first page.
        case after
    }

    /// The calls of the default period.
    init() {}

    init(_ values: [Field: String]) { self.values = values.filter { !$0.value.isEmpty } }

    /// Reads the query of an address or the hidden fields of a form; ignores unknown names.
    init(_ form: Form) {
        for field in Field.allCases {
            if let text = form[field.rawValue], !text.isEmpty {
                values[field] = String(text.prefix(100))
            }
        }
    }

    /// Reads the query part of an address.
    init(text: String) { self.init(Form(URLEncodedForm.pairs(text))) }

    /// The value of a field; empty: not set.
    subscript(_ field: Field) -> String { values[field] ?? "" }

    /// The fields that are set, in their order.
    var fields: [Field] { Field.allCases.filter { values[$0] != nil } }

    /// The query with another value in a field, starting at the first page; an empty value removes
    /// the field.
    func with(_ field: Field, _ value: String) -> CallsQuery {
        with([field: value])
    }

    func with(_ changes: [Field: String]) -> CallsQuery {
        CallsQuery(
            values.merging(changes) { _, new in new }.merging([.after: ""]) { _, new in new })
    }

    /// The query without these fields, starting at the first page.
    func without(_ fields: Field...) -> CallsQuery {
        with(Dictionary(fields.map { ($0, "") }, uniquingKeysWith: { one, _ in one }))
    }

    /// The query with the number in E.164, so that erasing the number finds saved queries.
    var toKeep: CallsQuery {
        var kept = self
        for field in [Field.number, .search] {
            if let phone = PhoneNumber(self[field]).e164 { kept = kept.with(field, phone) }
        }
        return kept
    }

    /// The query part of an address; empty: no field is set.
    var text: String {
        fields.map { "\($0.rawValue)=\(PercentEncoding.encoded(self[$0]))" }.joined(separator: "&")
    }

    /// The address of the call log with these calls.
    var path: String { path(to: .calls) }

    /// The address of another page with this query.
    func path(to route: PageRoute) -> String {
        text.isEmpty ? route.path : "\(route.path)?\(text)"
    }

    /// The address of the page of these calls at a cursor.
    func path(after cursor: Cursor?) -> String {
        var query = self
        query.values[.after] = cursor?.text
        return query.path
    }

    /// All calls.
    static let everything = CallsQuery([.period: "all"])
}
