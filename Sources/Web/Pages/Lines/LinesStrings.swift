import CallRules
import Store

/// The texts of the pages of lines.
enum LinesStrings {
    static let title = LocalizedText(uk: "Лінії", en: "Lines")
    static let lead = LocalizedText(
        uk: """
            Номери компанії, на які й з яких дзвонять. Лінія з’являється сама з першим дзвінком; дайте \
            їй назву, і її буде видно всюди замість номера.
            """,
        en: """
            The company’s numbers that calls come in on and go out by. A line appears by itself with its \
            first call; give it a name, and the name stands everywhere instead of the number.
            """)
    static let none = LocalizedText(uk: "Ліній ще немає", en: "There are no lines yet")
    static let noneNext = LocalizedText(
        uk: "Перша з’явиться, щойно хтось зателефонує.",
        en: "The first appears as soon as somebody calls.")
    static let callsLately = LocalizedText(uk: "Дзвінків за 30 днів", en: "Calls in 30 days")
    static let own = LocalizedText(uk: "Власне", en: "Its own")
    static let asCompany = LocalizedText(uk: "усе, як у компанії", en: "all as the company")
    static let nameOfLine = LocalizedText(uk: "Назва лінії", en: "Name of the line")
    static let nameHelp = LocalizedText(
        uk: "Наприклад «Магазин» або «Сервіс», до 60 символів. Порожнє поле – показувати номер.",
        en: "For example “Shop” or “Service”, up to 60 characters. Empty: the number is shown.")
    static let anyLine = LocalizedText(uk: "без власних правил", en: "one without own rules")
    static let statistics = LocalizedText(
        uk: "На які лінії дзвонили та з яких телефонували.",
        en: "The lines that calls came in on and went out by.")

    static let leads = LocalizedText(
        uk: "Які дзвінки цієї лінії створюють лідів і з яким джерелом.",
        en: "Which calls of this line create leads, and with which source.")
    static let people = LocalizedText(
        uk: "Кому дістаються ліди цієї лінії та кого сповіщати про її пропущені дзвінки.",
        en: "Who gets the leads of this line, and who gets notices of its missed calls.")
    static let people2 = LocalizedText(uk: "Люди", en: "People")
    static let hours = LocalizedText(
        uk:
            "Коли на цій лінії відповідають. Винятки компанії діють і тут; для тієї самої дати діє виняток лінії.",
        en:
            "When this line is answered. The company’s exceptions hold here, too; of the same date that of the line does."
    )
    static let kinds = LocalizedText(
        uk: "Те, чого лінія не має свого, береться з налаштувань компанії.",
        en: "What a line does not have of its own is taken from the company’s settings.")

    static func asCompany(_ value: String) -> LocalizedText {
        LocalizedText(uk: "Як у компанії: \(value)", en: "As the company: \(value)")
    }

    static let distributionHelp = LocalizedText(
        uk: "Нікого не вибрано – список компанії.", en: "Nobody chosen: the company’s list.")
    static let toldHelp = LocalizedText(
        uk: """
            Їх сповіщають про пропущені дзвінки з невідомих номерів на цю лінію, хоч би що було \
            вимкнено в компанії. Нікого не вибрано – як у компанії.
            """,
        en: """
            They get notices of missed calls from unknown numbers on this line, whatever the company has \
            switched off. Nobody chosen: as the company.
            """)
    static let changedMeanwhile = LocalizedText(
        uk: "Лінію тим часом змінив хтось інший. Перегляньте її та збережіть ще раз.",
        en: "Somebody else changed the line meanwhile. Look at it and save again.")

    /// What a line has of its own, for the list.
    static func name(of own: OwnRules) -> [LocalizedText] {
        var parts: [LocalizedText] = []
        if own.createLead != OwnSwitches() { parts.append(CommonStrings.rules) }
        if own.missedCallLeadSourceID != nil || own.answeredCallLeadSourceID != nil {
            parts.append(CommonStrings.source)
        }
        if !own.distributionEmployeeIDs.isEmpty { parts.append(CommonStrings.leadDistribution) }
        if !own.notifyMissedUnknownEmployeeIDs.isEmpty { parts.append(CommonStrings.notices) }
        if own.week != nil || !own.exceptions.isEmpty { parts.append(HoursStrings.title) }
        return parts
    }
}
