import CallRules
import HTTPTypes
import Store

/// The question before an earlier version comes back: what would change.
struct SettingRollBack {
    let visitor: Visitor
    let version: Int64
    let current: Int64
    let changes: [SettingDifference]
    /// The domain would change, and the key goes to no other domain than it was typed for.
    let needsKey: Bool
    /// As typed.
    let key: String
    let choices: SettingChoices
    let problems: Problems
    /// Somebody saved since the question was asked.
    var isStale = false

    func answer(_ status: HTTPResponse.Status = .ok) -> Answer {
        let say = visitor.voice
        return Frame(
            title: "\(say(SettingHistoryWords.rollBackTo)) \(version)", content: content
        ).answer(for: visitor, status)
    }

    private var content: HTML {
        let say = visitor.voice
        let stale: HTML? =
            isStale
            ? """
            <div class="note alert" role="alert" tabindex="-1" data-focus><p>\(Icon.warning.html) \
            \(say(SettingHistoryWords.stale))</p></div>
            """ : nil
        guard !changes.isEmpty else {
            return "\(stale)<p>\(say(SettingHistoryWords.same))</p><p>\(back)</p>"
        }
        return """
            \(stale)
            \(problems.summary(say, labels: SettingWords.labels))
            <p class="lead">\(say(SettingHistoryWords.wouldChange))</p>
            \(SettingChanges(say: say, choices: choices, changes: changes).html)
            <form method="post" action="\(PageRoute.settingVersion(version).path)" class="form">
            \(FormGuard(visitor).html)
            <input type="hidden" name="version" value="\(current)">
            \(needsKey ? keyField : nil)
            <div class="buttons"><button class="primary">\(say(SettingHistoryWords.rollBack))</button>
            \(back)</div></form>
            """
    }

    private var keyField: HTML {
        let say = visitor.voice
        return TextField(
            name: "phonet_api_key", label: say(SettingWords.of("phonet_api_key").label), value: key,
            help: say(SettingHistoryWords.keyAgain),
            problem: problems["phonet_api_key"].map { say($0) }, kind: .password,
            autocomplete: "new-password"
        ).html
    }

    private var back: HTML {
        """
        <a class="button" href="\(PageRoute.settingVersions.path)">\
        \(visitor.voice(SettingHistoryWords.toHistory))</a>
        """
    }
}

/// The words of the history.
enum SettingHistoryWords {
    static let title = Sentence(uk: "Історія змін", en: "History of changes")
    static let lead = Sentence(
        uk: "Кожне збереження налаштувань: хто, коли та що змінив.",
        en: "Every save of the settings: who changed what, and when.")
    static let version = Sentence(uk: "Версія", en: "Version")
    static let current = Sentence(uk: "діє зараз", en: "in force")
    static let rollBack = Sentence(
        uk: "Повернути цю версію", en: "Roll back to this version")
    static let rollBackTo = Sentence(uk: "Повернути версію", en: "Roll back to version")
    static let nobody = Sentence(uk: "під час встановлення", en: "at installation")
    static let lastSaved = Sentence(uk: "Востаннє збережено", en: "Last saved")
    static let first = Sentence(
        uk: "Початкові значення.", en: "The first values.")
    static let older = Sentence(uk: "Раніші зміни", en: "Older changes")
    static let wouldChange = Sentence(
        uk: "Це буде нове збереження. Зміняться лише ці значення:",
        en: "This will be a new save. Only these values will change:")
    static let same = Sentence(
        uk: "Ця версія не відрізняється від тієї, що діє.",
        en: "This version does not differ from the one in force.")
    static let stale = Sentence(
        uk: "Тим часом хтось зберіг налаштування. Перегляньте зміни ще раз.",
        en: "Somebody saved the settings meanwhile. Look at the changes again.")
    static let keyAgain = Sentence(
        uk: "Домен зміниться, тому введіть ключ ще раз: попередні ключі не зберігаються.",
        en: "The domain will change, so type the key again: earlier keys are not kept.")
    static let toHistory = Sentence(uk: "До історії змін", en: "To the history")
}
