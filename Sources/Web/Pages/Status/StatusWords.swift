import CallRules
import Store

/// The words of the status page.
enum StatusWords {
    static let title = Sentence(uk: "Стан", en: "Status")
    static let link = Sentence(uk: "Ланка", en: "Link")
    static let state = Sentence(uk: "Стан", en: "State")
    static let figure = Sentence(uk: "Показник", en: "Figure")
    static let advice = Sentence(uk: "Що зробити", en: "What to do")
    static let goThere = Sentence(uk: "Перейти", en: "Go there")
    static let well = Sentence(
        uk: "Усе, чим користуються, працює.", en: "Everything that is in use works.")
    static let someWarn = Sentence(uk: "Потребує уваги:", en: "Worth a look:")
    static let someBroken = Sentence(
        uk: "Не працює або потребує уваги:", en: "Broken, or worth a look:")

    static func of(_ state: StatusLink.State) -> Sentence {
        switch state {
        case .works: Sentence(uk: "працює", en: "works")
        case .warns: Sentence(uk: "увага", en: "worth a look")
        case .broken: Sentence(uk: "не працює", en: "broken")
        case .notSetUp: Sentence(uk: "не задіяно", en: "not in use")
        }
    }

    static let module = Sentence(uk: "Модуль", en: "Module")
    static let on = Sentence(uk: "увімкнено", en: "on")
    static let off = Sentence(uk: "вимкнено", en: "off")
    static let account = Sentence(uk: "API Phonet", en: "Phonet’s API")
    static let noAccount = Sentence(uk: "не підключено", en: "not connected")
    static let notChecked = Sentence(uk: "ще не перевіряли", en: "not checked yet")
    static let failures = Sentence(uk: "Непрочитані повідомлення", en: "Unreadable messages")
    static let extensions = Sentence(
        uk: "Внутрішні номери без співробітника", en: "Extensions without an employee")
    static let writer = Sentence(uk: "Черга запису", en: "Queue of writes")
    static let notices = Sentence(uk: "Сповіщення", en: "Notices")
    static let pushes = Sentence(uk: "Пуші", en: "Pushes")
    static let noBrowsers = Sentence(
        uk: "жоден браузер їх не отримує", en: "no browser gets them")
    static let eyes = Sentence(uk: "Від події до екрана", en: "From event to screen")
    static let recordings = Sentence(uk: "Записи розмов", en: "Recordings")
    static let noTrouble = Sentence(uk: "за добу без збоїв", en: "no trouble in a day")
    static let failedLast = Sentence(uk: "не вдалося отримати", en: "could not be had")
    static let database = Sentence(uk: "База даних", en: "Database")
    static let backup = Sentence(uk: "Резервна копія", en: "Backup")
    static let version = Sentence(uk: "Версія", en: "Version")
    static let startedAt = Sentence(uk: "Працює від", en: "Running since")
    static let clock = Sentence(uk: "Годинник", en: "Clock")
    static let never = Sentence(uk: "ще не було", en: "none yet")
    static let notMeasured = Sentence(uk: "ще не виміряно", en: "not measured yet")
    static let second = Sentence(uk: "с", en: "s")
    static let millisecond = Sentence(uk: "мс", en: "ms")
    static let point = Sentence(uk: ",", en: ".")
    static let kilobyte = Sentence(uk: "КБ", en: "KB")
    static let units: [(Sentence, Double)] = [
        (Sentence(uk: "ГБ", en: "GB"), 1_000_000_000), (Sentence(uk: "МБ", en: "MB"), 1_000_000),
    ]

    static func received(_ kind: LastReceived.Kind) -> Sentence {
        switch kind {
        case .customerData:
            Sentence(uk: "Запити за номером", en: "Questions for a number")
        case .afterCallEnd:
            Sentence(uk: "Повна інформація про дзвінки", en: "Full information about calls")
        case .dial: Sentence(uk: "Події: початок виклику", en: "Events: a call begins")
        case .bridge: Sentence(uk: "Події: відповідь", en: "Events: an answer")
        case .hangup: Sentence(uk: "Події: завершення", en: "Events: an end")
        }
    }

    static func answers(_ kind: AnswerTimes.Kind) -> Sentence {
        switch kind {
        case .event: Sentence(uk: "Відповіді на події", en: "Answers to events")
        case .lookup:
            Sentence(uk: "Відповіді на запити за номером", en: "Answers to questions for a number")
        case .page: Sentence(uk: "Відкриття сторінок", en: "Opening pages")
        case .poll: Sentence(uk: "Оновлення сторінок", en: "Renewing pages")
        case .api: Sentence(uk: "Відповіді API", en: "Answers of the API")
        }
    }

    static func percentiles(_ median: String, _ p95: String, _ p99: String) -> Sentence {
        Sentence(
            uk: "половина до \(median), 95 % до \(p95), 99 % до \(p99)",
            en: "half within \(median), 95 % within \(p95), 99 % within \(p99)")
    }

    static func ofWork(_ time: String) -> Sentence {
        Sentence(uk: "робочого часу – \(time)", en: "\(time) of working hours")
    }

    static func inADay(_ count: Int) -> Sentence {
        Sentence(uk: "за добу: \(count)", en: "in a day: \(count)")
    }

    static func load(_ waiting: Int, longest: String) -> Sentence {
        Sentence(
            uk: "чекають: \(waiting), найдовший запис – \(longest)",
            en: "waiting: \(waiting), the longest write took \(longest)")
    }

    static func waiting(_ count: Int) -> Sentence {
        Sentence(uk: "чекають: \(count)", en: "waiting: \(count)")
    }

    static func oldest(_ age: String) -> Sentence {
        Sentence(uk: "найдовше – \(age)", en: "the longest for \(age)")
    }

    static func browsers(_ count: Int, broken: Int) -> Sentence {
        broken == 0
            ? Sentence(uk: "браузерів: \(count)", en: "browsers: \(count)")
            : Sentence(
                uk: "браузерів: \(count), не доходять: \(broken)",
                en: "browsers: \(count), not arriving: \(broken)")
    }

    static func pushes(underWay: Int, failed: Int) -> Sentence {
        Sentence(
            uk: "у дорозі: \(underWay), не надіслано за добу: \(failed)",
            en: "under way: \(underWay), given up in a day: \(failed)")
    }

    static func slowest(_ time: String, of count: Int) -> Sentence {
        Sentence(
            uk: "95 зі 100 – до \(time); виміряно разів: \(count)",
            en: "95 of 100 within \(time); measured \(count) times")
    }

    static func size(_ database: String, journal: String) -> Sentence {
        Sentence(uk: "\(database), журнал змін \(journal)", en: "\(database), journal \(journal)")
    }

    static func free(_ room: String) -> Sentence {
        Sentence(uk: "вільно на диску \(room)", en: "free on the disk \(room)")
    }
}
