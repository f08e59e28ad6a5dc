import CallRules
import JSONText

/// Reads values leniently: Phonet sends numbers as texts and texts as numbers, in JSON and in
/// forms.
extension JSON {
    /// Neither null nor an empty text.
    var isPresent: Bool {
        switch self {
        case .null: false
        case .string: text() != nil
        case .truth, .integer, .real, .list, .object: true
        }
    }

    /// The members of a list; a form writes one as an object with the keys 0, 1, 2….
    var elements: [JSON]? {
        switch self {
        case .list(let items): items
        case .object(let members):
            !members.pairs.isEmpty && members.pairs.allSatisfy { JSON.isIndex($0.name) }
                ? members.pairs.map(\.value) : nil
        case .null, .truth, .integer, .real, .string: nil
        }
    }

    /// The values that are no lists, of this list and of the lists in it, in order; of any other value
    /// the value itself. No deeper than the reader lets a text nest.
    var leaves: [JSON] { elements.map { $0.flatMap(\.leaves) } ?? [self] }

    private static func isIndex(_ key: String) -> Bool {
        !key.isEmpty && key.utf8.allSatisfy { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }
    }
}

extension JSON {
    /// The text without surrounding spaces and control characters, cut at `most` characters; nil
    /// for `""` and `"null"` (protocol 2.0). A number becomes its digits.
    func text(most: Int = 300) -> String? {
        switch self {
        case .string(let text): JSON.words(text, most)
        case .integer(let number): String(number)
        case .null, .truth, .real, .list, .object: nil
        }
    }

    /// A whole number, also from digits in a text; fractions are dropped.
    var wholeNumber: Int64? {
        switch self {
        case .integer(let number): return number
        case .real(let number): return Int64(exactly: number.rounded(.towardZero))
        case .string(let text):
            guard let text = JSON.words(text, 40) else { return nil }
            if let number = Int64(text) { return number }
            return Double(text).flatMap { Int64(exactly: $0.rounded(.towardZero)) }
        case .null, .truth, .list, .object: return nil
        }
    }

    /// A count of seconds or a code; nil: negative, or above 2³¹ − 1.
    var count: Int? {
        guard let number = wholeNumber, number >= 0 else { return nil }
        return Int32(exactly: number).map(Int.init)
    }

    /// A moment: epoch milliseconds or, below 10¹¹, epoch seconds (protocol 2.9), as a number or as
    /// a text; or an ISO 8601 text. Nil: zero, negative, or after the year 9999.
    var time: Instant? {
        switch self {
        case .integer(let number): return JSON.time(number)
        case .real(let number): return JSON.time(number)
        case .string(let text):
            guard let text = JSON.words(text, 40) else { return nil }
            if let number = Int64(text) { return JSON.time(number) }
            return Double(text).flatMap(JSON.time) ?? ISOTime.instant(text)
        case .null, .truth, .list, .object: return nil
        }
    }

    private static func time(_ number: Int64) -> Instant? {
        guard number > 0, number < 253_402_300_800_000 else { return nil }
        return Instant(milliseconds: number >= 100_000_000_000 ? number : number * 1000)
    }

    private static func time(_ number: Double) -> Instant? {
        guard number >= 1, number < 253_402_300_800_000 else { return nil }
        let isSeconds = number < 100_000_000_000
        return Int64(exactly: (isSeconds ? number * 1000 : number).rounded(.towardZero))
            .map(Instant.init(milliseconds:))
    }

    private static func words(_ text: String, _ most: Int) -> String? {
        var words = text
        if !isClean(text.utf8[...]) {
            var scalars = text.unicodeScalars[...]
            scalars = scalars.drop { isBlank($0) }
            while let last = scalars.last, isBlank(last) { scalars.removeLast() }
            words = String(scalars)
            if !isClean(words.utf8[...]) {
                words.unicodeScalars.removeAll { isControl($0) }
            }
        }
        if words.utf8.count > most { words = String(words.prefix(most)) }
        return words.isEmpty || words == "null" ? nil : words
    }

    /// True when no character has to be removed. Looks at the bytes only and makes no copy.
    private static func isClean(_ utf8: Substring.UTF8View) -> Bool {
        guard let first = utf8.first, let last = utf8.last else { return true }
        // The spaces beyond ASCII begin with these bytes and end with a continuation byte.
        let mayBeSpace = first == 0xC2 || first >= 0xE1 || last >= 0x80
        if mayBeSpace, let head = Substring(utf8).unicodeScalars.first,
            let tail = Substring(utf8).unicodeScalars.last, isBlank(head) || isBlank(tail)
        {
            return false
        }
        return first != 0x20 && last != 0x20 && utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F }
    }

    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value < 0x20 || scalar.value == 0x7F
    }

    private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII { return scalar.value <= 0x20 || scalar.value == 0x7F }
        return scalar.properties.isWhitespace
    }
}
