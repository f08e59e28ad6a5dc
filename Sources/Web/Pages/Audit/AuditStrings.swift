import CallRules
import Store

/// The texts of the audit page.
enum AuditStrings {
    static let lead = LocalizedText(
        uk: """
            Хто що зробив: входи, зміни, дзвінки зі сторінок і прослуховування. Рядки лише \
            додаються; що саме змінено в налаштуваннях, видно в «Історії змін».
            """,
        en: """
            Who did what: signing in, changes, calls made from pages, and listening. Entries are \
            only added; what was changed in the settings is in the change history.
            """)
    static let action = LocalizedText(uk: "Що", en: "What")
    static let subject = LocalizedText(uk: "З чим", en: "To what")
    static let machine = LocalizedText(uk: "цей сервер", en: "this server")
    static let nothing = LocalizedText(uk: "Аудит порожній", en: "The audit is empty")
    static let nothingNext = LocalizedText(
        uk: "Перший рядок з’явиться, щойно хтось щось зробить.",
        en: "The first entry appears as soon as somebody does something.")
    static let noneFits = LocalizedText(
        uk: "За цими умовами рядків немає", en: "No entries fit these conditions")
    static let noneFitsNext = LocalizedText(
        uk: "Розширте дні або зніміть частину умов. За один раз переглядається 50 000 рядків.",
        en:
            """
            Choose more days or leave conditions out. Fifty thousand entries are looked through \
            at a time.
            """)
    /// The exported lists, by the subject in the audit.
    static let files = [
        "calls": LocalizedText(uk: "дзвінки", en: "calls"),
        "clients": LocalizedText(uk: "клієнти", en: "clients"),
        "leads": LocalizedText(uk: "ліди", en: "leads"),
    ]
    static let missedCase = LocalizedText(uk: "пропущений дзвінок", en: "missed call")
    static let dialling = LocalizedText(uk: "набір номера", en: "dialling")
    static let personalData = LocalizedText(uk: "дані про номер", en: "data about a number")
    static let erasure = LocalizedText(uk: "стирання", en: "erasure")
    static let purge = LocalizedText(uk: "очищення", en: "purge")
    static let unknown = LocalizedText(uk: "Дія новішої версії", en: "An action of a newer version")
    static let pages = LocalizedText(uk: "Сторінки аудиту", en: "Audit pages")

    static func clientNumber(_ number: Int64) -> LocalizedText {
        LocalizedText(uk: "клієнт \(number)", en: "client \(number)")
    }

    static func leadNumber(_ number: Int64) -> LocalizedText {
        LocalizedText(uk: "лід \(number)", en: "lead \(number)")
    }

    static func importNumber(_ number: Int64) -> LocalizedText {
        LocalizedText(uk: "імпорт \(number)", en: "import \(number)")
    }

    static func settingVersion(_ number: Int64) -> LocalizedText {
        LocalizedText(uk: "версія \(number)", en: "version \(number)")
    }

    static func backup(_ number: Int64) -> LocalizedText {
        LocalizedText(uk: "копія \(number)", en: "copy \(number)")
    }

    static func webhook(_ number: Int64) -> LocalizedText {
        LocalizedText(uk: "вебхук \(number)", en: "webhook \(number)")
    }

    static func message(_ number: Int64) -> LocalizedText {
        LocalizedText(uk: "повідомлення \(number)", en: "message \(number)")
    }

    /// The text of each action.
    static func actions(_ localize: Localizer) -> [Choice.Option] {
        AuditAction.allCases.map { Choice.Option(value: $0.rawValue, label: localize(of($0))) }
    }

    static func of(_ action: AuditAction) -> LocalizedText {
        switch action {
        case .setUp: LocalizedText(uk: "Створено адміністратора", en: "Administrator created")
        case .invited: LocalizedText(uk: "Створено запрошення", en: "Invitation created")
        case .invitationAccepted:
            LocalizedText(uk: "Прийнято запрошення", en: "Invitation accepted")
        case .signedIn: LocalizedText(uk: "Виконано вхід", en: "Signed in")
        case .signInRefused: LocalizedText(uk: "Відмовлено у вході", en: "Sign-in refused")
        case .signInLinkMade:
            LocalizedText(uk: "Створено посилання для входу", en: "Sign-in link created")
        case .signedInByLink:
            LocalizedText(
                uk: "Виконано вхід за посиланням CRM", en: "Signed in by a link of the CRM")
        case .signedInBySSO:
            LocalizedText(uk: "Виконано вхід за JWT CRM", en: "Signed in by a JWT of the CRM")
        case .roleRaised:
            LocalizedText(
                uk: "Повну роль підтверджено паролем", en: "Full role confirmed by the password")
        case .ssoSecretMade:
            LocalizedText(uk: "Створено секрет входу за JWT", en: "Secret for JWT sign-in created")
        case .ssoSecretDeleted:
            LocalizedText(uk: "Видалено секрет входу за JWT", en: "Secret for JWT sign-in deleted")
        case .signedOut: LocalizedText(uk: "Виконано вихід", en: "Signed out")
        case .signedOutEverywhere:
            LocalizedText(uk: "Виконано вихід усюди", en: "Signed out everywhere")
        case .passwordChanged: LocalizedText(uk: "Змінено пароль", en: "Password changed")
        case .employeeAdded: LocalizedText(uk: "Додано співробітника", en: "Employee added")
        case .employeeChanged: LocalizedText(uk: "Змінено співробітника", en: "Employee changed")
        case .employeeDeleted: LocalizedText(uk: "Видалено співробітника", en: "Employee deleted")
        case .employeeTakenOver:
            LocalizedText(uk: "Взято співробітника з Phonet", en: "Employee imported from Phonet")
        case .extensionAssigned:
            LocalizedText(uk: "Призначено внутрішній номер", en: "Extension assigned")
        case .exported: LocalizedText(uk: "Вивантажено у файл", en: "Exported as a file")
        case .leadStatusesChanged:
            LocalizedText(uk: "Змінено статуси лідів", en: "Lead statuses changed")
        case .leadSourcesChanged:
            LocalizedText(uk: "Змінено джерела лідів", en: "Lead sources changed")
        case .callCategoriesChanged:
            LocalizedText(uk: "Змінено категорії дзвінків", en: "Call categories changed")
        case .numberIgnored:
            LocalizedText(uk: "Номер додано до ігнорованих", en: "Number put on the ignore list")
        case .ignoredNumberChanged:
            LocalizedText(
                uk: "Змінено причину ігнорування", en: "Reason of an ignored number changed")
        case .numberNoLongerIgnored:
            LocalizedText(
                uk: "Номер прибрано з ігнорованих", en: "Number taken from the ignore list")
        case .callNoted:
            LocalizedText(uk: "Записано нотатку про дзвінок", en: "Note on a call written")
        case .lineChanged: LocalizedText(uk: "Змінено лінію", en: "Line changed")
        case .webhookTokenMade:
            LocalizedText(uk: "Створено секретні адреси", en: "Secret addresses created")
        case .listened: LocalizedText(uk: "Прослухано запис", en: "Recording played")
        case .callAsked: LocalizedText(uk: "Набрано номер", en: "Number dialled")
        case .callHungUp: LocalizedText(uk: "Покладено слухавку", en: "Call hung up")
        case .missedCaseClosed: LocalizedText(uk: "Закрито пропущений", en: "Missed call closed")
        case .missedCaseReopened:
            LocalizedText(uk: "Знову відкрито пропущений", en: "Missed call reopened")
        case .leadMade: LocalizedText(uk: "Створено ліда з дзвінка", en: "Lead created from a call")
        case .leadAdded: LocalizedText(uk: "Додано ліда", en: "Lead added")
        case .leadChanged: LocalizedText(uk: "Змінено ліда", en: "Lead changed")
        case .leadDeleted: LocalizedText(uk: "Видалено ліда", en: "Lead deleted")
        case .leadsMerged: LocalizedText(uk: "Об’єднано лідів", en: "Leads merged")
        case .clientAdded: LocalizedText(uk: "Додано клієнта", en: "Client added")
        case .clientChanged: LocalizedText(uk: "Змінено клієнта", en: "Client changed")
        case .clientDeleted: LocalizedText(uk: "Видалено клієнта", en: "Client deleted")
        case .clientsMerged: LocalizedText(uk: "Об’єднано клієнтів", en: "Clients merged")
        case .clientAttached:
            LocalizedText(uk: "Вказано клієнта дзвінка", en: "Client of a call set")
        case .clientDetached:
            LocalizedText(uk: "Прибрано клієнта дзвінка", en: "Client of a call removed")
        case .leadAttached: LocalizedText(uk: "Вказано ліда дзвінка", en: "Lead of a call set")
        case .leadDetached:
            LocalizedText(uk: "Прибрано ліда дзвінка", en: "Lead of a call removed")
        case .mergeUndone:
            LocalizedText(uk: "Скасовано об’єднання", en: "Merge undone")
        case .attachmentUndone:
            LocalizedText(uk: "Повернено додані дзвінки", en: "Attached calls returned")
        case .synced: LocalizedText(uk: "Дані надіслала CRM", en: "Data sent by the CRM")
        case .imported: LocalizedText(uk: "Імпортовано файл", en: "File imported")
        case .settingsChanged: LocalizedText(uk: "Змінено налаштування", en: "Settings changed")
        case .addressTrusted: LocalizedText(uk: "Довірено адресі", en: "Address trusted")
        case .messagesReplayed:
            LocalizedText(uk: "Повторно оброблено журнал Phonet", en: "Phonet log processed again")
        case .apiTokenMade: LocalizedText(uk: "Створено токен API", en: "API token created")
        case .apiTokenRevoked: LocalizedText(uk: "Відкликано токен API", en: "API token revoked")
        case .webhookEndpointAdded: LocalizedText(uk: "Додано вебхук", en: "Webhook added")
        case .webhookEndpointChanged: LocalizedText(uk: "Змінено вебхук", en: "Webhook changed")
        case .webhookEndpointDeleted: LocalizedText(uk: "Видалено вебхук", en: "Webhook deleted")
        case .webhookEndpointStopped:
            LocalizedText(
                uk: "Вебхук вимкнено: не доставляється", en: "Webhook switched off: it fails")
        case .webhookSecretMade:
            LocalizedText(uk: "Створено секрет вебхука", en: "Secret of a webhook created")
        case .webhookTried: LocalizedText(uk: "Надіслано пробне", en: "Test sent")
        case .telegramLinked: LocalizedText(uk: "Telegram підключено", en: "Telegram linked")
        case .telegramUnlinked:
            LocalizedText(uk: "Telegram відключено", en: "Telegram unlinked")
        case .webhooksRepeated:
            LocalizedText(uk: "Події надіслано знову", en: "Events sent again")
        case .backupMade: LocalizedText(uk: "Створено резервну копію", en: "Backup created")
        case .inquiryMade:
            LocalizedText(uk: "Запитано дані про номер", en: "Data about a number requested")
        case .numberErased: LocalizedText(uk: "Стерто номер", en: "Number erased")
        case .purged: LocalizedText(uk: "Видалено застаріле", en: "Old data deleted")
        case .inquiryExported:
            LocalizedText(uk: "Збережено дані про номер", en: "Data about a number saved")
        case .numberPseudonymised:
            LocalizedText(uk: "Номер замінено псевдонімом", en: "Number replaced by a pseudonym")
        }
    }
}
