import CallRules
import Store

/// What a push says. It may stand on a lock screen, so numbers lack their middle.
struct PushText: Hashable {
    let title: String
    let body: String

    /// So many signs of a name are shown; a push has room for no more than a few thousand bytes.
    private static let mostSigns = 100

    init(_ content: PushErrand.Content, _ language: Language) {
        switch content {
        case .trial:
            title = Words.trial.text(language)
            body = Words.trialMeans.text(language)
        case .notice(let notice):
            title = PushText.title(notice.news).text(language)
            let who = PushText.who(notice).text(language)
            guard notice.news == .answered, let person = notice.answeredBy else {
                body = who
                return
            }
            body = who + Words.by(PushText.short(person)).text(language)
        }
    }

    private static func title(_ news: NoticeNews) -> Sentence {
        switch news {
        case .ringing: Words.ringing
        case .missed: Words.missed
        case .answered: Words.answered
        case .leadAssigned: Words.leadAssigned
        }
    }

    private static func who(_ notice: PushedNotice) -> Sentence {
        if let name = notice.name {
            let company = notice.company.map { " (\(VeiledText.of(short($0))))" } ?? ""
            let isNumber = !name.contains(where: \.isLetter)
            let text =
                (isNumber ? veiled(PhoneNumber(name)) : VeiledText.of(short(name))) + company
            return Sentence(uk: text, en: text)
        }
        if notice.number.numberClass == .hidden { return Words.hidden }
        let number = veiled(notice.number)
        return Sentence(uk: number, en: number)
    }

    /// Of a caller without a name, or of a lead that is called by its number.
    private static func veiled(_ number: PhoneNumber) -> String {
        VeiledText.of(short(number.grouped))
    }

    private static func short(_ text: String) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.prefix(mostSigns)))
    }

    private enum Words {
        static let ringing = Sentence(uk: "Вхідний дзвінок", en: "Incoming call")
        static let missed = Sentence(uk: "Пропущений дзвінок", en: "Missed call")
        static let answered = Sentence(uk: "Прийнятий дзвінок", en: "Answered call")
        static let leadAssigned = Sentence(uk: "Вам призначено ліда", en: "A lead is yours")
        static let trial = Sentence(uk: "Пуші працюють", en: "Pushes work")
        static let trialMeans = Sentence(
            uk: "Цей браузер отримує повідомлення про дзвінки.",
            en: "This browser is told of calls.")
        static let hidden = Sentence(uk: "Номер приховано", en: "Hidden number")

        static func by(_ person: String) -> Sentence {
            Sentence(uk: " — відповідає \(person)", en: ", answered by \(person)")
        }
    }
}
