import CallRules
import Store

/// The words of the page of one call.
enum CallStrings {
    static let client = LocalizedText(uk: "Клієнт", en: "Client")
    static let company = LocalizedText(uk: "Компанія", en: "Company")
    static let lead = LocalizedText(uk: "Лід", en: "Lead")
    static let leadCreated = LocalizedText(uk: "створений цим дзвінком", en: "created by this call")
    static let change = LocalizedText(uk: "змінити", en: "change")
    static let choose = LocalizedText(uk: "вказати", en: "choose")
    static let number = LocalizedText(uk: "Номер", en: "Number")
    static let employee = LocalizedText(uk: "Співробітник", en: "Employee")
    static let unmapped = LocalizedText(
        uk: "внутрішній номер, якого ніхто не має", en: "an extension nobody has")
    static let line = LocalizedText(uk: "Лінія", en: "Line")
    static let started = LocalizedText(uk: "Початок", en: "Start")
    static let answered = LocalizedText(uk: "Відповідь", en: "Answer")
    static let ended = LocalizedText(uk: "Кінець", en: "End")
    static let wait = LocalizedText(uk: "Очікування", en: "Wait")
    static let talk = LocalizedText(uk: "Розмова", en: "Talk")
    static let transfers = LocalizedText(uk: "Переведення", en: "Transfers")
    static let source = LocalizedText(uk: "Звідки відомо", en: "Known from")
    static let decisions = LocalizedText(uk: "Що зробили правила", en: "What the rules did")
    static let noDecisions = LocalizedText(
        uk: "Правила цього дзвінка не торкалися.", en: "No rule has looked at this call.")
    static let notices = LocalizedText(uk: "Сповіщення", en: "Notices")
    static let noNotices = LocalizedText(uk: "Сповіщень не було.", en: "There were no notices.")

    static let legs = LocalizedText(uk: "Перебіг дзвінка", en: "Call timeline")
    static let person = LocalizedText(uk: "Хто", en: "Who")
    static let time = LocalizedText(uk: "Час", en: "Time")
    static let course = LocalizedText(uk: "Перебіг", en: "Course")
    static let nobody = LocalizedText(uk: "невідомо хто", en: "unknown")
    static let group = LocalizedText(uk: "група", en: "group")
    static let menu = LocalizedText(uk: "голосове меню", en: "voice menu")

    static func origin(_ origin: CallSource) -> LocalizedText {
        switch origin {
        case .webhook: LocalizedText(uk: "повідомив Phonet", en: "told by Phonet")
        case .recovered:
            LocalizedText(uk: "відновлено з історії Phonet", en: "recovered from Phonet’s history")
        }
    }

    static func verdict(_ didSomething: Bool) -> LocalizedText {
        didSomething
            ? LocalizedText(uk: "спрацювало", en: "acted")
            : LocalizedText(uk: "без змін", en: "no change")
    }

    static func rang(_ seconds: Int) -> LocalizedText {
        let length = Localizer.duration(seconds: seconds)
        return LocalizedText(uk: "дзвонив \(length)", en: "rang \(length)")
    }

    static func talked(_ seconds: Int) -> LocalizedText {
        let length = Localizer.duration(seconds: seconds)
        return LocalizedText(uk: "розмова \(length)", en: "talk \(length)")
    }

    /// What became of a notice.
    static func resolution(of notice: NoticeRow) -> LocalizedText {
        if notice.seenAt != nil { return LocalizedText(uk: "переглянуто", en: "seen") }
        if notice.sentAt != nil { return LocalizedText(uk: "надіслано", en: "sent") }
        return switch notice.droppedReason {
        case nil: LocalizedText(uk: "чекає на надсилання", en: "waits to be sent")
        case "took_part":
            LocalizedText(
                uk: "не надсилалося: людина брала участь у дзвінку",
                en: "not sent: the person took part in the call")
        case "answered":
            LocalizedText(
                uk: "не надсилалося: на дзвінок відповіли",
                en: "not sent: the call was answered")
        case "stale":
            LocalizedText(
                uk: "не надсилалося: дзвінок задавній", en: "not sent: the call is too long ago")
        case _?: LocalizedText(uk: "не надсилалося", en: "not sent")
        }
    }
}
