import CallRules
import Store

/// The texts of the status page.
enum StatusStrings {
    static let title = LocalizedText(uk: "Стан системи", en: "System status")
    static let link = LocalizedText(uk: "Ланка", en: "Link")
    static let figure = LocalizedText(uk: "Показник", en: "Figure")
    /// - Parameter names: what is connected, in words; empty: only messages have come.
    static func well(_ names: String) -> LocalizedText {
        names.isEmpty
            ? LocalizedText(uk: "Несправностей немає.", en: "There are no faults.")
            : LocalizedText(
                uk: "Під’єднано та працює: \(names). Несправностей немає.",
                en: "Connected and working: \(names). There are no faults.")
    }
    static let nothingConnected = LocalizedText(
        uk: "Phonet ще не підключено: дзвінки не надходять.",
        en: "Phonet is not connected yet: no calls come.")
    static let connect = LocalizedText(uk: "Підключити", en: "Connect it")
    static func clockInDoubt(_ trusted: String, _ until: String) -> LocalizedText {
        LocalizedText(
            uk: """
                Годинник цього комп’ютера перестрибнув уперед (останній час без сумніву: \(trusted)). \
                Старі дані не видаляються, доки він не повернеться або доки не мине доба (\(until)).
                """,
            en: """
                The clock of this machine jumped forward (the last time without doubt: \(trusted)). \
                Old data are not deleted until it returns or a day has passed (\(until)).
                """)
    }
    static let someWarn = LocalizedText(uk: "Потребує уваги:", en: "Needs attention:")
    static let someBroken = LocalizedText(
        uk: "Не працює або потребує уваги:", en: "Broken, or needs attention:")

    static func of(_ state: StatusLink.State) -> LocalizedText {
        switch state {
        case .works: LocalizedText(uk: "працює", en: "works")
        case .warns: LocalizedText(uk: "увага", en: "needs attention")
        case .broken: LocalizedText(uk: "не працює", en: "broken")
        case .notSetUp: LocalizedText(uk: "не задіяно", en: "not in use")
        }
    }

    static let module = LocalizedText(uk: "Модуль", en: "Module")
    static let on = LocalizedText(uk: "увімкнено", en: "on")
    static let off = LocalizedText(uk: "вимкнено", en: "off")
    static let account = LocalizedText(uk: "API Phonet", en: "Phonet’s API")
    static let noAccount = LocalizedText(uk: "не підключено", en: "not connected")
    static let notChecked = LocalizedText(uk: "ще не перевіряли", en: "not checked yet")
    static let misspelt = LocalizedText(
        uk: "Звернення за невідомою адресою", en: "Asked for at an unknown address")
    static let lastTime = LocalizedText(uk: "востаннє", en: "last time")
    static let failures = LocalizedText(
        uk: "Повідомлення, які не вдалося прочитати", en: "Unreadable messages")
    static let extensions = LocalizedText(
        uk: "Внутрішні номери без співробітника", en: "Extensions without an employee")
    static let webhooks = LocalizedText(uk: "Вебхуки до CRM", en: "Webhooks to the CRM")
    static let waitForCRM = LocalizedText(uk: "Чекають на CRM", en: "Waiting for the CRM")
    static let networks = LocalizedText(uk: "Довірені мережі", en: "Trusted networks")
    static let widget = LocalizedText(uk: "Віджет у CRM", en: "Widget in the CRM")
    static let widgetFits = LocalizedText(uk: "той самий сайт", en: "the same site")
    static let networksFit = LocalizedText(uk: "жодної завеликої", en: "none is too wide")
    static let lists = LocalizedText(
        uk: "Списки співробітників у налаштуваннях", en: "Lists of employees in the settings")
    static let listsReach = LocalizedText(uk: "усі діють", en: "all reach somebody")
    static let writer = LocalizedText(uk: "Черга запису", en: "Write queue")
    static let pushes = LocalizedText(uk: "Пуші", en: "Pushes")
    static let noBrowsers = LocalizedText(
        uk: "жоден браузер їх не отримує", en: "no browser gets them")
    static let noBot = LocalizedText(uk: "бота немає", en: "there is no bot")
    static let eyes = LocalizedText(uk: "Від події до екрана", en: "From event to screen")
    static let recordings = LocalizedText(uk: "Записи розмов", en: "Recordings")
    static let noError = LocalizedText(uk: "за добу без помилок", en: "no errors in a day")
    static let failedLast = LocalizedText(uk: "не вдалося отримати", en: "unavailable")
    static let database = LocalizedText(uk: "База даних", en: "Database")
    static let events = LocalizedText(uk: "Події для CRM", en: "Events for the CRM")
    static let notRead = LocalizedText(
        uk: "CRM їх ще не читала", en: "the CRM has not read them yet")

    static func lastReadBy(_ name: String) -> LocalizedText {
        LocalizedText(uk: "токен «\(name)» прочитав до", en: "the token “\(name)” has read to")
    }

    static func kept(_ count: Int) -> LocalizedText {
        LocalizedText(uk: "зберігається \(count)", en: "\(count) kept")
    }

    static let backup = LocalizedText(uk: "Резервна копія", en: "Backup")
    static let startedAt = LocalizedText(uk: "Працює від", en: "Running since")
    static let clock = LocalizedText(uk: "Годинник", en: "Clock")
    static let never = LocalizedText(uk: "ще не було", en: "none yet")
    static let notMeasured = LocalizedText(uk: "ще не виміряно", en: "not measured yet")
    static let second = LocalizedText(uk: "с", en: "s")
    static let millisecond = LocalizedText(uk: "мс", en: "ms")
    static let point = LocalizedText(uk: ",", en: ".")
    static let kilobyte = LocalizedText(uk: "КБ", en: "KB")
    static let units: [(LocalizedText, Double)] = [
        (LocalizedText(uk: "ГБ", en: "GB"), 1_000_000_000),
        (LocalizedText(uk: "МБ", en: "MB"), 1_000_000),
    ]

    static func received(_ kind: LastReceived.Kind) -> LocalizedText {
        switch kind {
        case .customerData:
            LocalizedText(uk: "Запити за номером", en: "Number lookups")
        case .afterCallEnd:
            LocalizedText(uk: "Повна інформація про дзвінки", en: "Full information about calls")
        case .dial: LocalizedText(uk: "Події: початок виклику", en: "Events: a call begins")
        case .bridge: LocalizedText(uk: "Події: відповідь", en: "Events: an answer")
        case .hangup: LocalizedText(uk: "Події: завершення", en: "Events: an end")
        }
    }

    static func answers(_ kind: AnswerTimes.Kind) -> LocalizedText {
        switch kind {
        case .event: LocalizedText(uk: "Відповіді на події", en: "Answers to events")
        case .lookup:
            LocalizedText(
                uk: "Відповіді на запити за номером", en: "Answers to number lookups")
        case .page: LocalizedText(uk: "Відкриття сторінок", en: "Page loads")
        case .poll: LocalizedText(uk: "Оновлення сторінок", en: "Page refreshes")
        case .api: LocalizedText(uk: "Відповіді API", en: "API answers")
        }
    }

    static func percentiles(_ median: String, _ p95: String, _ p99: String) -> LocalizedText {
        LocalizedText(
            uk: "половина до \(median), 95 % до \(p95), 99 % до \(p99)",
            en: "half within \(median), 95 % within \(p95), 99 % within \(p99)")
    }

    static func ofWork(_ time: String) -> LocalizedText {
        LocalizedText(uk: "робочого часу – \(time)", en: "\(time) of working hours")
    }

    static func inADay(_ count: Int) -> LocalizedText {
        LocalizedText(uk: "за добу: \(count)", en: "in a day: \(count)")
    }

    static func load(_ waiting: Int, longest: String) -> LocalizedText {
        LocalizedText(
            uk: "чекають: \(waiting), найдовший запис – \(longest)",
            en: "waiting: \(waiting), the longest write took \(longest)")
    }

    static func waiting(_ count: Int) -> LocalizedText {
        LocalizedText(uk: "чекають: \(count)", en: "waiting: \(count)")
    }

    static func oldest(_ age: String) -> LocalizedText {
        LocalizedText(uk: "найдовше – \(age)", en: "the longest for \(age)")
    }

    static func browsers(_ count: Int, broken: Int) -> LocalizedText {
        broken == 0
            ? LocalizedText(uk: "браузерів: \(count)", en: "browsers: \(count)")
            : LocalizedText(
                uk: "браузерів: \(count), не доходять: \(broken)",
                en: "browsers: \(count), not arriving: \(broken)")
    }

    static func pushes(underWay: Int, failed: Int) -> LocalizedText {
        LocalizedText(
            uk: "у дорозі: \(underWay), не надіслано за добу: \(failed)",
            en: "under way: \(underWay), given up in a day: \(failed)")
    }

    static func telegram(chats: Int, waiting: Int) -> LocalizedText {
        LocalizedText(
            uk: "підключено людей: \(chats), у дорозі: \(waiting)",
            en: "people linked: \(chats), under way: \(waiting)")
    }

    static func slowest(_ time: String, of count: Int) -> LocalizedText {
        LocalizedText(
            uk: "95 зі 100 – до \(time); виміряно разів: \(count)",
            en: "95 of 100 within \(time); measured \(count) times")
    }

    static func size(_ database: String, journal: String) -> LocalizedText {
        LocalizedText(
            uk: "\(database), журнал транзакцій \(journal)", en: "\(database), WAL \(journal)")
    }

    static func free(_ room: String) -> LocalizedText {
        LocalizedText(uk: "вільно на диску \(room)", en: "free on the disk \(room)")
    }
}
