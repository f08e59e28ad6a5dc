import CallRules
import JSONText

/// One key of the settings: its name, its type, its property in `Settings`.
package struct SettingField: Sendable {
    /// The property of a key in `Settings`.
    package typealias Path<Value> = WritableKeyPath<Settings, Value> & Sendable

    /// The key.
    package let id: SettingKey
    /// What the key may hold.
    package let kind: Kind

    /// The key of the JSON API, the document and the audit.
    package var key: String { id.rawValue }

    /// The type of a key; further checks are in `SettingChecks`.
    package enum Kind: Sendable {
        case truth(Path<Bool>)
        case number(Path<Int>, ClosedRange<Int>)
        /// A retention in days; 0: without limit.
        case days(Path<Int>, atLeast: Int)
        case domain(Path<String>)
        /// A secret; stored beside the document, so that the document can be shown.
        case secret(Path<String>)
        case urlTemplate(Path<String>)
        case timezone(Path<String>)
        case networks(Path<[String]>)
        /// Scheme and host of web pages, `https://crm.example:8443`.
        case origins(Path<[String]>)
        case employees(Path<[Employee.ID]>)
        case source(Path<LeadSource.ID?>)
        case reopenStatus(Path<LeadStatus.ID?>)
        case reopenedOwner(Path<ReopenedLeadOwner>)
        case role(Path<Employee.Role>)
        case mode(Path<DistributionMode>)
        case sight(Path<EmployeesSee>)
        case language(Path<Language>)
        /// Nil: around the clock.
        case week(Path<WeekHours?>)
        case exceptions(Path<[HoursException]>)
        case outsideHours(Path<NoticesOutsideHours>)
    }

    package init(_ id: SettingKey) {
        self.id = id
        kind = id.kind
    }

    /// Whether only its last four characters are shown.
    package var isSecret: Bool {
        if case .secret = kind { return true }
        return false
    }
}

/// All settings, in the order of the settings pages.
package enum SettingFields {
    /// Every key once.
    package static let all = SettingKey.allCases.map(SettingField.init)

    static let byKey = Dictionary(all.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
}

extension SettingField {
    /// The value in `settings`; a secret unmasked.
    package func value(in settings: Settings) -> SettingInput {
        switch kind {
        case .truth(let path): .truth(settings[keyPath: path])
        case .number(let path, _), .days(let path, _): .number(Int64(settings[keyPath: path]))
        case .domain(let path), .secret(let path), .urlTemplate(let path), .timezone(let path):
            .text(settings[keyPath: path])
        case .networks(let path), .origins(let path): .texts(settings[keyPath: path])
        case .employees(let path): .numbers(settings[keyPath: path].map(\.value))
        case .source(let path): settings[keyPath: path].map { .number($0.value) } ?? .null
        case .reopenStatus(let path): settings[keyPath: path].map { .number($0.value) } ?? .null
        case .reopenedOwner(let path): .text(settings[keyPath: path].rawValue)
        case .role(let path): .text(settings[keyPath: path].rawValue)
        case .mode(let path): .text(settings[keyPath: path].rawValue)
        case .sight(let path): .text(settings[keyPath: path].rawValue)
        case .language(let path): .text(settings[keyPath: path].rawValue)
        case .outsideHours(let path): .text(settings[keyPath: path].rawValue)
        case .week(let path): settings[keyPath: path].map { .structure(JSON($0)) } ?? .null
        case .exceptions(let path): .structure(JSON(settings[keyPath: path]))
        }
    }

    /// Writes `input` to `settings`; returns the validation message, nil: it was written.
    func put(_ input: SettingInput, into settings: inout Settings) -> LocalizedText? {
        switch kind {
        case .truth(let path):
            guard case .truth(let truth) = input else { return wanted }
            settings[keyPath: path] = truth
        case .number(let path, let limits):
            guard case .number(let number) = input else { return wanted }
            guard let number = Int(exactly: number), limits.contains(number) else {
                return ValidationMessage.outside(limits)
            }
            settings[keyPath: path] = number
        case .days(let path, let least):
            guard case .number(let number) = input, let number = Int(exactly: number),
                number == 0 || (least...Retention.maxDays).contains(number)
            else { return wanted }
            settings[keyPath: path] = number
        case .secret(let path) where input == .null:
            settings[keyPath: path] = ""
        case .domain(let path), .secret(let path), .urlTemplate(let path), .timezone(let path):
            guard case .text(let text) = input else { return wanted }
            settings[keyPath: path] = text
        case .networks(let path), .origins(let path):
            guard let texts = input.listOfTexts else { return wanted }
            settings[keyPath: path] = texts
        case .employees(let path):
            guard let ids = input.listOfNumbers else { return wanted }
            var seen: Set<Int64> = []
            settings[keyPath: path] =
                ids.filter { seen.insert($0).inserted }.map { Employee.ID($0) }
        case .source(let path):
            guard case .number(let id) = input else { return wanted }
            settings[keyPath: path] = LeadSource.ID(id)
        case .reopenStatus(let path) where input == .null:
            settings[keyPath: path] = nil
        case .reopenStatus(let path):
            guard case .number(let id) = input else { return wanted }
            settings[keyPath: path] = LeadStatus.ID(id)
        case .reopenedOwner(let path): return choose(path, input, &settings)
        case .role(let path): return choose(path, input, &settings)
        case .mode(let path): return choose(path, input, &settings)
        case .sight(let path): return choose(path, input, &settings)
        case .language(let path): return choose(path, input, &settings)
        case .outsideHours(let path): return choose(path, input, &settings)
        case .week(let path) where input == .null:
            settings[keyPath: path] = nil
        case .week(let path):
            guard case .structure(let json) = input else { return wanted }
            switch WeekHours.read(json) {
            case .success(let week): settings[keyPath: path] = week
            case .failure(let refused): return refused.message
            }
        case .exceptions(let path) where input.listOfTexts == []:
            settings[keyPath: path] = []
        case .exceptions(let path):
            guard case .structure(let json) = input else { return wanted }
            switch HoursException.read(json) {
            case .success(let exceptions): settings[keyPath: path] = exceptions
            case .failure(let refused): return refused.message
            }
        }
        return nil
    }

    /// Writes one of the raw values of `Value`.
    private func choose<Value: RawRepresentable<String>>(
        _ path: Path<Value>, _ input: SettingInput, _ settings: inout Settings
    ) -> LocalizedText? {
        guard case .text(let text) = input, let value = Value(rawValue: text) else {
            return wanted
        }
        settings[keyPath: path] = value
        return nil
    }

    /// What the key may hold, for people.
    var wanted: LocalizedText {
        switch kind {
        case .truth: LocalizedText(uk: "має бути «так» або «ні»", en: "must be true or false")
        case .number(_, let limits): ValidationMessage.noWholeNumber(limits)
        case .days(_, let least): ValidationMessage.noDays(atLeast: least)
        case .domain, .secret, .urlTemplate, .timezone:
            LocalizedText(uk: "має бути текстом", en: "must be a text")
        case .networks:
            LocalizedText(uk: "має бути списком адрес", en: "must be a list of addresses")
        case .origins:
            LocalizedText(uk: "має бути списком адрес CRM", en: "must be a list of origins")
        case .role:
            LocalizedText(
                uk: "має бути роллю співробітника",
                en: "must be one of: "
                    + Employee.Role.allCases.map(\.rawValue).joined(separator: ", "))
        case .employees:
            LocalizedText(
                uk: "має бути списком співробітників", en: "must be a list of employee ids")
        case .source:
            LocalizedText(uk: "має бути джерелом ліда", en: "must be the id of a lead source")
        case .reopenStatus:
            LocalizedText(
                uk: "має бути активним статусом ліда або порожнім",
                en: "must be the id of an active lead status, or null")
        case .reopenedOwner:
            LocalizedText(
                uk: "має бути одним із: keep, caller, caller_if_none",
                en: "must be one of: keep, caller, caller_if_none")
        case .mode:
            LocalizedText(
                uk: "має бути одним із: вимкнено, рівномірний, активний",
                en: "must be one of: off, even, active")
        case .sight:
            LocalizedText(uk: "має бути одним із: all, own", en: "must be one of: all, own")
        case .language:
            LocalizedText(uk: "має бути одним із: uk, en", en: "must be one of: uk, en")
        case .outsideHours:
            LocalizedText(
                uk: "має бути одним із: at_once, at_opening, never",
                en: "must be one of: at_once, at_opening, never")
        case .week: ValidationMessage.noWeek
        case .exceptions: ValidationMessage.noExceptions
        }
    }
}

extension SettingInput {
    /// A list of texts; an empty list of anything is one. Nil: it is none.
    fileprivate var listOfTexts: [String]? {
        switch self {
        case .texts(let texts): texts
        case .numbers([]): []
        default: nil
        }
    }

    /// A list of numbers; an empty list of anything is one. Nil: it is none.
    fileprivate var listOfNumbers: [Int64]? {
        switch self {
        case .numbers(let numbers): numbers
        case .texts([]): []
        default: nil
        }
    }
}
