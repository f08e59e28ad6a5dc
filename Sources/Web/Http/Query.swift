import CallRules
import Store
import WebForms

/// The parameters of a query of the API. Each method takes one parameter and records a validation
/// message when its value is wrong. `finish` throws for wrong and for unknown parameters.
struct Query {
    private var values: [String: String] = [:]
    private(set) var problems: [FieldProblem] = []

    init(_ text: Substring) {
        for (name, value) in URLEncodedForm.pairs(text) {
            if values[name] != nil { refuse(name, "is given twice") }
            values[name] = value
        }
    }

    /// Takes a parameter; nil when it is missing.
    mutating func text(_ name: String) -> String? { values.removeValue(forKey: name) }

    /// A row id; nil when it is missing or wrong.
    mutating func id<ID: RowID>(_ name: String) -> ID? {
        guard let text = text(name) else { return nil }
        if let number = Int64(text) { return ID(number) }
        refuse(name, "must be an id")
        return nil
    }

    /// One of the raw values of `Value`; nil when it is missing or wrong.
    mutating func choice<Value: RawRepresentable & CaseIterable>(
        _ name: String
    ) -> Value? where Value.RawValue == String {
        guard let text = text(name) else { return nil }
        if let value = Value(rawValue: text) { return value }
        refuse(name, "must be one of: " + Value.allCases.map(\.rawValue).joined(separator: ", "))
        return nil
    }

    /// A day or a time; nil when it is missing or wrong.
    ///
    /// - Parameter edge: whether a day means its start or its end.
    mutating func moment(
        _ name: String, in localize: Localizer, _ edge: TypedTime.Edge
    ) -> Instant? {
        guard let text = text(name) else { return nil }
        if let instant = TypedTime.instant(text, in: localize.companyClock, edge) { return instant }
        refuse(name, "must be a day such as 2026-01-05, or a time such as 2026-01-05T08:30:00Z")
        return nil
    }

    /// `true` or `false`; nil when it is missing or wrong.
    mutating func truth(_ name: String) -> Bool? {
        guard let text = text(name) else { return nil }
        if let truth = Bool(text) { return truth }
        refuse(name, "must be true or false")
        return nil
    }

    /// A telephone number in any spelling; nil when it is missing.
    mutating func phone(_ name: String) -> PhoneNumber? {
        guard let text = text(name) else { return nil }
        let phone = PhoneNumber(text)
        if text.unicodeScalars.count > 60 {
            refuse(name, "must have at most 60 characters")
        } else if phone.numberClass == .hidden {
            refuse(name, "must be a telephone number")
        }
        return phone
    }

    /// A whole number; the default when it is missing or wrong.
    mutating func number(
        _ name: String, _ range: ClosedRange<Int>, default standard: Int
    ) -> Int {
        guard let text = text(name) else { return standard }
        if let number = Int(text), range.contains(number) { return number }
        refuse(name, "must be from \(range.lowerBound) to \(range.upperBound)")
        return standard
    }

    /// The parameter `changed_after`: a day or a time; nil when it is missing or wrong.
    mutating func changedAfter(in settings: Settings, at now: Instant) -> Instant? {
        let localize = Localizer(settings.language, timezone: settings.timezone, now: now)
        return moment("changed_after", in: localize, .start)
    }

    /// The parameters `limit` (1 to 200, 50 by default) and `cursor`.
    mutating func page() -> Pagination {
        var limit = 50
        if let text = text("limit") {
            if let number = Int(text), Pagination.limits.contains(number) {
                limit = number
            } else {
                refuse("limit", "must be from 1 to 200")
            }
        }
        var cursor: Cursor?
        if let text = text("cursor") {
            cursor = Cursor(text)
            if cursor == nil { refuse("cursor", "must be the next_cursor of the page before") }
        }
        return Pagination(limit: limit, after: cursor)
    }

    /// Records a validation message of a parameter.
    mutating func refuse(_ name: String, _ message: String) {
        problems.append(FieldProblem(name, english: message))
    }

    /// Ends the reading.
    ///
    /// - Throws: a 422 that names every wrong and every unknown parameter.
    func finish() throws(APIError) {
        let unknown = values.keys.sorted().map {
            FieldProblem($0, english: "is no parameter of this address")
        }
        let all = problems + unknown
        if !all.isEmpty { throw .invalid("The query cannot be used.", all) }
    }
}
