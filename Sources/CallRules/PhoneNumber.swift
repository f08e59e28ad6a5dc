/// A telephone number as somebody wrote it, and what can be made of it.
///
/// One pure normaliser for everything stored, received, searched, imported or dialled.
public struct PhoneNumber: Hashable, Sendable {
    /// What kind of text it was.
    public enum Class: String, CaseIterable, Sendable {
        /// A public number; `e164` is present.
        case external
        /// 3–6 digits: an internal or service number; never prefixed, never matched to a client.
        case short
        /// No usable number: the caller hid it, or nothing was said.
        case hidden
        /// Digits that are no number we can complete (a local city number, too long, misspelt).
        case other
    }

    public let numberClass: Class
    /// `+` and at most 15 digits (ITU-T E.164); present only for `.external`.
    public let e164: String?
    /// The text as received.
    public let raw: String
}

extension PhoneNumber {
    public init(_ text: String) {
        raw = text
        e164 = text.hasPrefix("+") ? text : nil
        numberClass = text.hasPrefix("+") ? .external : .hidden
    }
}
