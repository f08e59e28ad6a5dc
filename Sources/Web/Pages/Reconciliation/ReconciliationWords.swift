import CallRules
import Store

/// The texts of the page of comparisons.
enum ReconciliationWords {
    static let title = Sentence(uk: "Звірка з Phonet", en: "Comparison with Phonet")
    static let why = Sentence(
        uk: """
            Якщо повідомлення від Phonet губилися, звірка читає його історію й додає до журналу те, чого бракує. \
            Останню годину журнал звіряє сам кожні п’ять хвилин.
            """,
        en: """
            If messages from Phonet were lost, a comparison reads its history and adds what the journal lacks. \
            The last hour is compared every five minutes without being asked for.
            """)
    static let from = Sentence(uk: "Від", en: "From")
    static let to = Sentence(uk: "До", en: "To")
    static let compare = Sentence(uk: "Звірити зараз", en: "Compare now")
    static let toSettings = Sentence(uk: "До налаштувань", en: "To the settings")
    static let running = Sentence(uk: "Триває звірка", en: "A comparison is under way")
    static let latest = Sentence(uk: "Останні звірки", en: "The last comparisons")
    static let nothing = Sentence(uk: "Звірок ще не було", en: "There were no comparisons yet")
    static let nothingNext = Sentence(
        uk: "Перша почнеться, щойно в налаштуваннях буде Phonet домен і ключ.",
        en: "The first one begins as soon as the settings hold the Phonet domain and the key.")

    static let when = Sentence(uk: "Коли", en: "When")
    static let period = Sentence(uk: "Проміжок", en: "Period")
    static let reason = Sentence(uk: "Чому", en: "Why")
    static let result = Sentence(uk: "Результат", en: "Result")
    static let read = Sentence(uk: "Прочитано", en: "Read")
    static let added = Sentence(uk: "Додано", en: "Added")
    static let changed = Sentence(uk: "Доповнено", en: "Completed")
    static let released = Sentence(uk: "З карантину", en: "From quarantine")

    static let complete = Sentence(uk: "завершено", en: "done")
    static let underWay = Sentence(uk: "триває", en: "under way")
    static let interrupted = Sentence(uk: "перервано", en: "interrupted")
    static let failed = Sentence(uk: "не вдалося", en: "failed")

    static let noTime = Sentence(
        uk: "вкажіть дату й час", en: "please give a date and a time")
    static let backwards = Sentence(
        uk: "має бути раніше, ніж «До»", en: "must be before “To”")
    static let tooLongAgo = Sentence(
        uk: "Phonet зберігає для звірки не більше 90 днів",
        en: "Phonet can be asked for 90 days at the most")
    static let busy = Sentence(
        uk: "Попередня звірка ще триває. Зачекайте, доки вона завершиться.",
        en: "The comparison before is not over yet. Please wait until it is.")

    static let closed = Sentence(
        uk: """
            На цьому сервері звірки вимкнено (serve --without-recovery). Попросіть того, хто його \
            обслуговує, увімкнути їх.
            """,
        en: """
            Comparisons are switched off on this server (serve --without-recovery). Ask whoever runs \
            it to switch them on.
            """)

    static func of(_ reason: Comparison.Reason) -> Sentence {
        switch reason {
        case .schedule: Sentence(uk: "за розкладом", en: "regular")
        case .nightly: Sentence(uk: "щонічна", en: "nightly")
        case .person: Sentence(uk: "на прохання", en: "asked for on this page")
        case .command: Sentence(uk: "командою", en: "by the command")
        }
    }
}
