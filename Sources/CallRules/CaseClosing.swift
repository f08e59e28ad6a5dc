/// A person's word that a missed call needs no calling back.
public struct CaseClosing: Hashable, Sendable {
    public let reason: Reason
    /// In the person's own words; always there when the reason is `other`.
    public let note: String?

    public init(reason: Reason, note: String? = nil) {
        self.reason = reason
        self.note = note
    }

    /// Why, in one word; the raw values are stored.
    public enum Reason: String, CaseIterable, Sendable {
        case spam
        case wrongNumber = "wrong_number"
        /// It was settled in another way: by e-mail, from a mobile telephone, in person.
        case solved
        case other
    }
}
