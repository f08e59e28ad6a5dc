import CallRules
import Store

/// What the page of the audit says.
enum AuditWords {
    static let title = Sentence(uk: "Аудит", en: "Audit")
    static let lead = Sentence(
        uk: """
            Хто що зробив: входи, зміни, дзвінки зі сторінок і прослуховування. Рядки лише \
            додаються; що саме змінено в налаштуваннях, видно в «Історії змін».
            """,
        en: """
            Who did what: signing in, changes, calls made from pages, and listening. Lines are only \
            added; what was changed in the settings is in the history of changes.
            """)
    static let action = Sentence(uk: "Що", en: "What")
    static let time = Sentence(uk: "Коли", en: "When")
    static let actor = Sentence(uk: "Хто", en: "Who")
    static let subject = Sentence(uk: "З чим", en: "To what")
    static let source = Sentence(uk: "Звідки", en: "From where")
    static let machine = Sentence(uk: "цей сервер", en: "this server")
    static let command = Sentence(uk: "команда", en: "a command")
    static let nothing = Sentence(uk: "Аудит порожній", en: "The audit is empty")
    static let nothingNext = Sentence(
        uk: "Перший рядок з’явиться, щойно хтось щось зробить.",
        en: "The first line appears as soon as somebody does something.")
    static let noneFits = Sentence(
        uk: "За цими умовами рядків немає", en: "No lines fit these conditions")
    static let noneFitsNext = Sentence(
        uk: "Розширте дні або зніміть частину умов. За один раз переглядається 50 000 рядків.",
        en:
            "Choose more days or leave conditions out. Fifty thousand lines are looked through at a time."
    )
    static let all = Sentence(uk: "усі", en: "all")
    static let call = Sentence(uk: "дзвінок", en: "a call")
    static let missedCase = Sentence(uk: "пропущений дзвінок", en: "a missed call")
    static let dialling = Sentence(uk: "набір номера", en: "dialling")
    static let unknown = Sentence(uk: "Дія новішої версії", en: "An action of a newer version")
    static let newest = Sentence(uk: "Найновіші", en: "Newest")
    static let older = Sentence(uk: "Раніше", en: "Earlier")
    static let pages = Sentence(uk: "Сторінки аудиту", en: "Pages of the audit")

    static func leadNumber(_ number: Int64) -> Sentence {
        Sentence(uk: "лід \(number)", en: "lead \(number)")
    }

    static func settingVersion(_ number: Int64) -> Sentence {
        Sentence(uk: "версія \(number)", en: "version \(number)")
    }

    static func backup(_ number: Int64) -> Sentence {
        Sentence(uk: "копія \(number)", en: "copy \(number)")
    }

    static func message(_ number: Int64) -> Sentence {
        Sentence(uk: "повідомлення \(number)", en: "message \(number)")
    }

    /// Every action, by its name.
    static func actions(_ say: Voice) -> [Choice.Option] {
        AuditAction.allCases.map { Choice.Option(value: $0.rawValue, label: say(of($0))) }
    }

    static func of(_ action: AuditAction) -> Sentence {
        switch action {
        case .setUp: Sentence(uk: "Створено адміністратора", en: "Administrator made")
        case .invited: Sentence(uk: "Створено запрошення", en: "Invitation made")
        case .invitationAccepted: Sentence(uk: "Прийнято запрошення", en: "Invitation accepted")
        case .signedIn: Sentence(uk: "Вхід", en: "Signed in")
        case .signInRefused: Sentence(uk: "Відмовлено у вході", en: "Sign-in refused")
        case .signedOut: Sentence(uk: "Вихід", en: "Signed out")
        case .signedOutEverywhere: Sentence(uk: "Вихід усюди", en: "Signed out everywhere")
        case .passwordChanged: Sentence(uk: "Змінено пароль", en: "Password changed")
        case .employeeAdded: Sentence(uk: "Додано співробітника", en: "Employee added")
        case .employeeChanged: Sentence(uk: "Змінено співробітника", en: "Employee changed")
        case .employeeDeleted: Sentence(uk: "Видалено співробітника", en: "Employee deleted")
        case .employeeTakenOver:
            Sentence(uk: "Взято співробітника з Phonet", en: "Employee taken from Phonet")
        case .extensionAssigned:
            Sentence(uk: "Призначено внутрішній номер", en: "Extension assigned")
        case .leadStatusesChanged:
            Sentence(uk: "Змінено статуси лідів", en: "Lead statuses changed")
        case .leadSourcesChanged: Sentence(uk: "Змінено джерела лідів", en: "Lead sources changed")
        case .webhookTokenMade:
            Sentence(uk: "Створено секретні адреси", en: "Secret addresses made")
        case .listened: Sentence(uk: "Прослухано запис", en: "Recording played")
        case .callAsked: Sentence(uk: "Набрано номер", en: "Number dialled")
        case .callHungUp: Sentence(uk: "Покладено слухавку", en: "Call hung up")
        case .missedCaseClosed: Sentence(uk: "Закрито пропущений", en: "Missed call closed")
        case .missedCaseReopened:
            Sentence(uk: "Знову відкрито пропущений", en: "Missed call reopened")
        case .leadMade: Sentence(uk: "Створено ліда з дзвінка", en: "Lead made of a call")
        case .clientAttached: Sentence(uk: "Вказано клієнта дзвінка", en: "Client of a call named")
        case .clientDetached:
            Sentence(uk: "Прибрано клієнта дзвінка", en: "Client of a call taken back")
        case .settingsChanged: Sentence(uk: "Змінено налаштування", en: "Settings changed")
        case .addressTrusted: Sentence(uk: "Довірено адресі", en: "Address trusted")
        case .messagesReplayed:
            Sentence(uk: "Оброблено повідомлення знову", en: "Messages taken again")
        case .apiTokenMade: Sentence(uk: "Створено токен API", en: "API token made")
        case .apiTokenRevoked: Sentence(uk: "Відкликано токен API", en: "API token revoked")
        case .backupMade: Sentence(uk: "Створено резервну копію", en: "Backup made")
        }
    }
}
