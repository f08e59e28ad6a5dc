import CallRules
import Store

/// The values of the settings form as texts, saved or typed.
struct TypedSettings {
    /// The suffix of the field for the name of a new source or status.
    static let newSuffix = "_new"

    private(set) var values: [String: [String]]
    /// The keys that the form is about; of the others the saved values are kept.
    private var fields: [SettingField]

    /// The saved values, without secrets.
    init(_ settings: Settings) {
        values = [:]
        fields = SettingFields.all
        for field in SettingFields.all { values[field.key] = field.typed(in: settings) }
    }

    /// The typed values.
    ///
    /// - Parameters:
    ///   - settings: the values of keys that the form does not have, or for which the saved value was
    ///     chosen.
    ///   - keys: the keys of the page with the form.
    init(_ form: Form, over settings: Settings, of keys: [SettingKey]) {
        self.init(settings)
        fields = keys.map(SettingField.init)
        for field in fields {
            let key = field.key
            let keepsTheirs = SettingConflict.keepsTheirs(key, in: form)
            values[key] =
                keepsTheirs || !field.isSent(in: form)
                ? field.typed(in: settings) : field.typed(in: form)
            let new = key + TypedSettings.newSuffix
            guard field.canBeNamed, !keepsTheirs, let name = form.optional(new) else { continue }
            values[new] = [name]
        }
    }

    /// The values of the form, with the names of new sources and statuses.
    var sent: [String: [String]] {
        let names = Set(fields.flatMap { [$0.key, $0.key + TypedSettings.newSuffix] })
        return values.filter { names.contains($0.key) }
    }

    /// Whether a field has another text than there.
    func differs(from other: TypedSettings) -> Bool {
        func told(_ values: [String: [String]]) -> [String: [String]] {
            values.compactMapValues { texts in
                let told = texts.filter { !$0.isEmpty }
                return told.isEmpty ? nil : told
            }
        }
        return told(values) != told(other.values)
    }

    /// The text of a field; empty: none.
    func text(_ key: String) -> String { values[key]?.first ?? "" }

    /// The name of a new source or status; nil: none.
    func newName(_ key: String) -> String { text(key + TypedSettings.newSuffix) }

    func isOn(_ key: String) -> Bool { values[key]?.isEmpty == false }

    /// The ticked boxes of a list.
    func chosen(_ key: String) -> Set<String> { Set(values[key] ?? []) }

    /// The ids of the ticked boxes.
    func employees(_ key: String) -> [Employee.ID] {
        (values[key] ?? []).compactMap { Int64($0) }.map { Employee.ID($0) }
    }

    /// The changes to save.
    ///
    /// - Parameters:
    ///   - base: the settings the form was made of.
    ///   - current: the settings in force.
    func changes(from base: Settings, and current: Settings) -> [String: SettingInput] {
        var changes: [String: SettingInput] = [:]
        for field in fields { changes[field.key] = input(field, base) }
        // An empty domain disconnects Phonet, and the key goes too.
        let (domain, secret) = ("phonet_domain", "phonet_api_key")
        if changes[domain] != nil, text(domain).isEmpty, changes[secret] == nil,
            !current.phonetDomain.isEmpty
        {
            changes[secret] = .null
        }
        return changes
    }

    /// The typed value; nil: no secret was typed, so the saved one stays.
    private func input(_ field: SettingField, _ settings: Settings) -> SettingInput? {
        let key = field.key
        if field.canBeNamed, !newName(key).isEmpty { return .named(newName(key)) }
        let text = text(key)
        switch field.kind {
        case .truth: return .truth(isOn(key))
        case .number, .days, .source: return Int64(text).map { .number($0) } ?? .text(text)
        case .reopenStatus:
            return text.isEmpty ? .null : Int64(text).map { .number($0) } ?? .text(text)
        case .domain, .urlTemplate, .timezone, .reopenedOwner, .role, .mode, .sight, .language,
            .outsideHours:
            return .text(text)
        case .secret: return text.isEmpty ? nil : .text(text)
        case .networks, .origins:
            return .texts(text.split { $0.isWhitespace || $0 == "," }.map(String.init))
        case .week: return TypedWeek(values[key] ?? []).input
        case .exceptions: return TypedExceptions(values[key] ?? []).input
        case .employees(let path):
            // Boxes have no order: employees who were in the list keep their places.
            let ids = employees(key)
            let kept = settings[keyPath: path].filter(ids.contains)
            return .numbers((kept + ids.filter { !kept.contains($0) }).map(\.value))
        }
    }
}

extension SettingField {
    /// A source or a status, which can be added by name.
    var canBeNamed: Bool {
        switch kind {
        case .source, .reopenStatus: true
        default: false
        }
    }

    /// Whether the form has the field. True for boxes: browsers do not send unticked ones, so an
    /// absent box is off.
    fileprivate func isSent(in form: Form) -> Bool {
        switch kind {
        case .truth, .employees: true
        case .week: form[key] != nil || TypedWeek.isSent(key, in: form)
        case .exceptions: form[key] != nil || TypedExceptions.isSent(key, in: form)
        default: form[key] != nil
        }
    }

    /// The typed texts. A page that asks about a conflict carries them as they are kept here.
    fileprivate func typed(in form: Form) -> [String] {
        switch kind {
        case .week where TypedWeek.isSent(key, in: form): TypedWeek(form, key).lines
        case .exceptions where TypedExceptions.isSent(key, in: form):
            TypedExceptions(form, key).lines
        default: form.all(key)
        }
    }

    /// The texts of a value; none for a secret.
    fileprivate func typed(in settings: Settings) -> [String] {
        switch kind {
        case .week(let path): return TypedWeek(settings[keyPath: path]).lines
        case .exceptions(let path): return TypedExceptions(settings[keyPath: path]).lines
        default: break
        }
        return switch value(in: settings) {
        case .null, .structure: []
        case .truth(let truth): truth ? ["1"] : []
        case .number(let number): [String(number)]
        case .text(let text), .named(let text): isSecret ? [] : [text]
        case .numbers(let numbers): numbers.map { String($0) }
        case .texts(let texts): [texts.joined(separator: "\n")]
        }
    }
}
