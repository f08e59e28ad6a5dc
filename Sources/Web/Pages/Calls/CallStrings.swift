import CallRules
import Store

/// Texts of the page of one call.
enum CallStrings {
    static let leadCreated = LocalizedText(uk: "створений цим дзвінком", en: "created by this call")
    static let change = LocalizedText(uk: "змінити", en: "change")
    static let choose = LocalizedText(uk: "вказати", en: "choose")
    static let unmapped = LocalizedText(
        uk: "внутрішній номер, якого ніхто не має", en: "an extension nobody has")
    static let started = LocalizedText(uk: "Початок", en: "Start")
    static let answered = LocalizedText(uk: "Відповідь", en: "Answer")
    static let ended = LocalizedText(uk: "Кінець", en: "End")
    static let transfers = LocalizedText(uk: "Переведення", en: "Transfers")
    static let source = LocalizedText(uk: "Звідки відомо", en: "Origin")
    static let decisions = LocalizedText(uk: "Що зробили правила", en: "What the rules did")
    static let noDecisions = LocalizedText(
        uk: "Правила цього дзвінка не торкалися.", en: "No rule has looked at this call.")
    static let noNotices = LocalizedText(uk: "Сповіщень не було.", en: "There were no notices.")

    static let legs = LocalizedText(uk: "Перебіг дзвінка", en: "Call timeline")
    static let course = LocalizedText(uk: "Перебіг", en: "Course")
    static let nobody = LocalizedText(uk: "невідомо хто", en: "unknown")
    static let group = LocalizedText(uk: "група", en: "group")
    static let menu = LocalizedText(uk: "голосове меню", en: "voice menu")

    static func origin(_ origin: CallSource) -> LocalizedText {
        switch origin {
        case .webhook: LocalizedText(uk: "повідомив Phonet", en: "Phonet webhook")
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

    /// The state of a notice: seen, sent, waiting, or not sent with the reason.
    static func resolution(of notice: NoticeRow) -> LocalizedText {
        if notice.seenAt != nil { return LocalizedText(uk: "переглянуто", en: "seen") }
        if notice.sentAt != nil { return LocalizedText(uk: "надіслано", en: "sent") }
        guard let reason = notice.droppedReason else {
            return LocalizedText(uk: "чекає на надсилання", en: "waits to be sent")
        }
        let why = why(reason)
        return LocalizedText(uk: "не надсилалося: \(why.uk)", en: "not sent: \(why.en)")
    }

    private static func why(_ reason: DropReason) -> LocalizedText {
        switch reason {
        case .tookPart:
            LocalizedText(
                uk: "людина брала участь у дзвінку", en: "the person took part in the call")
        case .answered:
            LocalizedText(uk: "на дзвінок відповіли", en: "the call was answered")
        case .stale:
            LocalizedText(
                uk: "про дзвінок стало відомо запізно", en: "the call became known too late")
        case .returned:
            LocalizedText(
                uk: "з номером розмовляють або вже поговорили",
                en: "somebody talks with the number or has talked since")
        case .alreadyTold:
            LocalizedText(
                uk: "про це каже інше сповіщення", en: "another notice says so")
        case .reassigned:
            LocalizedText(
                uk: "лід уже має іншого відповідального",
                en: "somebody else is responsible for the lead now")
        case .inactive:
            LocalizedText(uk: "людина вже не працює", en: "the person no longer works here")
        case .notWanted:
            LocalizedText(
                uk: "людина вимкнула сповіщення", en: "the person switched notices off")
        case .outsideHours:
            LocalizedText(
                uk: "дзвінок був поза робочими годинами", en: "the call was outside working hours")
        case .tooOld:
            LocalizedText(
                uk: "шлюз не працював, коли сповіщення мало вирушити",
                en: "the gateway stood still when the notice was due")
        }
    }
}
