import CallRules
import Store

/// The lists of employees in the settings that are in use and reach nobody, because none of the
/// chosen employees is active or because nobody is chosen.
enum EmployeeLists {
    /// - Parameter active: the ids of the active employees.
    static func idle(in settings: Settings, active: Set<Employee.ID>) -> [SettingKey] {
        func isIdle(_ ids: [Employee.ID]) -> Bool {
            !ids.isEmpty && active.isDisjoint(with: ids)
        }
        var keys: [SettingKey] = []
        if isIdle(settings.callPushEmployeeIDs) { keys.append(.callPushEmployeeIDs) }
        if settings.company.notifyMissedUnknown {
            if isIdle(settings.company.notifyMissedUnknownEmployeeIDs) {
                keys.append(.notifyMissedUnknownEmployeeIDs)
            } else if settings.tellsNobodyOfUnknown {
                keys.append(.notifyMissedUnknown)
            }
        }
        if settings.distributionMode != .off, isIdle(settings.company.distributionEmployeeIDs) {
            keys.append(.distributionEmployeeIDs)
        }
        return keys
    }

    /// What it means that nobody in this list is active.
    static func warning(_ key: SettingKey) -> LocalizedText {
        switch key {
        case .distributionEmployeeIDs:
            LocalizedText(
                uk: "ніхто з вибраних уже не працює, тож лідів розподіляють між усіма",
                en: "nobody chosen is active, so leads are distributed among all")
        case .notifyMissedUnknownEmployeeIDs:
            LocalizedText(
                uk: """
                    ніхто з вибраних уже не працює, тож сповіщення отримують ті, кому надсилаються пуші \
                    при дзвінках
                    """,
                en: """
                    nobody chosen is active, so the notices go to those who get pushes about calls
                    """)
        case .notifyMissedUnknown:
            LocalizedText(
                uk: "нікого не вибрано, тож сповіщень не отримує ніхто",
                en: "nobody is chosen, so nobody gets the notices")
        default:
            LocalizedText(
                uk: "ніхто з вибраних уже не працює, тож пушів не отримує ніхто",
                en: "nobody chosen is active, so nobody gets the pushes")
        }
    }
}

extension SettingChoices {
    /// The ids of the active employees.
    var activeEmployees: Set<Employee.ID> {
        Set(employees.filter(\.details.active).map(\.id))
    }
}
