import CallRules
import HTTPTypes
import Store

/// The confirmation of a roll-back, with the changes it makes.
struct SettingRollBack {
    let visitor: Visitor
    let version: Int64
    let current: Int64
    let changes: [SettingDifference]
    /// Whether the domain would change; then the key must be typed again.
    let needsKey: Bool
    /// The typed key.
    let key: String
    let choices: SettingChoices
    let problems: [FieldProblem]
    /// Whether another save came in between.
    var isStale = false

    func answer(_ status: HTTPResponse.Status = .ok) -> Answer {
        let localize = visitor.localizer
        return PageLayout(
            title: "\(localize(SettingHistoryStrings.rollBackTo)) \(version)", content: content
        ).answer(for: visitor, status)
    }

    private var content: HTML {
        let localize = visitor.localizer
        let stale: HTML? =
            isStale
            ? """
            <div class="note alert" role="alert" tabindex="-1" data-focus><p>\(Icon.warning.html) \
            \(localize(SettingHistoryStrings.stale))</p></div>
            """ : nil
        guard !changes.isEmpty else {
            return "\(stale)<p>\(localize(SettingHistoryStrings.same))</p><p>\(back)</p>"
        }
        return """
            \(stale)
            \(problems.summary(localize, labels: SettingStrings.labels))
            <p class="lead">\(localize(SettingHistoryStrings.wouldChange))</p>
            \(SettingChanges(localize: localize, choices: choices, changes: changes).html)
            <form method="post" action="\(PageRoute.settingVersion(version).path)" class="form">
            \(FormGuard(visitor).html)
            <input type="hidden" name="version" value="\(current)">
            \(needsKey ? keyField : nil)
            <div class="buttons"><button class="primary">\(localize(SettingHistoryStrings.rollBack))</button>
            \(back)</div></form>
            """
    }

    private var keyField: HTML {
        let localize = visitor.localizer
        return TextField(
            name: "phonet_api_key", label: localize(SettingStrings.of("phonet_api_key").label),
            value: key,
            help: localize(SettingHistoryStrings.keyAgain),
            problem: problems["phonet_api_key"].map { localize($0) }
        ).html
    }

    private var back: HTML {
        """
        <a class="button" href="\(PageRoute.settingVersions.path)">\
        \(visitor.localizer(SettingHistoryStrings.toHistory))</a>
        """
    }
}

/// The texts of the page.
enum SettingHistoryStrings {
    static let lead = LocalizedText(
        uk: "Кожне збереження налаштувань: хто, коли та що змінив.",
        en: "Every save of the settings: who changed what, and when.")
    static let current = LocalizedText(uk: "діє зараз", en: "in force")
    static let rollBack = LocalizedText(
        uk: "Повернути цю версію", en: "Roll back to this version")
    static let rollBackTo = LocalizedText(uk: "Повернути версію", en: "Roll back to version")
    static let nobody = LocalizedText(uk: "під час встановлення", en: "at installation")
    static let lastSaved = LocalizedText(uk: "Востаннє збережено", en: "Last saved")
    static let first = LocalizedText(
        uk: "Початкові значення.", en: "The first values.")
    static let older = LocalizedText(uk: "Раніші зміни", en: "Older changes")
    static let wouldChange = LocalizedText(
        uk: "Це буде нове збереження. Зміняться лише ці значення:",
        en: "This will be a new save. Only these values will change:")
    static let same = LocalizedText(
        uk: "Ця версія не відрізняється від тієї, що діє.",
        en: "This version does not differ from the one in force.")
    static let stale = LocalizedText(
        uk: "Тим часом хтось зберіг налаштування. Перегляньте зміни ще раз.",
        en: "Somebody saved the settings meanwhile. Look at the changes again.")
    static let keyAgain = LocalizedText(
        uk: "Домен зміниться, тому введіть ключ ще раз: попередні ключі не зберігаються.",
        en: "The domain will change, so type the key again: earlier keys are not kept.")
    static let toHistory = LocalizedText(uk: "До історії змін", en: "To the history")
}
