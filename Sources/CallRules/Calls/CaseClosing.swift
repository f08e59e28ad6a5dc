/// A person's word that a missed call needs no calling back.
public struct CaseClosing: Hashable, Sendable {
    public let reason: Reason
    /// In the person's own words; always there when the reason is `other`.
    public let note: String?

    public init(reason: Reason, note: String? = nil) {
        self.reason = reason
        self.note = note
    }

    /// Whoever began to call in these last seconds before a closing is not meant, unless the call is
    /// known to be missed: it may ring at that very moment, and clocks differ.
    public static let graceSeconds = 60

    /// Why, in one word; the raw values are stored.
    public enum Reason: String, CaseIterable, Sendable {
        case spam
        case wrongNumber = "wrong_number"
        /// It was settled in another way: by e-mail, from a mobile telephone, in person.
        case solved
        case other
    }
}
