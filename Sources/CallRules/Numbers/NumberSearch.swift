/// Finds one number in bytes in any spelling: E.164, national, with or without a plus, in groups,
/// or percent-encoded.
package struct NumberSearch: Sendable {
    /// A match of the digits that only this number of its country ends with.
    package struct Place: Hashable, Sendable {
        /// The range of the whole spelling with its plus; of the digits alone when `isNumber` is
        /// false.
        package let range: Range<Int>
        /// The digits around the match read as this number. False: a longer row of digits contains
        /// them by chance, or a number of another country has the same end.
        package let isSpelling: Bool
        /// The digits may be this number next to another value: in a file values can follow each
        /// other without a separator.
        package let isTrace: Bool
    }

    /// The longest spelling found, in bytes, with separators.
    package static let longestSpelling = 64

    /// The national part without the leading zero: no other number of the country ends with it.
    private let core: [UInt8]
    /// The digits that may stand before `core`: national prefixes and country codes.
    private let heads: [[UInt8]]
    /// The digits of the core, four bits each, and a mask of as many bits.
    private let wanted: UInt64
    private let mask: UInt64

    /// Nil for a number without an E.164 form.
    package init?(_ e164: String) {
        let digits = Array(e164.utf8.dropFirst())
        guard e164.hasPrefix("+"), (7...15).contains(digits.count),
            digits.allSatisfy({ (0x30...0x39).contains($0) })
        else { return nil }
        let ukraine = Array("380".utf8)
        if digits.starts(with: ukraine) {
            core = Array(digits.dropFirst(3))
            heads = ["380", "0", "80", "3800", "00380", "810380", ""].map { Array($0.utf8) }
        } else {
            // The national prefixes of other countries are not known: the last nine digits are
            // compared.
            core = Array(digits.suffix(9))
            let country = digits.dropLast(core.count)
            heads = ["", "00", "810"].map { Array($0.utf8) + country }
        }
        wanted = core.reduce(0) { $0 << 4 | UInt64($1 & 0x0F) }
        mask = (1 << (4 * UInt64(core.count))) - 1
    }

    /// Every match, in order.
    package func places(in bytes: UnsafeRawBufferPointer) -> [Place] {
        var places: [Place] = []
        var window = NumberSearch.nothing
        var separators = 0
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            index += 1
            if byte &- 0x30 <= 9 {
                window = window << 4 | UInt64(byte & 0x0F)
                separators = 0
                if window & mask == wanted { places.append(place(endingAt: index, bytes)) }
                continue
            }
            if window == NumberSearch.nothing { continue }
            let isEncoded = byte == UInt8(ascii: "%") && encodesSeparator(at: index, bytes)
            if isEncoded { index += 2 }
            separators += 1
            if !(isEncoded || NumberSearch.isSeparator(byte)) || separators > 3 {
                window = NumberSearch.nothing
            }
        }
        return places
    }

    /// Whether the bytes contain the number, as a spelling or as a trace.
    package func isFound(in bytes: UnsafeRawBufferPointer) -> Bool {
        places(in: bytes).contains(where: \.isSpelling)
    }

    /// The text with every spelling of the number replaced; nil when it contains none.
    package func replaced(in text: String, by token: String) -> String? {
        var bytes = Array(text.utf8)
        let found = bytes.withUnsafeBytes { places(in: $0) }.filter(\.isSpelling)
        guard !found.isEmpty else { return nil }
        for place in found.reversed() { bytes.replaceSubrange(place.range, with: token.utf8) }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Start value of the window, all ones: no digit has these bits, so nothing matches before
    /// enough digits were read.
    private static let nothing = UInt64.max

    private static func isSeparator(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: " "), UInt8(ascii: "-"), UInt8(ascii: "("), UInt8(ascii: ")"),
            UInt8(ascii: "."), UInt8(ascii: "/"), UInt8(ascii: "\t"), UInt8(ascii: "+"),
            // The two bytes of a no-break space in UTF-8.
            0xC2, 0xA0:
            true
        default: false
        }
    }

    /// `20`, `28`, `29`, `2B`, `2D`, `2E` or `2F` behind a percent sign.
    private func encodesSeparator(at index: Int, _ bytes: UnsafeRawBufferPointer) -> Bool {
        guard index + 1 < bytes.count, bytes[index] == UInt8(ascii: "2") else { return false }
        switch bytes[index + 1] {
        case UInt8(ascii: "0"), UInt8(ascii: "8"), UInt8(ascii: "9"): return true
        case let letter:
            return "BDEF".utf8.contains(letter & 0xDF)
        }
    }

    private func place(endingAt end: Int, _ bytes: UnsafeRawBufferPointer) -> Place {
        var before = end
        for _ in core { before = start(ofDigitBefore: before, bytes) ?? before }
        let isFollowed = end < bytes.count && bytes[end] &- 0x30 <= 9
        for head in heads {
            guard let start = start(of: head, before: before, bytes) else { continue }
            return Place(range: start..<end, isSpelling: !isFollowed, isTrace: true)
        }
        let isTrace = heads.contains { head in
            !head.isEmpty && self.digits(head, before: before, bytes) != nil
        }
        return Place(range: before..<end, isSpelling: false, isTrace: isTrace)
    }

    /// The start of the digits of `head` before `end`, separators skipped; nil: other digits stand
    /// there.
    private func digits(
        _ head: [UInt8], before end: Int, _ bytes: UnsafeRawBufferPointer
    ) -> Int? {
        var position = end
        for digit in head.reversed() {
            guard let start = start(ofDigitBefore: position, bytes), bytes[start] == digit else {
                return nil
            }
            position = start
        }
        return position
    }

    /// The start of `head` before `end`, with its plus; nil when another digit or another country
    /// code stands before it.
    private func start(
        of head: [UInt8], before end: Int, _ bytes: UnsafeRawBufferPointer
    ) -> Int? {
        guard let position = digits(head, before: end, bytes) else { return nil }
        guard position > 0 else { return position }
        if bytes[position - 1] == UInt8(ascii: "+") { return position - 1 }
        let isDigit = bytes[position - 1] &- 0x30 <= 9
        if isDigit, !isEncodedSeparator(endingAt: position, bytes) { return nil }
        return isBehindCountry(position, bytes) ? nil : position
    }

    /// Whether a plus and up to three digits stand before `start`: `+48 501 234 567` is a number of
    /// another country.
    private func isBehindCountry(_ start: Int, _ bytes: UnsafeRawBufferPointer) -> Bool {
        var position = start
        for _ in 0..<3 {
            guard let digit = self.start(ofDigitBefore: position, bytes) else { return false }
            position = digit
            if position > 0, bytes[position - 1] == UInt8(ascii: "+") { return true }
            let before = bytes[max(0, position - 3)..<position]
            if before.elementsEqual("%2B".utf8) { return true }
        }
        return false
    }

    /// The index of the nearest digit before `end`, separators skipped; nil: another character
    /// comes first.
    private func start(ofDigitBefore end: Int, _ bytes: UnsafeRawBufferPointer) -> Int? {
        var position = end
        while position > 0 {
            if isEncodedSeparator(endingAt: position, bytes) {
                position -= 3
                continue
            }
            position -= 1
            if bytes[position] &- 0x30 <= 9 { return position }
            guard NumberSearch.isSeparator(bytes[position]) else { return nil }
        }
        return nil
    }

    private func isEncodedSeparator(endingAt end: Int, _ bytes: UnsafeRawBufferPointer) -> Bool {
        end >= 3 && bytes[end - 3] == UInt8(ascii: "%") && encodesSeparator(at: end - 2, bytes)
    }
}
