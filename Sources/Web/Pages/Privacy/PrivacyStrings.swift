import CallRules
import Store

/// The texts of the pages of personal data.
enum PrivacyStrings {
    static let title = LocalizedText(uk: "Персональні дані", en: "Personal data")
    static let lead = LocalizedText(
        uk: """
            Вкажіть номер, щоб побачити все, що про нього збережено, забрати це файлом або стерти. \
            Кожен крок записується в аудит.
            """,
        en: """
            Enter a number to see everything that is kept about it, take it with you as a file, or \
            erase it. Each step is noted in the audit.
            """)
    static let numberHelp = LocalizedText(
        uk: "У будь-якому написанні, наприклад 050 123 45 67.",
        en: "In any spelling, such as 050 123 45 67.")
    static let find = LocalizedText(uk: "Знайти все", en: "Find everything")

    static let keeping = LocalizedText(uk: "Терміни зберігання", en: "Retention periods")
    static let keepingLead = LocalizedText(
        uk: """
            Щоночі о 03:30 видаляється те, чий термін минув. Разом із дзвінками зникають їхні рядки у \
            статистиці.
            """,
        en: """
            Every night at 03:30 what was kept long enough is deleted. With calls goes their part of the \
            statistics.
            """)
    static let toSettings = LocalizedText(uk: "Змінити терміни", en: "Change the retention periods")
    static let kind = LocalizedText(uk: "Вид даних", en: "Kind of data")
    static let kept = LocalizedText(uk: "Зберігається", en: "Kept for")
    static let tonight = LocalizedText(
        uk: "Буде видалено найближчої ночі", en: "To be deleted tonight")
    static let forEver = LocalizedText(uk: "безстроково", en: "ever")
    static let purges = LocalizedText(uk: "Останні очищення", en: "The last purges")
    static let noPurges = LocalizedText(
        uk: "Ще нічого не видалялося.", en: "Nothing has been deleted yet.")
    static let deleted = LocalizedText(uk: "Видалено", en: "Deleted")

    static let erasures = LocalizedText(uk: "Стерті номери", en: "Erased numbers")
    static let erasuresLead = LocalizedText(
        uk: "Самих номерів тут немає: їх не збережено ніде.",
        en: "The numbers are not here: they are kept nowhere.")
    static let noErasures = LocalizedText(
        uk: "Жодного номера ще не стерто.", en: "No number has been erased yet.")
    static let what = LocalizedText(uk: "Що зроблено", en: "What was done")
    static let changed = LocalizedText(uk: "Змінено рядків", en: "Rows changed")
    static let check = LocalizedText(uk: "Пошук у файлі бази", en: "Search of the database file")
    static let nowhere = LocalizedText(uk: "номера немає", en: "the number is nowhere")
    static let unchecked = LocalizedText(uk: "не перевірено", en: "not checked")

    static let toPrivacy = LocalizedText(uk: "До персональних даних", en: "To personal data")
    static let aboutErased = LocalizedText(uk: "Стертий номер", en: "An erased number")
    static let erasedElsewhere = LocalizedText(
        uk: "Цей номер уже стерто.", en: "This number has been erased.")
    static let searching = LocalizedText(
        uk: "Шукаємо номер у всіх повідомленнях", en: "Looking for the number in all messages")
    static let searched = LocalizedText(
        uk: "Сторінка оновлюється сама. Переглянуто",
        en: "The page refreshes itself. Looked through:")
    static let nothing = LocalizedText(
        uk: "Про цей номер нічого не збережено", en: "Nothing is kept about this number")
    static let nothingNext = LocalizedText(
        uk: "Стирати нічого.", en: "There is nothing to erase.")
    static let file = LocalizedText(uk: "Зберегти все у файл", en: "Save everything as a file")
    static let fileHelp = LocalizedText(
        uk: "Файл JSON з усіма цими рядками; збереження записується в аудит.",
        en: "A JSON file with all these rows; saving it is noted in the audit.")
    static let onlyNumber = LocalizedText(
        uk: "інших номерів немає", en: "has no other number")

    static let erasing = LocalizedText(uk: "Прибрати номер", en: "Remove the number")
    static let erasingLead = LocalizedText(
        uk: """
            Підсумки у статистиці не зміняться. Повернути назад не можна; резервні копії, зроблені \
            раніше, ще міститимуть номер.
            """,
        en: """
            The totals of the statistics do not change. It cannot be undone; backups made before still \
            hold the number.
            """)
    static let digits = LocalizedText(
        uk: "Останні чотири цифри номера", en: "The last four digits of the number")
    static let digitsHelp = LocalizedText(
        uk: "На підтвердження, що йдеться саме про цей номер.",
        en: "To confirm that this number is meant.")
    static let confirm = LocalizedText(uk: "Виконати назавжди", en: "Do it for good")
    static let chooseManner = LocalizedText(uk: "виберіть, що зробити", en: "choose what to do")
    static let remains = LocalizedText(
        uk: """
            Номер міг з’явитися знову, якщо з нього вже телефонували. Знайдіть його ще раз, щоб \
            побачити, що про нього є тепер.
            """,
        en: """
            The number may have come again, if somebody called from it since. Look for it once more to \
            see what there is about it now.
            """)

    static func about(_ number: String) -> LocalizedText {
        LocalizedText(uk: "Дані про \(number)", en: "Data about \(number)")
    }

    static func remaining(_ count: Int) -> LocalizedText {
        LocalizedText(uk: "знайдено місць: \(count)", en: "places found: \(count)")
    }

    static func alike(_ count: Int) -> LocalizedText {
        LocalizedText(
            uk: "Місць, де на ці цифри закінчуються інші номери: \(count).",
            en: "Places where other numbers end in these digits: \(count).")
    }

    /// A number of rows; with a plus when counting stopped at `maxCounted`.
    static func rows(_ count: Int) -> String {
        count == PurgeCount.maxCounted ? "\(count)+" : String(count)
    }

    static func of(_ kind: PurgeKind) -> LocalizedText {
        switch kind {
        case .calls: CommonStrings.calls
        case .messages: CommonStrings.phonetLog
        case .notices: CommonStrings.notices
        case .audit: CommonStrings.audit
        case .reconciliationRuns:
            LocalizedText(uk: "Звірки з Phonet", en: "Reconciliations with Phonet")
        case .events: LocalizedText(uk: "Журнал подій для CRM", en: "Event log for the CRM")
        }
    }

    static func name(_ mode: Erasure.Mode) -> LocalizedText {
        switch mode {
        case .erase: LocalizedText(uk: "Стерти", en: "Erase")
        case .pseudonymise: LocalizedText(uk: "Замінити псевдонімом", en: "Replace by a pseudonym")
        }
    }

    static func done(_ mode: Erasure.Mode) -> LocalizedText {
        switch mode {
        case .erase: LocalizedText(uk: "стерто", en: "erased")
        case .pseudonymise: LocalizedText(uk: "замінено псевдонімом", en: "replaced by a pseudonym")
        }
    }

    /// The effects of an erasure on the data found.
    static func meaning(_ mode: Erasure.Mode, of inquiry: Inquiry, _ localize: Localizer)
        -> LocalizedText
    {
        let alone = inquiry.holders.count { $0.otherNumbers == 0 }
        let rest = inquiry.holders.count - alone
        let calls = localize(inquiry.rows(of: "call"), .calls)
        let messages = inquiry.rows(of: "webhook_message")
        return switch mode {
        case .erase:
            LocalizedText(
                uk: """
                    \(calls) без номера, імені й запису; тіл повідомлень, що зникнуть: \(messages); карток, що \
                    зникнуть: \(alone), що втратять лише цей номер: \(rest); тексти сповіщень і рішень буде стерто.
                    """,
                en: """
                    \(calls) without number, name and recording; bodies of messages that go: \(messages); cards \
                    that go: \(alone), that lose only this number: \(rest); texts of notices and decisions go.
                    """)
        case .pseudonymise:
            LocalizedText(
                uk: """
                    Замість номера й імен всюди стоятиме вигаданий номер, один і той самий: \(calls), карток: \
                    \(alone); карток, що втратять лише цей номер: \(rest); тіл повідомлень, що зникнуть: \(messages).
                    """,
                en: """
                    A made-up number, the same everywhere, replaces number and names: \(calls), cards: \(alone); \
                    cards that lose only this number: \(rest); bodies of messages that go: \(messages).
                    """)
        }
    }
}

extension Inquiry {
    fileprivate func rows(of table: String) -> Int {
        counts.first { $0.table == table }?.rows ?? 0
    }
}
