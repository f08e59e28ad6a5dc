/// A person's word that a missed call needs no calling back.
package struct CaseClosing: Hashable, Sendable {
    package let reason: Reason
    /// In the person's own words; always there when the reason is `other`.
    package let note: String?

    package init(reason: Reason, note: String? = nil) {
        self.reason = reason
        self.note = note
    }

    /// Whoever began to call in these last seconds before a closing is not meant, unless the call is
    /// known to be missed: it may ring at that very moment, and clocks differ.
    package static let graceSeconds = 60

    /// Why, in one word; the raw values are stored.
    package enum Reason: String, CaseIterable, Sendable {
        case spam
        case wrongNumber = "wrong_number"
        /// It was settled in another way: by e-mail, from a mobile telephone, in person.
        case solved
        case other
    }
}
