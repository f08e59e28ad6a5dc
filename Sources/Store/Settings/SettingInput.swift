import JSONText

/// A value for a setting, from a JSON request or an HTML form.
package enum SettingInput: Hashable, Sendable {
    case null
    case truth(Bool)
    case number(Int64)
    case text(String)
    case numbers([Int64])
    case texts([String])
    /// An object, or a list of objects.
    case structure(JSON)
    /// The source or status with this name; saving creates it if it does not exist.
    case named(String)
}

extension SettingInput {
    /// Nil for JSON that no setting can have: fractions, mixed arrays.
    package init?(_ json: JSON) {
        switch json {
        case .null: self = .null
        case .truth(let truth): self = .truth(truth)
        case .integer(let number): self = .number(number)
        case .string(let text): self = .text(text)
        case .list(let items):
            let numbers = items.compactMap { item in
                if case .integer(let number) = item { number } else { nil as Int64? }
            }
            let texts = items.compactMap { item in
                if case .string(let text) = item { text } else { nil as String? }
            }
            if numbers.count == items.count {
                self = .numbers(numbers)
            } else if texts.count == items.count {
                self = .texts(texts)
            } else if items.allSatisfy(\.isObject) {
                self = .structure(json)
            } else {
                return nil
            }
        case .object: self = .structure(json)
        case .real: return nil
        }
    }
}

extension JSON {
    /// The value in the JSON API and in the stored document.
    package init(_ setting: SettingInput) {
        self =
            switch setting {
            case .null: .null
            case .truth(let truth): .truth(truth)
            case .number(let number): .integer(number)
            case .text(let text), .named(let text): .string(text)
            case .numbers(let numbers): .list(numbers.map { .integer($0) })
            case .texts(let texts): .list(texts.map { .string($0) })
            case .structure(let json): json
            }
    }

    fileprivate var isObject: Bool {
        if case .object = self { true } else { false }
    }
}
