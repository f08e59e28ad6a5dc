import CallRules
import Store

/// The words of the page of one call.
enum CallWords {
    static let client = Sentence(uk: "Клієнт", en: "Client")
    static let company = Sentence(uk: "Компанія", en: "Company")
    static let lead = Sentence(uk: "Лід", en: "Lead")
    static let leadCreated = Sentence(uk: "створений цим дзвінком", en: "made by this call")
    static let change = Sentence(uk: "змінити", en: "change")
    static let choose = Sentence(uk: "вказати", en: "choose")
    static let number = Sentence(uk: "Номер", en: "Number")
    static let employee = Sentence(uk: "Співробітник", en: "Employee")
    static let unmapped = Sentence(
        uk: "внутрішній номер, якого ніхто не має", en: "an internal number nobody has")
    static let line = Sentence(uk: "Лінія", en: "Line")
    static let started = Sentence(uk: "Початок", en: "Began")
    static let answered = Sentence(uk: "Відповідь", en: "Answered")
    static let ended = Sentence(uk: "Кінець", en: "Ended")
    static let wait = Sentence(uk: "Очікування", en: "Wait")
    static let talk = Sentence(uk: "Розмова", en: "Talk")
    static let transfers = Sentence(uk: "Переведення", en: "Transfers")
    static let source = Sentence(uk: "Звідки відомо", en: "Known from")
    static let decisions = Sentence(uk: "Що зробили правила", en: "What the rules did")
    static let noDecisions = Sentence(
        uk: "Правила цього дзвінка не торкалися.", en: "No rule has looked at this call.")
    static let notices = Sentence(uk: "Повідомлення", en: "Notices")
    static let noNotices = Sentence(uk: "Нікому не повідомляли.", en: "Nobody was told.")

    static let legs = Sentence(uk: "Перебіг дзвінка", en: "Course of the call")
    static let person = Sentence(uk: "Хто", en: "Who")
    static let time = Sentence(uk: "Час", en: "Time")
    static let course = Sentence(uk: "Перебіг", en: "Course")
    static let nobody = Sentence(uk: "невідомо хто", en: "unknown")
    static let group = Sentence(uk: "група", en: "group")
    static let menu = Sentence(uk: "голосове меню", en: "voice menu")

    static func origin(_ origin: CallOrigin) -> Sentence {
        switch origin {
        case .webhook: Sentence(uk: "повідомив Phonet", en: "told by Phonet")
        case .recovered:
            Sentence(uk: "відновлено з історії Phonet", en: "recovered from Phonet’s history")
        }
    }

    static func verdict(_ didSomething: Bool) -> Sentence {
        didSomething
            ? Sentence(uk: "спрацювало", en: "acted") : Sentence(uk: "без змін", en: "no change")
    }

    static func rang(_ seconds: Int) -> Sentence {
        let length = Voice.duration(seconds: seconds)
        return Sentence(uk: "дзвонив \(length)", en: "rang \(length)")
    }

    static func talked(_ seconds: Int) -> Sentence {
        let length = Voice.duration(seconds: seconds)
        return Sentence(uk: "розмова \(length)", en: "talk \(length)")
    }

    /// What became of a notice.
    static func fate(of notice: NoticeRow) -> Sentence {
        if notice.seenAt != nil { return Sentence(uk: "переглянуто", en: "seen") }
        if notice.sentAt != nil { return Sentence(uk: "надіслано", en: "sent") }
        return switch notice.droppedReason {
        case nil: Sentence(uk: "чекає на надсилання", en: "waits to be sent")
        case "took_part":
            Sentence(
                uk: "не надсилалося: людина брала участь у дзвінку",
                en: "not sent: the person took part in the call")
        case "answered":
            Sentence(
                uk: "не надсилалося: на дзвінок відповіли",
                en: "not sent: the call was answered")
        case "stale":
            Sentence(
                uk: "не надсилалося: дзвінок задавній", en: "not sent: the call is too long ago")
        case _?: Sentence(uk: "не надсилалося", en: "not sent")
        }
    }
}
