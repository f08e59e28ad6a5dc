import CallRules

/// Collects the validation messages of a record before it is written.
struct FieldChecks {
    private(set) var problems: [FieldProblem] = []

    /// A line of text: neither empty nor too long, no control characters.
    mutating func line(_ field: String, _ value: String?, _ lengths: ClosedRange<Int>) {
        guard let value else { return }
        let count = value.unicodeScalars.count
        if count < lengths.lowerBound || value.allSatisfy(\.isWhitespace) {
            refuse(field, ValidationMessage.empty)
        } else if count > lengths.upperBound {
            refuse(field, ValidationMessage.tooLong(lengths.upperBound))
        } else if value.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }
        ) {
            refuse(field, ValidationMessage.controls)
        }
    }

    /// Phones of a client or lead: at most 20, each with an E.164 form.
    mutating func phones(_ phones: [PhoneNumber]) {
        if phones.count > 20 { refuse("phones", ValidationMessage.tooManyPhones(20)) }
        for phone in phones where phone.e164 == nil {
            refuse("phones", ValidationMessage.noPhone(phone.raw))
        }
    }

    mutating func refuse(_ field: String, _ message: LocalizedText) {
        problems.append(FieldProblem(field, message))
    }

    func throwIfAny() throws {
        if !problems.isEmpty { throw Refusal.invalid(problems) }
    }
}

extension [PhoneNumber] {
    /// The E.164 forms, each once, in the order given.
    var distinctE164: [String] {
        var seen: Set<String> = []
        return compactMap(\.e164).filter { seen.insert($0).inserted }
    }

    /// Whether one of them is this number.
    func has(_ phone: PhoneNumber) -> Bool { contains { $0.e164 == phone.e164 } }
}
