import CallRules

/// The validation messages of every value that can be saved, in both languages.
enum ValidationMessage {
    static let tooManyViews = LocalizedText(
        uk: "у вас уже \(SavedView.limit) збережених подань: спершу видаліть якесь",
        en: "you have \(SavedView.limit) saved views already: delete one first")
    static let mergeGoesOn = LocalizedText(
        uk: "об’єднання ще триває, спробуйте за хвилину",
        en: "the merge still goes on, try again in a minute")
    static let empty = LocalizedText(uk: "не може бути порожнім", en: "must not be empty")
    static let controls = LocalizedText(
        uk: "не може містити службових символів", en: "must not contain control characters")
    static let noEmail = LocalizedText(uk: "це не адреса e-mail", en: "is no e-mail address")
    static let noExtension = LocalizedText(
        uk: "має бути від 1 до 20 цифр", en: "must be 1 to 20 digits")
    static let noKey = LocalizedText(
        uk: "має бути сам ключ: латинські літери, цифри та знаки, без пропусків",
        en: "must be the key itself: letters, digits and signs, no spaces")
    static let noBotToken = LocalizedText(
        uk: "має бути токеном від @BotFather, наприклад 123456789:AAE…",
        en: "must be a token from @BotFather, such as 123456789:AAE…")
    static let keyAgain = LocalizedText(
        uk: "введіть ключ ще раз: змінився домен", en: "must be given again when the domain changes"
    )
    static let tellsNobody = LocalizedText(
        uk: """
            нікого не вибрано: оберіть співробітників тут або серед тих, кому надсилаються пуші при \
            дзвінках
            """,
        en: "reaches nobody: choose employees here, or among those who get pushes about calls")
    static let past = LocalizedText(uk: "має бути в майбутньому", en: "must be in the future")
    static let readOnlySignIn = LocalizedText(
        uk: "токен, що лише читає, не робить посилань для входу",
        en: "a token that only reads makes no sign-in links")
    static func tooManyEndpoints(_ limit: Int) -> LocalizedText {
        LocalizedText(
            uk: "вебхуків уже \(limit): спершу видаліть якийсь",
            en: "there are \(limit) webhooks already: delete one first")
    }

    static func noToken(_ id: Int64) -> LocalizedText {
        LocalizedText(uk: "токена \(id) немає", en: "there is no token \(id)")
    }

    static func noOrigin(_ text: String) -> LocalizedText {
        let shown = String(text.prefix(100))
        return LocalizedText(
            uk: "«\(shown)» – не адреса сайту, як-от https://crm.example.com",
            en: "“\(shown)” is no address of a site, such as https://crm.example.com")
    }

    static let lineNameTaken = LocalizedText(
        uk: "так уже названо іншу лінію", en: "is the name of another line already")
    static func namesIt(_ line: Line) -> LocalizedText {
        LocalizedText(
            uk: "вказано в лінії «\(line.shown)»", en: "is named by line “\(line.shown)”")
    }
    static let noSetting = LocalizedText(uk: "такого налаштування немає", en: "is no setting")
    static let noHost = LocalizedText(uk: "має бути ім’ям хоста", en: "must be a host name")
    static let hostWithPort = LocalizedText(
        uk: "має бути ім’ям хоста без порту; порт може дозволити оператор параметром --phonet-host",
        en: """
            must be a host name without a port; an operator can allow a port with the option \
            --phonet-host
            """)
    static let noTimezone = LocalizedText(
        uk: "має бути часовим поясом, наприклад Europe/Kyiv",
        en: "must be a time zone such as Europe/Kyiv")
    static let newLeadsNeedActive = LocalizedText(
        uk: "статус нових лідів має бути активним", en: "the status of new leads must be active")
    static let anotherDefault = LocalizedText(
        uk: "натомість зробіть статусом за замовчуванням інший",
        en: "make another status the default instead")
    static let isDefault = LocalizedText(
        uk: "з цього статусу починають нові ліди", en: "new leads start in this status")
    static let noStatusForNewLeads = LocalizedText(
        uk: "немає статусу для нових лідів", en: "there is no lead status for new leads")
    static let addressOnly = LocalizedText(
        uk: "має бути адресою без пропусків і особливих знаків",
        en: "must be an address without spaces or special characters")
    static let schemeAndHost = LocalizedText(
        uk: "має починатися з https:// або http:// та хоста",
        en: "must start with https:// or http:// and a host")
    static let plainHost = LocalizedText(
        uk: "має містити звичайний хост", en: "must have a plain host")
    static let braceAlone = LocalizedText(
        uk: "має дужку без пари", en: "has a brace without its pair")
    static let placeholders = LocalizedText(
        uk: "може містити лише {id}, {external_id} та {phone}",
        en: "may hold {id}, {external_id} and {phone} only")
    static let namesEmployee = LocalizedText(
        uk: "тут указано цього співробітника", en: "names this employee")

    static let emailToSignIn = LocalizedText(
        uk: "потрібен, щоб увійти", en: "is needed for signing in")
    static let activeToSignIn = LocalizedText(
        uk: "увійти може лише активний співробітник", en: "only an active employee can sign in")
    static let lastAdministrator = LocalizedText(
        uk: "це останній адміністратор, який може увійти",
        en: "this is the last administrator who can sign in")
    static let hasAdministrator = LocalizedText(
        uk: "адміністратор уже є", en: "there is an administrator already")

    static let noClient = LocalizedText(uk: "такого клієнта немає", en: "there is no such client")
    static let noLead = LocalizedText(uk: "такого ліда немає", en: "there is no such lead")
    static let noOwnExtension = LocalizedText(
        uk: "співробітник не має внутрішнього номера", en: "this employee has no extension")

    static func tooLong(_ limit: Int) -> LocalizedText {
        LocalizedText(
            uk: "має містити щонайбільше \(limit) символів",
            en: "must have at most \(limit) characters")
    }

    static func tooMany(_ limit: Int) -> LocalizedText {
        LocalizedText(uk: "має бути щонайбільше \(limit)", en: "must be at most \(limit)")
    }

    static func tooManyPhones(_ limit: Int) -> LocalizedText {
        LocalizedText(
            uk: "має бути щонайбільше \(limit) номерів", en: "must have at most \(limit) numbers")
    }

    static func outside(_ limits: ClosedRange<Int>) -> LocalizedText {
        LocalizedText(
            uk: "має бути від \(limits.lowerBound) до \(limits.upperBound)",
            en: "must be from \(limits.lowerBound) to \(limits.upperBound)")
    }

    static func noDays(atLeast least: Int) -> LocalizedText {
        LocalizedText(
            uk: "має бути 0 або цілим числом від \(least) до \(Retention.maxDays)",
            en: "must be 0 or a whole number from \(least) to \(Retention.maxDays)")
    }

    static func noWholeNumber(_ limits: ClosedRange<Int>) -> LocalizedText {
        LocalizedText(
            uk: "має бути цілим числом від \(limits.lowerBound) до \(limits.upperBound)",
            en: "must be a whole number from \(limits.lowerBound) to \(limits.upperBound)")
    }

    static func noPhone(_ text: String) -> LocalizedText {
        if SpreadsheetNumber(text) == .digitsLost { return scientificPhone(text) }
        let shown = text.prefix(40)
        return LocalizedText(
            uk: "«\(shown)» – не повний номер телефону",
            en: "“\(shown)” is no complete phone number")
    }

    private static func scientificPhone(_ text: String) -> LocalizedText {
        let shown = text.prefix(40)
        return LocalizedText(
            uk: """
                таблиця зробила з номера «\(shown)», і цифри втрачено; задайте стовпцю формат «Текст» і \
                збережіть файл ще раз
                """,
            en: """
                a spreadsheet turned the number into “\(shown)” and lost digits; give the column the format \
                “Text” and save the file again
                """)
    }

    static let sharedNumber = LocalizedText(
        uk: "цей номер мають кілька карток; вкажіть зовнішній id або номер картки",
        en: "several cards have this number; say the external id or the card number")

    static let otherImport = LocalizedText(
        uk: "триває інший імпорт; зачекайте, доки він завершиться",
        en: "another import is under way; please wait until it is over")
    static let columnTwice = LocalizedText(
        uk: "кожне поле, крім телефонів, може мати лише один стовпець",
        en: "each field but the phones can have one column only")
    static let noTellingColumn = LocalizedText(
        uk: "вкажіть, у якому стовпці ім’я або телефон",
        en: "say which column holds the name or the phone")

    static func nobodyCalled(_ text: String) -> LocalizedText {
        let shown = text.prefix(60)
        return LocalizedText(
            uk: "немає співробітника «\(shown)», або їх кілька",
            en: "there is no employee “\(shown)”, or more than one")
    }

    static func nothingCalled(_ text: String) -> LocalizedText {
        let shown = text.prefix(60)
        return LocalizedText(uk: "«\(shown)» немає", en: "there is no “\(shown)”")
    }

    static func noNetwork(_ text: String) -> LocalizedText {
        let shown = text.prefix(60)
        return LocalizedText(
            uk: "«\(shown)» – не IP-адреса і не мережа",
            en: "“\(shown)” is no IP address or network")
    }

    static func wideNetwork(_ text: String) -> LocalizedText {
        LocalizedText(
            uk: """
                «\(text)» завелика: у ній адреси не лише Phonet, а довіра діє для кожної. Найбільше \
                /16 для IPv4 і /32 для IPv6
                """,
            en: """
                “\(text)” is too wide: it holds addresses of others than Phonet, and each would be \
                trusted. At most /16 for IPv4 and /32 for IPv6
                """)
    }

    static func foreignHost(_ allowed: [String]) -> LocalizedText {
        let list = allowed.joined(separator: ", ")
        return LocalizedText(
            uk: """
                має закінчуватися на одне з: \(list). Інший хост може дозволити оператор параметром \
                --phonet-host
                """,
            en: """
                must end in one of: \(list). An operator can allow another host with the option \
                --phonet-host
                """)
    }

    static func noEmployee(_ id: Employee.ID) -> LocalizedText {
        LocalizedText(
            uk: "співробітника \(id.value) немає", en: "there is no employee \(id.value)")
    }

    static func noSource(_ id: LeadSource.ID) -> LocalizedText {
        LocalizedText(
            uk: "джерела ліда \(id.value) немає", en: "there is no lead source \(id.value)")
    }

    static let noBeginning = LocalizedText(
        uk: "не початок номера: від 3 до 14 цифр, і не вся Україна",
        en: "is no beginning of a number: 3 to 14 digits, and not all of Ukraine")
    static let noCallSeen = LocalizedText(
        uk: "Ви не бачите дзвінків із цього номера: попросіть керівника додати його",
        en: "you see no call of this number: ask a supervisor to add it")
    static let ignoredAlready = LocalizedText(
        uk: "уже в списку ігнорованих", en: "is ignored already")

    static func tooManyIgnored(_ limit: Int) -> LocalizedText {
        LocalizedText(
            uk: "список повний: у ньому щонайбільше \(limit) номерів",
            en: "the list is full: it holds at most \(limit) numbers")
    }

    static func noCategory(_ id: CallCategory.ID) -> LocalizedText {
        LocalizedText(
            uk: "категорії дзвінків \(id.value) немає",
            en: "there is no category of calls \(id.value)")
    }

    static func noStatus(_ id: LeadStatus.ID) -> LocalizedText {
        LocalizedText(
            uk: "статусу ліда \(id.value) немає", en: "there is no lead status \(id.value)")
    }

    static func notActive(_ status: String) -> LocalizedText {
        LocalizedText(
            uk: "статус «\(status)» не активний", en: "“\(status)” is no active status")
    }

    static func settingNeedsActive(_ key: String) -> LocalizedText {
        LocalizedText(
            uk: "цей статус указано в налаштуваннях, там потрібен активний",
            en: "settings.\(key) needs an active status")
    }

    static let caseEnded = LocalizedText(
        uk: "цей пропущений уже не чекає", en: "this missed call waits no longer")
    static let caseNotClosed = LocalizedText(
        uk: "цей пропущений ніхто не закривав", en: "nobody closed this missed call")

    static let inactive = LocalizedText(
        uk: "співробітник неактивний", en: "this employee is inactive")
    static let rosterChanged = LocalizedText(
        uk: "список змінився після перегляду; нічого не записано",
        en: "the list has changed since it was shown; nothing was written")

    static func needsAlso(_ other: String) -> LocalizedText {
        LocalizedText(
            uk: "номер звільниться, лише якщо обрати також: \(other)",
            en: "the number becomes free only together with: \(other)")
    }

    static func has(_ number: String) -> LocalizedText {
        LocalizedText(
            uk: "уже має внутрішній номер \(number)", en: "already has the extension \(number)")
    }

    static func of(_ who: String, _ validationMessage: LocalizedText) -> LocalizedText {
        LocalizedText(uk: "\(who): \(validationMessage.uk)", en: "\(who): \(validationMessage.en)")
    }

    /// By a record that the person does not see.
    static let takenUnseen = LocalizedText(uk: "уже зайнято", en: "is taken already")

    static func taken(by other: String) -> LocalizedText {
        LocalizedText(uk: "уже має \(other)", en: "already belongs to \(other)")
    }

    static let otherDigits = LocalizedText(
        uk: "це не останні чотири цифри номера", en: "are not the last four digits of the number")
    static let erasedAlready = LocalizedText(
        uk: "номер уже стирається або стертий", en: "the number is erased, or about to be")

    static let mergedIntoItself = LocalizedText(
        uk: "не можна об’єднати із самим собою", en: "cannot be merged into itself")
    static let onlyAdministrators = LocalizedText(
        uk: "лише токен адміністратора створює і змінює адміністраторів",
        en: "only an administrator's token makes and changes administrators")
}
