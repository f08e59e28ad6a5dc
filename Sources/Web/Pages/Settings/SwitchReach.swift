import CallRules
import Store

/// The warning of a switch that is on and reaches nobody as the page stands. The script keeps it right
/// while people and switches are chosen.
struct SwitchReach {
    let warning: LocalizedText
    /// The lists of which one must have somebody; empty: what is missing is elsewhere.
    let lists: [SettingKey]
    /// Another switch that must be on; nil: none.
    var needed: SettingKey?

    /// - Returns: nil when nothing hinders this switch, whatever the page says.
    init?(_ key: SettingKey, on page: SettingsPage) {
        let chosen: [SettingKey] = [.callPushEmployeeIDs, .notifyMissedUnknownEmployeeIDs]
        switch key {
        case .notifyMissedUnknown:
            self.init(warning: Strings.unknown, lists: chosen)
        case .missedFallback:
            self.init(
                warning: Strings.fallback, lists: chosen, needed: .notifyMissedUnknown)
        case .notifyMissedLeadResponsible where !page.reach.leadsHaveResponsible:
            self.init(warning: Strings.noResponsible, lists: [])
        case .notifyMissedClientAdmins where !page.reach.clientsHaveAdmins:
            self.init(warning: Strings.noAdmins, lists: [])
        case .telegramEnabled where page.reach.telegramChats == 0:
            self.init(warning: Strings.noChats, lists: [])
        default: return nil
        }
    }

    private init(warning: LocalizedText, lists: [SettingKey], needed: SettingKey? = nil) {
        self.warning = warning
        self.lists = lists
        self.needed = needed
    }

    /// - Parameter isOn: the switch as the page shows it.
    func html(isOn: Bool, on page: SettingsPage) -> HTML {
        let isNeeded = needed.map { page.typed.isOn($0.rawValue) } ?? true
        let people = lists.flatMap { page.typed.employees($0.rawValue) }
        let reaches = isNeeded && !page.choices.activeEmployees.isDisjoint(with: people)
        return """
            <p class="reach" data-reach="\(lists.map(\.rawValue).joined(separator: " "))" \
            data-needs="\(needed?.rawValue ?? "")"\(.hidden, if: !isOn || reaches)>\
            \(Icon.warning.html) \(page.visitor.localizer(warning))</p>
            """
    }

    private enum Strings {
        static let unknown = LocalizedText(
            uk: "Нікого не вибрано, тож сповіщень не отримує ніхто.",
            en: "Nobody is chosen, so nobody gets the notices.")
        static let fallback = LocalizedText(
            uk: """
                Не повідомить нікого: сповіщення про невідомі номери вимкнено або нікого не вибрано.
                """,
            en: """
                Tells nobody: notices about unknown numbers are off, or nobody is chosen for them.
                """)
        static let noResponsible = LocalizedText(
            uk: "Жоден лід іще не має активного відповідального, тож сповіщень не отримує ніхто.",
            en: "No lead has an active responsible yet, so nobody gets the notices.")
        static let noAdmins = LocalizedText(
            uk: "Жоден клієнт іще не має активного адміністратора, тож сповіщень не отримує ніхто.",
            en: "No client has an active admin yet, so nobody gets the notices.")
        static let noChats = LocalizedText(
            uk: "Ще ніхто не підключив свій Telegram, тож повідомлень не отримує ніхто.",
            en: "Nobody has linked their Telegram yet, so nobody gets the messages.")
    }
}
