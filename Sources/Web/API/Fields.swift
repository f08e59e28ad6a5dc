import CallRules
import JSONText
import Store

/// The members of a request's body. Each method reads one member into a record and records a
/// validation message when its value is wrong. A missing member leaves the record unchanged.
/// `finish` throws for wrong and for unknown members.
struct Fields: Sendable {
    /// The names of all members, in the order of the body.
    private(set) var names: [String]
    private var values: [String: JSON]
    private(set) var problems: [FieldProblem] = []

    init(_ members: JSON.Members) {
        names = members.pairs.map(\.name)
        values = Dictionary(
            members.pairs.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
    }

    /// Takes a member; nil when it is missing.
    mutating func take(_ name: String) -> JSON? { values.removeValue(forKey: name) }

    mutating func text(_ name: String, into place: inout String) {
        switch take(name) {
        case nil: break
        case .string(let text): place = text
        default: refuse(name, "must be a text")
        }
    }

    mutating func text(_ name: String, into place: inout String?) {
        switch take(name) {
        case nil: break
        case .null: place = nil
        case .string(let text): place = text
        default: refuse(name, "must be a text or null")
        }
    }

    mutating func truth(_ name: String, into place: inout Bool) {
        switch take(name) {
        case nil: break
        case .truth(let truth): place = truth
        default: refuse(name, "must be true or false")
        }
    }

    /// A whole number; null is refused.
    mutating func number(_ name: String, into place: inout Int?) {
        guard let value = take(name) else { return }
        if let number = value.wholeNumber.flatMap({ Int(exactly: $0) }) {
            place = number
        } else {
            refuse(name, "must be a whole number")
        }
    }

    /// A row id; null sets nil.
    mutating func id<ID: RowID>(_ name: String, into place: inout ID?) {
        guard let value = take(name) else { return }
        if let number = value.wholeNumber {
            place = ID(number)
        } else if value == .null {
            place = nil
        } else {
            refuse(name, "must be an id or null")
        }
    }

    /// A list of row ids.
    mutating func ids<ID: RowID>(_ name: String, into place: inout [ID]) {
        guard let value = take(name) else { return }
        guard case .list(let items) = value else { return refuse(name, "must be a list of ids") }
        let numbers = items.compactMap(\.wholeNumber)
        guard numbers.count == items.count else { return refuse(name, "must be a list of ids") }
        place = numbers.map { ID($0) }
    }

    /// A list of telephone numbers in any spelling, of 1 to 60 characters each.
    mutating func phones(_ name: String, into place: inout [PhoneNumber]) {
        guard let value = take(name) else { return }
        guard case .list(let items) = value else {
            return refuse(name, "must be a list of numbers")
        }
        var phones: [PhoneNumber] = []
        for item in items {
            guard case .string(let text) = item, (1...60).contains(text.unicodeScalars.count) else {
                return refuse(name, "must hold texts of 1 to 60 characters")
            }
            phones.append(PhoneNumber(text))
        }
        place = phones
    }

    /// One of the raw values of `Value`.
    mutating func choice<Value: RawRepresentable & CaseIterable>(
        _ name: String, into place: inout Value
    ) where Value.RawValue == String {
        var optional: Value? = place
        choice(name, orNull: false, into: &optional)
        if let value = optional { place = value }
    }

    /// One of the raw values of `Value`; null sets nil unless `orNull` is false.
    mutating func choice<Value: RawRepresentable & CaseIterable>(
        _ name: String, orNull: Bool = true, into place: inout Value?
    ) where Value.RawValue == String {
        guard let value = take(name) else { return }
        if orNull, value == .null {
            place = nil
        } else if case .string(let text) = value, let known = Value(rawValue: text) {
            place = known
        } else {
            let known = Value.allCases.map(\.rawValue).joined(separator: ", ")
            refuse(name, "must be one of: \(known)" + (orNull ? ", or null" : ""))
        }
    }

    /// Records a validation message of a member.
    mutating func refuse(_ name: String, _ message: String) {
        problems.append(FieldProblem(name, english: message))
    }

    /// Ends the reading.
    ///
    /// - Throws: a 422 that names every wrong and every unknown member.
    func finish() throws(APIError) {
        let unknown = names.filter { values[$0] != nil }
            .map { FieldProblem($0, english: "is no field of this record") }
        let all = problems + unknown
        if !all.isEmpty { throw .invalid("The body cannot be used; nothing was changed.", all) }
    }
}

extension JSON {
    /// A whole number; nil for anything else. The JSON reader has read `1.0` as `1`.
    var wholeNumber: Int64? {
        if case .integer(let number) = self { number } else { nil }
    }
}

/// A record that the body of a request can fill in.
protocol FieldRecord: Sendable {
    init()
    /// Reads the record's members from the body.
    mutating func take(_ fields: inout Fields)
}

extension APIRequest {
    /// A new record with the values of the body.
    ///
    /// - Throws: `APIError` when the body cannot be used.
    func record<Record: FieldRecord>(_ type: Record.Type = Record.self) throws -> Record {
        var fields = try fields()
        var record = Record()
        record.take(&fields)
        try fields.finish()
        return record
    }

    /// A function that makes the changes of the body to a record. It is called in the transaction
    /// that reads the record; the body is checked here, before the transaction.
    ///
    /// - Throws: `APIError` when the body cannot be used.
    func change<Record: FieldRecord>(
        _ type: Record.Type = Record.self
    ) throws -> (inout Record) -> Void {
        let fields = try fields()
        var (trial, unread) = (Record(), fields)
        trial.take(&unread)
        try unread.finish()
        return { record in
            var again = fields
            record.take(&again)
        }
    }
}
