import CallRules
import Store

/// The text of a notice, for every channel. A lock screen may show it, so phone numbers are masked unless
/// the channel says otherwise.
struct NoticeText: Hashable {
    let title: String
    let body: String

    /// Longest name in Unicode scalars; a push has room for about 2,800 bytes.
    private static let maxSigns = 100

    /// - Parameter hidesNumbers: whether the middle digits of phone numbers are hidden.
    init(_ notice: NoticeContent, _ language: Language, hidesNumbers: Bool = true) {
        title = NoticeText.title(notice.news).text(language)
        let who = NoticeText.who(notice, hidesNumbers).text(language)
        let person = notice.answeredBy.map(NoticeText.short)
        let text =
            switch (notice.news, person) {
            case (.answered, let person?): who + Strings.by(person).text(language)
            case (.talking, let person?): who + Strings.with(person).text(language)
            case (_, _): who
            }
        body = text + (notice.lineName.map { " · " + NoticeText.short($0) } ?? "")
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

    private static func who(_ notice: NoticeContent, _ hidesNumbers: Bool) -> LocalizedText {
        func shown(_ text: String) -> String {
            hidesNumbers ? MaskedText.of(short(text)) : short(text)
        }
        if let name = notice.name {
            let company = notice.company.map { " (\(shown($0)))" } ?? ""
            let isNumber = !name.contains(where: \.isLetter)
            // A lead may be called by its number.
            let text = shown(isNumber ? PhoneNumber(name).grouped : name) + company
            let number =
                hidesNumbers || isNumber || notice.number.e164 == nil
                ? "" : ", \(notice.number.grouped)"
            return LocalizedText(uk: text + number, en: text + number)
        }
        if notice.number.numberClass == .hidden { return CommonStrings.hiddenNumber }
        let number = shown(notice.number.grouped)
        if notice.number.numberClass == .own { return CommonStrings.ownLine(number) }
        return LocalizedText(uk: number, en: number)
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
