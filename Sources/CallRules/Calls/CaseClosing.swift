/// An employee closed the case of a missed call by hand: nobody needs to call back.
package struct CaseClosing: Hashable, Sendable {
    /// Why nobody needs to call back.
    package let reason: Reason
    /// Free text; never nil when the reason is `other`.
    package let note: String?

    package init(reason: Reason, note: String? = nil) {
        self.reason = reason
        self.note = note
    }

    /// A call that began at most this many seconds before the closing is not covered by it, unless
    /// it is known to be missed: it may still ring, and clocks differ.
    package static let graceSeconds = 60

    /// The raw values are stored.
    package enum Reason: String, CaseIterable, Sendable {
        case spam
        case wrongNumber = "wrong_number"
        /// Handled in another way: by e-mail, from a mobile phone, in person.
        case solved
        case other
        /// The number was put on the ignore list; nobody chooses this one.
        case ignored

        /// Those that people choose from.
        package static let choices = allCases.filter { $0 != .ignored }
    }
}
