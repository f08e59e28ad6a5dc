import CallRules

/// Texts of the live board.
enum BoardStrings {
    static let title = LocalizedText(uk: "Зараз", en: "Now")
    static let toWall = LocalizedText(uk: "На великий екран", en: "For a wall screen")
    static let fromWall = LocalizedText(uk: "Звичайний вигляд", en: "Usual layout")
    static let answeredShare = LocalizedText(uk: "вхідних", en: "of incoming")
    static let unanswered = LocalizedText(
        uk: "вхідні без відповіді", en: "incoming without an answer")
    static let talks = LocalizedText(uk: "Час розмов", en: "Talk time")
    static let together = LocalizedText(uk: "разом за день", en: "together, today")
    static let waiting = LocalizedText(uk: "Чекають дзвінка", en: "Wait for a call back")
    static let nobodyWaits = LocalizedText(uk: "нікому передзвонювати", en: "nobody waits")
    static let goingOn = LocalizedText(uk: "Дзвінки зараз", en: "Calls just now")
    static let quiet = LocalizedText(
        uk: "Зараз ніхто не дзвонить і не розмовляє", en: "Nobody is calling or talking just now")
    static let calling = LocalizedText(uk: "набирають", en: "calling")
    static let free = LocalizedText(uk: "вільно", en: "free")
    static let rings = LocalizedText(uk: "телефон дзвонить", en: "phone rings")
    static let talksNow = LocalizedText(uk: "розмовляє", en: "on a call")

    /// How long the longest has waited, in working time.
    static func longest(_ span: String) -> LocalizedText {
        LocalizedText(uk: "найдовше – \(span)", en: "the longest \(span)")
    }

    /// How many calls ring and how many are talked in.
    static func count(ringing: Int, talking: Int) -> LocalizedText {
        LocalizedText(
            uk: "дзвонять: \(ringing) · розмови: \(talking)",
            en: "ringing: \(ringing) · talking: \(talking)")
    }

    /// How many employees are free, on a call and absent.
    static func count(free: Int, busy: Int, away: Int) -> LocalizedText {
        LocalizedText(
            uk: "вільні: \(free) · зайняті: \(busy) · немає: \(away)",
            en: "free: \(free) · busy: \(busy) · away: \(away)")
    }
}
