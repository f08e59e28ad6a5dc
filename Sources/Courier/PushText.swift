import CallRules
import Store

/// What a push says. It may stand on a lock screen, so numbers lack their middle.
struct PushText: Hashable {
    let title: String
    let body: String

    /// So many signs of a name are shown; a push has room for no more than a few thousand bytes.
    private static let mostSigns = 100

    init(_ content: PushDelivery.Content, _ language: Language) {
        switch content {
        case .trial:
            title = Strings.trial.text(language)
            body = Strings.trialMeans.text(language)
        case .notice(let notice):
            title = PushText.title(notice.news).text(language)
            let who = PushText.who(notice).text(language)
            guard notice.news == .answered, let person = notice.answeredBy else {
                body = who
                return
            }
            body = who + Strings.by(PushText.short(person)).text(language)
        }
    }

    private static func title(_ news: NoticeNews) -> LocalizedText {
        switch news {
        case .ringing: CommonStrings.incomingCall
        case .missed: CommonStrings.missedCall
        case .answered: Strings.answered
        case .leadAssigned: Strings.leadAssigned
        }
    }

    private static func who(_ notice: PushedNotice) -> LocalizedText {
        if let name = notice.name {
            let company = notice.company.map { " (\(MaskedText.of(short($0))))" } ?? ""
            let isNumber = !name.contains(where: \.isLetter)
            let text =
                (isNumber ? masked(PhoneNumber(name)) : MaskedText.of(short(name))) + company
            return LocalizedText(uk: text, en: text)
        }
        if notice.number.numberClass == .hidden { return CommonStrings.hiddenNumber }
        let number = masked(notice.number)
        return LocalizedText(uk: number, en: number)
    }

    /// Of a caller without a name, or of a lead that is called by its number.
    private static func masked(_ number: PhoneNumber) -> String {
        MaskedText.of(short(number.grouped))
    }

    private static func short(_ text: String) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.prefix(mostSigns)))
    }

    private enum Strings {
        static let answered = LocalizedText(uk: "Прийнятий дзвінок", en: "Answered call")
        static let leadAssigned = LocalizedText(
            uk: "Вам призначено ліда", en: "A lead was assigned to you")
        static let trial = LocalizedText(uk: "Пуші працюють", en: "Pushes work")
        static let trialMeans = LocalizedText(
            uk: "Цей браузер отримує сповіщення про дзвінки.",
            en: "This browser gets notices about calls.")

        static func by(_ person: String) -> LocalizedText {
            LocalizedText(uk: " — відповідає \(person)", en: ", answered by \(person)")
        }
    }
}
