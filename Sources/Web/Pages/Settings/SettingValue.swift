import CallRules
import Store

/// A value of a setting in words: names in the place of ids, yes and no in the place of 1 and 0.
struct SettingValue {
    let say: Voice
    let choices: SettingChoices

    func callAsFunction(_ key: String, _ value: SettingInput) -> String {
        guard let field = SettingFields.all.first(where: { $0.key == key }) else { return "" }
        switch (field.kind, value) {
        case (.truth, .truth(let truth)): return say(truth ? Words.yes : Words.no)
        case (.employees, .numbers(let ids)):
            return ids.isEmpty ? say(Words.nobody) : ids.map(employee).joined(separator: ", ")
        case (.source, .number(let id)): return source(id)
        case (.reopenStatus, .number(let id)): return status(id)
        case (.mode, .text(let text)):
            return DistributionMode(rawValue: text).map { say(SettingValue.name(of: $0)) } ?? text
        case (.language, .text(let text)):
            return Language(rawValue: text).map { say(SettingValue.name(of: $0)) } ?? text
        case (_, .null): return say(Words.none)
        case (_, .number(let number)): return String(number)
        case (_, .truth(let truth)): return say(truth ? Words.yes : Words.no)
        case (_, .text(let text)): return text.isEmpty ? say(Words.none) : text
        case (_, .named(let name)): return name + say(Words.new)
        case (_, .numbers(let numbers)):
            return numbers.isEmpty
                ? say(Words.none) : numbers.map { String($0) }.joined(separator: ", ")
        case (_, .texts(let texts)):
            return texts.isEmpty ? say(Words.none) : texts.joined(separator: ", ")
        }
    }

    static func name(of mode: DistributionMode) -> Sentence {
        switch mode {
        case .off: Sentence(uk: "Вимкнено", en: "Off")
        case .even: Sentence(uk: "Рівномірний", en: "Even")
        case .active: Sentence(uk: "Активний", en: "Active")
        }
    }

    static func name(of language: Language) -> Sentence {
        switch language {
        case .uk: Sentence(uk: "Українська", en: "Ukrainian")
        case .en: Sentence(uk: "Англійська", en: "English")
        }
    }

    /// A person by id; a number stands for one who was deleted.
    func employee(_ id: Int64) -> String {
        choices.employees.first { $0.id.value == id }?.details.name ?? "№ \(id)"
    }

    func source(_ id: Int64) -> String {
        choices.sources.first { $0.id.value == id }?.name ?? "№ \(id)"
    }

    func status(_ id: Int64) -> String {
        choices.statuses.first { $0.id.value == id }?.name ?? "№ \(id)"
    }

    private enum Words {
        static let yes = Sentence(uk: "так", en: "yes")
        static let no = Sentence(uk: "ні", en: "no")
        static let none = Sentence(uk: "порожньо", en: "empty")
        static let nobody = Sentence(uk: "нікого", en: "nobody")
        static let new = Sentence(uk: " (нове)", en: " (new)")
    }
}
