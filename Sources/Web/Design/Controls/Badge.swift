/// A state in a word, with an icon and a colour that mean the same.
struct Badge {
    let meaning: Meaning
    let icon: Icon
    let word: String

    enum Meaning: String {
        /// Answered, online, in order.
        case good
        /// Missed, failed.
        case bad
        /// Ringing, waiting, worth a look.
        case alert
        /// Everything else.
        case plain
    }

    var html: HTML { "<span class=\"badge \(meaning.rawValue)\">\(icon.html) \(word)</span>" }
}
