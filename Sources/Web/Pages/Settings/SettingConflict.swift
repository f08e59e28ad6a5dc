import CallRules
import HTTPTypes
import Store

/// The page for a save after another save of the same version: both values of each key that
/// differs, to choose from. Hidden fields keep all typed values.
struct SettingConflict {
    let visitor: Visitor
    /// The page that was saved; only its keys are compared.
    let topic: SettingTopic
    let current: SettingsSnapshot
    /// The version of the settings the form was made of.
    let base: Settings
    let typed: TypedSettings
    let choices: SettingChoices
    /// The saves since that version, the latest first.
    let saves: [SettingVersion]

    private static let prefix = "keep_"
    private static let theirs = "theirs"

    /// True when the other value was chosen for a key.
    static func keepsTheirs(_ key: String, in form: Form) -> Bool {
        form[prefix + key] == theirs
    }

    /// A key whose typed value differs from the saved one.
    private struct Difference {
        let key: String
        let mine: SettingInput
        let theirs: SettingInput
        /// Whether the visitor changed it.
        let isMine: Bool
        let save: SettingVersion?
    }

    private var differences: [Difference] {
        let changes = typed.changes(from: base, and: current.settings)
        return SettingFields.all.compactMap { field in
            guard let mine = changes[field.key] else { return nil }
            let theirs = field.value(in: current.settings)
            guard mine != theirs else { return nil }
            return Difference(
                key: field.key, mine: field.masked(mine), theirs: field.masked(theirs),
                isMine: field.isSecret || mine != field.value(in: base),
                save: saves.first { $0.changes.contains { $0.key == field.key } })
        }
    }

    func answer() -> Answer {
        let localize = visitor.localizer
        return PageLayout(
            title: localize(Strings.title), content: content
        ).answer(for: visitor, .conflict)
    }

    private var content: HTML {
        let localize = visitor.localizer
        let differences = differences
        let names = Set(saves.map(\.actor)).filter { !$0.isEmpty }.sorted()
        return """
            <div class="note alert" role="alert" tabindex="-1" data-focus><p>\(Icon.warning.html) \
            \(localize(Strings.why)) <b>\(localize.list(names))</b>. \(localize(Strings.choose))</p></div>
            <form method="post" action="\(PageRoute.settings(topic).path)" class="form" data-unsaved="already">
            \(FormGuard(visitor).html)
            <input type="hidden" name="version" value="\(current.version)">
            \(carried)
            \(differences.isEmpty ? "<p>\(localize(Strings.same))</p>" : nil as HTML?)
            \(differences.map(choice))
            <div class="savebar"><button class="primary">\(localize(Strings.save))</button>
            <a class="button" href="\(PageRoute.settings(topic).path)">\(localize(Strings.drop))</a></div>
            </form>
            """
    }

    private func choice(_ difference: Difference) -> HTML {
        let localize = visitor.localizer
        let words = SettingValue(localize: localize, choices: choices)
        let name = SettingConflict.prefix + difference.key
        let who = difference.save.map { save in
            let actor = save.actor.isEmpty ? localize(SettingHistoryStrings.nobody) : save.actor
            return "\(actor), \(localize.shortTime(save.at))"
        }
        return RadioCards(
            name: name, legend: localize(SettingStrings.of(difference.key).label),
            cards: [
                RadioCards.Card(
                    value: "mine", label: words(difference.key, difference.mine),
                    help: localize(difference.isMine ? Strings.mine : Strings.untouched)),
                RadioCards.Card(
                    value: SettingConflict.theirs, label: words(difference.key, difference.theirs),
                    help: who.map { "\(localize(Strings.theirs)): \($0)" }
                        ?? localize(Strings.saved)),
            ],
            chosen: difference.isMine ? "mine" : SettingConflict.theirs
        ).html
    }

    /// The typed values of the page as hidden fields.
    private var carried: HTML {
        let inputs = typed.sent.sorted { $0.key < $1.key }.flatMap { key, values in
            values.map { "<input type=\"hidden\" name=\"\(key)\" value=\"\($0)\">" as HTML }
        }
        return "\(inputs)"
    }

    private enum Strings {
        static let title = LocalizedText(
            uk: "Налаштування тим часом змінено", en: "The settings were changed meanwhile")
        static let why = LocalizedText(
            uk: "Поки Ви заповнювали сторінку, її зберіг хтось інший:",
            en: "While you were filling the page, it was saved by")
        static let choose = LocalizedText(
            uk: "Виберіть, що залишити. Ваші значення не втрачено.",
            en: "Choose what to keep. Nothing you typed is lost.")
        static let same = LocalizedText(
            uk: "Ваші значення збігаються зі збереженими.",
            en: "Your values are the same as those saved.")
        static let mine = LocalizedText(uk: "Ваше значення", en: "Yours")
        static let untouched = LocalizedText(
            uk: "Як було, коли Ви відкрили сторінку", en: "As it was when you opened the page")
        static let theirs = LocalizedText(uk: "Збережено", en: "Saved by")
        static let saved = LocalizedText(uk: "Збережено зараз", en: "Saved now")
        static let save = LocalizedText(uk: "Зберегти вибране", en: "Save what I chose")
        static let drop = LocalizedText(
            uk: "Відкинути мої зміни", en: "Drop my changes")
    }
}

extension SettingField {
    /// The value for display; of a secret only the end.
    fileprivate func masked(_ value: SettingInput) -> SettingInput {
        guard isSecret, case .text(let text) = value else { return value }
        return .text(SettingField.masked(text) ?? "")
    }
}
