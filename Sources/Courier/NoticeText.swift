import CallRules
import Store

/// The text of a notice, for every channel. A lock screen may show it, so phone numbers are masked.
struct NoticeText: Hashable {
    let title: String
    let body: String

    /// Longest name in Unicode scalars; a push has room for about 2,800 bytes.
    private static let maxSigns = 100

    init(_ notice: NoticeContent, _ language: Language) {
        title = NoticeText.title(notice.news).text(language)
        let who = NoticeText.who(notice).text(language)
        let person = notice.answeredBy.map(NoticeText.short)
        body =
            switch (notice.news, person) {
            case (.answered, let person?): who + Strings.by(person).text(language)
            case (.talking, let person?): who + Strings.with(person).text(language)
            case (_, _): who
            }
    }

    private static func title(_ news: NoticeNews) -> LocalizedText {
        switch news {
        case .ringing: CommonStrings.incomingCall
        case .talking: Strings.talking
        case .missed: CommonStrings.missedCall
        case .answered: Strings.answered
        case .leadAssigned: Strings.leadAssigned
        }
    }

    private static func who(_ notice: NoticeContent) -> LocalizedText {
        if let name = notice.name {
            let company = notice.company.map { " (\(MaskedText.of(short($0))))" } ?? ""
            let isNumber = !name.contains(where: \.isLetter)
            let text =
                (isNumber ? masked(PhoneNumber(name)) : MaskedText.of(short(name))) + company
            return LocalizedText(uk: text, en: text)
        }
        if notice.number.numberClass == .hidden { return CommonStrings.hiddenNumber }
        let number = masked(notice.number)
        if notice.number.numberClass == .own { return CommonStrings.ownLine(number) }
        return LocalizedText(uk: number, en: number)
    }

    /// The masked number of a caller without a name, or of a lead named by its number.
    private static func masked(_ number: PhoneNumber) -> String {
        MaskedText.of(short(number.grouped))
    }

    private static func short(_ text: String) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.prefix(maxSigns)))
    }

    private enum Strings {
        static let talking = LocalizedText(uk: "Розмова триває", en: "Talking now")
        static let answered = LocalizedText(uk: "Прийнятий дзвінок", en: "Answered call")
        static let leadAssigned = LocalizedText(
            uk: "Вам призначено ліда", en: "A lead was assigned to you")

        static func by(_ person: String) -> LocalizedText {
            LocalizedText(uk: ". Співробітник: \(person)", en: ". Employee: \(person)")
        }

        static func with(_ person: String) -> LocalizedText {
            LocalizedText(uk: " — на зв’язку \(person)", en: ", with \(person)")
        }
    }
}
