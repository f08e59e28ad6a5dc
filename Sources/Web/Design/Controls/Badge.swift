/// A state, shown as a word, an icon and a colour.
struct Badge {
    let meaning: Meaning
    let icon: Icon
    let word: String

    enum Meaning: String {
        /// Answered, online, no problem.
        case good
        /// Missed, failed.
        case bad
        /// Ringing, waiting, needs attention.
        case alert
        /// Everything else.
        case plain
    }

    var html: HTML { "<span class=\"badge \(meaning.rawValue)\">\(icon.html) \(word)</span>" }

    /// The icon alone. The word is its tooltip, and screen readers read it.
    var sign: HTML {
        """
        <span class="badge \(meaning.rawValue)" title="\(word)">\(icon.html)\
        <span class="visually-hidden">\(word)</span></span>
        """
    }
}
