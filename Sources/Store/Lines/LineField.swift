import CallRules
import JSONText

/// One setting that a line may have of its own, under the key the company's has.
package struct LineField: Sendable {
    package let id: SettingKey
    let kind: Kind

    /// The key of the JSON API, of the stored document and of forms.
    package var key: String { id.rawValue }

    typealias Path<Value> = WritableKeyPath<OwnRules, Value> & Sendable

    /// What a key may hold; nil and empty lists are the company's.
    enum Kind: Sendable {
        case truth(Path<Bool?>)
        case source(Path<LeadSource.ID?>)
        case employees(Path<[Employee.ID]>)
        case week(Path<WeekHours?>)
        case exceptions(Path<[HoursException]>)
    }

    /// In the order of the page.
    package static let all = [
        LineField(id: .createLeadOnMissedIncoming, kind: .truth(\.createLead.missedIncoming.isOn)),
        LineField(
            id: .createLeadOnMissedIncomingIfClientExists,
            kind: .truth(\.createLead.missedIncoming.evenIfClientExists)),
        LineField(
            id: .createLeadOnAnsweredIncoming, kind: .truth(\.createLead.answeredIncoming.isOn)),
        LineField(
            id: .createLeadOnAnsweredIncomingIfClientExists,
            kind: .truth(\.createLead.answeredIncoming.evenIfClientExists)),
        LineField(id: .createLeadOnMissedOutgoing, kind: .truth(\.createLead.missedOutgoing.isOn)),
        LineField(
            id: .createLeadOnMissedOutgoingIfClientExists,
            kind: .truth(\.createLead.missedOutgoing.evenIfClientExists)),
        LineField(
            id: .createLeadOnAnsweredOutgoing, kind: .truth(\.createLead.answeredOutgoing.isOn)),
        LineField(
            id: .createLeadOnAnsweredOutgoingIfClientExists,
            kind: .truth(\.createLead.answeredOutgoing.evenIfClientExists)),
        LineField(id: .missedCallLeadSourceID, kind: .source(\.missedCallLeadSourceID)),
        LineField(id: .answeredCallLeadSourceID, kind: .source(\.answeredCallLeadSourceID)),
        LineField(
            id: .notifyMissedUnknownEmployeeIDs, kind: .employees(\.notifyMissedUnknownEmployeeIDs)
        ),
        LineField(id: .distributionEmployeeIDs, kind: .employees(\.distributionEmployeeIDs)),
        LineField(id: .workingHours, kind: .week(\.week)),
        LineField(id: .workingHoursExceptions, kind: .exceptions(\.exceptions)),
    ]

    static let byKey = Dictionary(all.map { ($0.key, $0) }, uniquingKeysWith: { one, _ in one })

    /// The value; null: the company's holds.
    package func value(in rules: OwnRules) -> SettingInput {
        switch kind {
        case .truth(let path): rules[keyPath: path].map { .truth($0) } ?? .null
        case .source(let path): rules[keyPath: path].map { .number($0.value) } ?? .null
        case .employees(let path): .numbers(rules[keyPath: path].map(\.value))
        case .week(let path): rules[keyPath: path].map { .structure(JSON($0)) } ?? .null
        case .exceptions(let path): .structure(JSON(rules[keyPath: path]))
        }
    }

    /// Whether the line has its own.
    package func isOwn(in rules: OwnRules) -> Bool { value(in: rules) != value(in: OwnRules()) }

    /// Writes `input`; returns the validation message, nil: it was written.
    func put(_ input: SettingInput, into rules: inout OwnRules) -> LocalizedText? {
        switch (kind, input) {
        case (.truth(let path), .truth(let truth)): rules[keyPath: path] = truth
        case (.truth(let path), .null): rules[keyPath: path] = nil
        case (.source(let path), .number(let id)): rules[keyPath: path] = LeadSource.ID(id)
        case (.source(let path), .null): rules[keyPath: path] = nil
        case (.employees(let path), .numbers(let ids)):
            var seen: Set<Int64> = []
            rules[keyPath: path] = ids.filter { seen.insert($0).inserted }.map { Employee.ID($0) }
        case (.employees(let path), .null), (.employees(let path), .texts([])):
            rules[keyPath: path] = []
        case (.week(let path), .null): rules[keyPath: path] = nil
        case (.week(let path), .structure(let json)):
            switch WeekHours.read(json) {
            case .success(let week): rules[keyPath: path] = week
            case .failure(let refused): return refused.message
            }
        case (.exceptions(let path), .structure(let json)):
            switch HoursException.read(json) {
            case .success(let exceptions): rules[keyPath: path] = exceptions
            case .failure(let refused): return refused.message
            }
        case (.exceptions(let path), .null), (.exceptions(let path), .numbers([])),
            (.exceptions(let path), .texts([])):
            rules[keyPath: path] = []
        case (.truth, _), (.source, _), (.employees, _), (.week, _), (.exceptions, _):
            return SettingField(id).wanted
        }
        return nil
    }
}

/// What lines have of their own as the JSON text of the table `line`: only the keys that a line has.
enum LineDocument {
    static func text(of rules: OwnRules) -> String {
        let members = LineField.all.filter { $0.isOwn(in: rules) }
            .map { ($0.key, JSON($0.value(in: rules))) }
        return String(decoding: JSON.object(members).bytes, as: UTF8.self)
    }

    /// What cannot be read, because a newer version wrote it, is the company's.
    static func rules(from text: String) -> OwnRules {
        var rules = OwnRules()
        guard let document = try? JSON.read(Array(text.utf8), .strict) else { return rules }
        for field in LineField.all {
            guard let input = document[field.key].flatMap({ SettingInput($0) }) else { continue }
            _ = field.put(input, into: &rules)
        }
        return rules
    }
}
