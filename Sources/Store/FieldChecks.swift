import CallRules

/// Collects what is wrong with a record before it is written.
struct FieldChecks {
    private(set) var problems: [FieldProblem] = []

    /// A line of text: neither empty nor too long, no control characters.
    mutating func line(_ field: String, _ value: String?, _ lengths: ClosedRange<Int>) {
        guard let value else { return }
        let count = value.unicodeScalars.count
        if count < lengths.lowerBound || value.allSatisfy(\.isWhitespace) {
            refuse(field, "must not be empty")
        } else if count > lengths.upperBound {
            refuse(field, "must have at most \(lengths.upperBound) characters")
        } else if value.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }
        ) {
            refuse(field, "must not contain control characters")
        }
    }

    /// Numbers of a client or lead, already normalised.
    mutating func phones(_ phones: [PhoneNumber]) {
        if phones.count > 20 { refuse("phones", "must have at most 20 numbers") }
        for phone in phones where phone.e164 == nil {
            refuse("phones", "“\(phone.raw.prefix(40))” is no complete telephone number")
        }
    }

    mutating func refuse(_ field: String, _ message: String) {
        problems.append(FieldProblem(field, message))
    }

    func throwIfAny() throws {
        if !problems.isEmpty { throw Refusal.invalid(problems) }
    }
}

extension [PhoneNumber] {
    /// Each number once, in the order given.
    var distinctE164: [String] {
        var seen: Set<String> = []
        return compactMap(\.e164).filter { seen.insert($0).inserted }
    }
}
