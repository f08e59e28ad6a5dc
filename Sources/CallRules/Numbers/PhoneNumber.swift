/// A phone number as written, and its E.164 form when it has one. Every number that is stored,
/// received, searched, imported or dialled is normalised here. The default country is Ukraine.
/// Lengths are checked; operator prefixes are not, because numbering plans change.
package struct PhoneNumber: Hashable, Sendable {
    /// The kind of text.
    package enum Class: String, CaseIterable, Sendable {
        /// A public number; `e164` is present.
        case external
        /// 3–6 digits: an internal or service number; never prefixed, never matched to a client.
        case short
        /// No number: the caller hid it, or the text is empty.
        case hidden
        /// Digits that cannot be completed to a number: a local city number, a national number of
        /// another country, too long, or misspelt.
        case other
        /// One of the company's own lines in the place of the outside number, as in calls that were
        /// forwarded: like `hidden`, and `raw` is the line in E.164. No text alone is of this class.
        case own
    }

    /// What the text is.
    package let numberClass: Class
    /// `+` and at most 15 digits (ITU-T E.164); present only for `.external`.
    package let e164: String?
    /// The text as received.
    package let raw: String

    /// A number as it was normalised when it was stored.
    ///
    /// - Parameter e164: present for `.external` alone.
    package init(raw: String, numberClass: Class, e164: String?) {
        self.raw = raw
        self.numberClass = numberClass
        self.e164 = e164
    }
}

extension PhoneNumber {
    /// Reads any text; never fails. `PhoneNumber(e164).e164 == e164` for every `e164` it makes.
    package init(_ text: String) {
        raw = text
        if PhoneNumber.isPlainUkrainian(text) {
            numberClass = .external
            e164 = text
            return
        }
        let written: WrittenDigits
        switch SpreadsheetNumber(text) {
        case .whole(let digits): written = WrittenDigits(digits)
        case .digitsLost:
            numberClass = .other
            e164 = nil
            return
        case nil: written = WrittenDigits(text)
        }
        if written.isGarbled {
            numberClass = .other
            e164 = nil
        } else if written.digits.isEmpty {
            numberClass = .hidden
            e164 = nil
        } else if (3...6).contains(written.digits.count) {
            numberClass = .short
            e164 = nil
        } else if let digits = PhoneNumber.complete(written) {
            numberClass = .external
            e164 = "+" + PhoneNumber.text(of: digits)
        } else {
            numberClass = .other
            e164 = nil
        }
    }

    /// The number as people read it, `+380 67 123 45 67`; other countries in groups of three from
    /// the right; the text as received when it is no public number.
    package var grouped: String {
        guard let e164 = numberClass == .own ? raw : e164 else { return raw }
        let digits = e164.dropFirst()
        let sizes: [Int]
        switch (digits.hasPrefix("380"), digits.count) {
        case (true, 12): sizes = [3, 2, 3, 2, 2]
        case (true, 13): sizes = [3, 3, 3, 2, 2]
        default:
            let head = digits.count % 3
            let groups = Array(repeating: 3, count: digits.count / 3)
            switch (head, digits.first) {
            case (0, _): sizes = groups
            // An 8 that stands alone would be a trunk prefix.
            case (1, "8"): sizes = [4] + groups.dropFirst()
            case (_, _): sizes = [head] + groups
            }
        }
        var rest = digits
        var text = "+"
        for size in sizes {
            if text.utf8.count > 1 { text += " " }
            text += rest.prefix(size)
            rest = rest.dropFirst(size)
        }
        return text
    }

    /// Whether both are the same number, however they are written; hidden ones are.
    func means(_ other: PhoneNumber) -> Bool {
        guard numberClass == other.numberClass else { return false }
        return switch numberClass {
        case .external: e164 == other.e164
        case .hidden: true
        case .short, .other, .own: raw == other.raw
        }
    }

    /// What a phone dials: E.164, or the digits of a short number; nil for a number that cannot be
    /// called.
    package var dialled: String? {
        switch numberClass {
        case .external: pseudonym == nil ? e164 : nil
        case .short: PhoneNumber.text(of: WrittenDigits(raw).digits[...])
        case .hidden, .other, .own: nil
        }
    }

    /// The same number as one of the company's own lines. Without `e164` it is matched to nobody and
    /// makes no lead.
    package var ofOwnLine: PhoneNumber {
        PhoneNumber(raw: e164 ?? raw, numberClass: .own, e164: nil)
    }

    /// The form of nearly every request: `+380` and nine digits.
    private static func isPlainUkrainian(_ text: String) -> Bool {
        guard text.utf8.count == 13 else { return false }
        var position = 0
        for byte in text.utf8 {
            let fits =
                switch position {
                case 0: byte == UInt8(ascii: "+")
                case 1: byte == UInt8(ascii: "3")
                case 2: byte == UInt8(ascii: "8")
                case 3: byte == UInt8(ascii: "0")
                case 4: byte >= UInt8(ascii: "1") && byte <= UInt8(ascii: "9")
                default: byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
                }
            guard fits else { return false }
            position += 1
        }
        return true
    }

    /// The digits of the international number; nil when there is none.
    private static func complete(_ written: WrittenDigits) -> ArraySlice<UInt8>? {
        let digits = written.digits[...]
        if written.hasTrunkEight,
            digits.count <= 11 || digits.starts(with: [8, 0]) || digits.starts(with: [8, 1, 0])
        {
            return behindTrunkEight(digits.dropFirst())
        }
        if written.hasPlus, digits.first != 0 { return international(digits) }
        // No country code begins with 0: this is a national number, with or without a plus.
        if digits.starts(with: [0, 0]) {
            // Shorter digits may be a misspelt national number.
            return digits.count >= 11 ? international(digits.dropFirst(2)) : nil
        }
        if digits.first == 0 { return ukrainian(digits.dropFirst()) }
        if digits.starts(with: [8, 1, 0]), digits.count >= 12 {
            return international(digits.dropFirst(3))
        }
        if digits.starts(with: [8, 0]) {
            let national = digits.dropFirst(2)
            if (national.first ?? 0) >= 3, let number = ukrainian(national) { return number }
        }
        switch digits.count {
        case 9:
            return (digits.first ?? 0) >= 3 && !written.hasServiceCode ? ukrainian(digits) : nil
        // 8 and ten digits: a national number of Russia, Kazakhstan or Belarus.
        case 11 where digits.first == 8: return nil
        case 11...15: return international(digits)
        default: return nil
        }
    }

    /// What was written behind the trunk prefix 8: `0` and a Ukrainian number, or `10` and an
    /// international one. Everything else is a national number of another country.
    private static func behindTrunkEight(_ digits: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        if digits.starts(with: [1, 0]) {
            return digits.count >= 11 ? international(digits.dropFirst(2)) : nil
        }
        guard digits.first == 0, (digits.dropFirst().first ?? 0) >= 3 else { return nil }
        return ukrainian(digits.dropFirst())
    }

    /// Digits that begin with an assigned country code.
    private static func international(_ digits: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        guard (7...15).contains(digits.count) else { return nil }
        if PseudonymNumber(digits) != nil { return digits }
        guard CountryCode.length(digits) != nil else { return nil }
        guard digits.starts(with: [3, 8, 0]) else {
            // "8 800 555-35-35" with a plus: no number of country 880 has a 0 there.
            if digits.starts(with: [8, 8, 0, 0]), digits.count == 11 { return nil }
            return TrunkPrefix.removed(from: digits)
        }
        let national = digits.dropFirst(3)
        // "+380 0 50 …": the national prefix 0 was not removed.
        return ukrainian(national.first == 0 ? national.dropFirst() : national)
    }

    /// A national part: nine digits, or ten of the services 800 and 900.
    private static func ukrainian(_ national: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        guard national.first != 0 else { return nil }
        let isLongService =
            national.count == 10
            && (national.starts(with: [8, 0, 0]) || national.starts(with: [9, 0, 0]))
        guard national.count == 9 || isLongService else { return nil }
        return [3, 8, 0] + national
    }

    static func text(of digits: ArraySlice<UInt8>) -> String {
        let zero = UInt8(ascii: "0")
        return String(decoding: digits.map { zero + $0 }, as: UTF8.self)
    }
}
