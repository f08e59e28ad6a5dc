import CallRules
import JSONText
import Store

/// The value of a setting in words: names for ids, yes and no for 1 and 0.
struct SettingValue {
    let localize: Localizer
    let choices: SettingChoices

    func callAsFunction(_ key: String, _ value: SettingInput) -> String {
        guard let field = SettingFields.all.first(where: { $0.key == key }) else { return "" }
        switch (field.kind, value) {
        case (.truth, .truth(let truth)):
            return localize(truth ? CommonStrings.yes : CommonStrings.no)
        case (.employees, .numbers(let ids)):
            return ids.isEmpty
                ? localize(SettingValue.meaningOfEmpty(field.id))
                : ids.map(employee).joined(separator: ", ")
        case (.source, .number(let id)): return source(id)
        case (.reopenStatus, .number(let id)): return status(id)
        case (.mode, .text(let text)):
            return DistributionMode(rawValue: text).map { localize(SettingValue.name(of: $0)) }
                ?? text
        case (.reopenedOwner, .text(let text)):
            return ReopenedLeadOwner(rawValue: text).map { localize(SettingValue.name(of: $0)) }
                ?? text
        case (.role, .text(let text)):
            return Employee.Role(rawValue: text).map { localize(EmployeeStrings.role($0)) } ?? text
        case (.sight, .text(let text)):
            return EmployeesSee(rawValue: text).map { localize(SettingValue.name(of: $0)) } ?? text
        case (.language, .text(let text)):
            return Language(rawValue: text).map { localize(SettingValue.name(of: $0)) } ?? text
        case (.outsideHours, .text(let text)):
            return NoticesOutsideHours(rawValue: text).map { localize(SettingValue.name(of: $0)) }
                ?? text
        case (.week, .null): return localize(HoursStrings.always)
        case (.week, .structure(let json)): return hours(json)
        case (.exceptions, .structure(let json)): return dates(json)
        case (_, .null): return localize(CommonStrings.empty)
        case (_, .number(let number)): return String(number)
        case (_, .truth(let truth)): return localize(truth ? CommonStrings.yes : CommonStrings.no)
        case (_, .text(let text)): return text.isEmpty ? localize(CommonStrings.empty) : text
        case (_, .named(let name)): return name + localize(Strings.new)
        case (_, .numbers(let numbers)):
            return numbers.isEmpty
                ? localize(CommonStrings.empty) : numbers.map { String($0) }.joined(separator: ", ")
        case (_, .texts(let texts)):
            return texts.isEmpty ? localize(CommonStrings.empty) : texts.joined(separator: ", ")
        case (_, .structure): return localize(CommonStrings.empty)
        }
    }

    private func hours(_ json: JSON) -> String {
        guard case .success(let week) = WeekHours.read(json) else {
            return String(decoding: json.bytes, as: UTF8.self)
        }
        return localize(HoursStrings.week(week))
    }

    private func dates(_ json: JSON) -> String {
        guard case .success(let dates) = HoursException.read(json) else {
            return String(decoding: json.bytes, as: UTF8.self)
        }
        return localize(HoursStrings.exceptions(dates))
    }

    static func name(of sight: EmployeesSee) -> LocalizedText {
        switch sight {
        case .all: LocalizedText(uk: "Усе в компанії", en: "Everything of the company")
        case .own: LocalizedText(uk: "Лише своє", en: "Only their own")
        }
    }

    static func name(of mode: DistributionMode) -> LocalizedText {
        switch mode {
        case .off: LocalizedText(uk: "Вимкнено", en: "Off")
        case .even: LocalizedText(uk: "Рівномірний", en: "Even")
        case .active: CommonStrings.active
        }
    }

    static func name(of owner: ReopenedLeadOwner) -> LocalizedText {
        switch owner {
        case .keep: LocalizedText(uk: "Той самий, що й був", en: "The same as before")
        case .caller: LocalizedText(uk: "Той, хто телефонує", en: "Whoever calls")
        case .callerIfNone:
            LocalizedText(
                uk: "Той, хто телефонує, якщо відповідального немає",
                en: "Whoever calls, if nobody is responsible")
        }
    }

    static func name(of policy: NoticesOutsideHours) -> LocalizedText {
        switch policy {
        case .atOnce: LocalizedText(uk: "Одразу", en: "At once")
        case .atOpening:
            LocalizedText(uk: "Коли почнеться робочий час", en: "When working hours begin")
        case .never: LocalizedText(uk: "Не надсилати", en: "Not at all")
        }
    }

    /// What an empty list of employees stands for.
    static func meaningOfEmpty(_ key: SettingKey) -> LocalizedText {
        switch key {
        case .distributionEmployeeIDs:
            LocalizedText(uk: "усі співробітники", en: "all employees")
        case .notifyMissedUnknownEmployeeIDs:
            LocalizedText(
                uk: "ті, кому надсилаються пуші при дзвінках",
                en: "those who get pushes about calls")
        default: CommonStrings.noOne
        }
    }

    static func name(of language: Language) -> LocalizedText {
        switch language {
        case .uk: CommonStrings.ukrainian
        case .en: CommonStrings.english
        }
    }

    /// The name of an employee; the id of a deleted one.
    func employee(_ id: Int64) -> String {
        choices.employees.first { $0.id.value == id }?.details.name ?? "№ \(id)"
    }

    func source(_ id: Int64) -> String {
        choices.sources.first { $0.id.value == id }?.name ?? "№ \(id)"
    }

    func status(_ id: Int64) -> String {
        choices.statuses.first { $0.id.value == id }?.name ?? "№ \(id)"
    }

    private enum Strings {
        static let new = LocalizedText(uk: " (нове)", en: " (new)")
    }
}
