import CallRules
import Store

/// The texts of the reconciliation page.
enum ReconciliationStrings {
    static let why = LocalizedText(
        uk: """
            Якщо повідомлення від Phonet губилися, звірка читає його історію й додає до журналу \
            дзвінків те, чого бракує. Остання година звіряється сама кожні п’ять хвилин.
            """,
        en: """
            If messages from Phonet were lost, a reconciliation reads its history and adds what \
            the call log lacks. The last hour is reconciled every five minutes by itself.
            """)
    static let from = LocalizedText(uk: "Від", en: "From time")
    static let to = LocalizedText(uk: "До", en: "To time")
    static let compare = LocalizedText(uk: "Звірити зараз", en: "Reconcile now")
    static let toSettings = LocalizedText(uk: "До налаштувань", en: "To the settings")
    static let running = LocalizedText(uk: "Триває звірка", en: "A reconciliation is under way")
    static let latest = LocalizedText(uk: "Останні звірки", en: "The last reconciliations")
    static let nothing = LocalizedText(
        uk: "Звірок ще не було", en: "There were no reconciliations yet")
    static let nothingNext = LocalizedText(
        uk: "Перша почнеться, щойно в налаштуваннях буде Phonet домен і ключ.",
        en: "The first one begins as soon as the settings hold the Phonet domain and the key.")

    static let read = LocalizedText(uk: "Прочитано", en: "Read")
    static let changed = LocalizedText(uk: "Доповнено", en: "Completed")
    static let released = LocalizedText(uk: "З карантину", en: "From quarantine")

    static let noTime = LocalizedText(
        uk: "вкажіть дату й час", en: "please give a date and a time")
    static let backwards = LocalizedText(
        uk: "має бути раніше, ніж «До»", en: "must be before “To time”")
    static let tooLongAgo = LocalizedText(
        uk: "Phonet зберігає для звірки не більше 90 днів",
        en: "Phonet keeps 90 days at the most for a reconciliation")
    static let busy = LocalizedText(
        uk: "Попередня звірка ще триває. Зачекайте, доки вона завершиться.",
        en: "The previous reconciliation is not over yet. Please wait until it is.")

    static let closed = LocalizedText(
        uk: """
            На цьому сервері звірки вимкнено (serve --without-recovery). Попросіть того, хто його \
            обслуговує, увімкнути їх.
            """,
        en: """
            Reconciliation is switched off on this server (serve --without-recovery). Ask \
            whoever runs it to switch them on.
            """)

    static func of(_ reason: ReconciliationRun.Reason) -> LocalizedText {
        switch reason {
        case .schedule: LocalizedText(uk: "за розкладом", en: "regular")
        case .nightly: LocalizedText(uk: "щонічна", en: "nightly")
        case .person: LocalizedText(uk: "на прохання", en: "asked for on this page")
        case .command: LocalizedText(uk: "командою", en: "by the command")
        }
    }
}
