/// The encoding and the separator of a file. They are detected, because users do not know them.
package struct CSVForm: Hashable, Sendable {
    /// The separators that a file may have.
    package static let separators: [Unicode.Scalar] = [";", ",", "\t", "|"]

    /// How the bytes of the file are read.
    package let encoding: Encoding
    /// The character between cells, one of `separators`.
    package var separator: Unicode.Scalar
    /// Whether the first line is `sep=;`, by which a program tells Excel the separator. It is no row.
    package let hasHint: Bool

    /// The encoding; the raw values are the usual names.
    package enum Encoding: String, Sendable {
        case utf8 = "UTF-8"
        case utf16LittleEndian = "UTF-16 LE"
        case utf16BigEndian = "UTF-16 BE"
        /// The default of Excel on Ukrainian Windows.
        case windows1251 = "Windows-1251"
    }

    /// Detects encoding and separator while the whole file is read once, in pieces.
    package struct Search: Sendable {
        /// Most bytes in which the separator is searched.
        private static let headLength = 1 << 16

        private var head: [UInt8] = []
        private var validity = UTF8Validity()

        package init() {}

        /// Reads the next piece of the file, of any length.
        package mutating func take(_ piece: [UInt8]) {
            head.append(contentsOf: piece.prefix(Search.headLength - head.count))
            validity.take(piece)
        }

        /// The encoding. A byte order mark decides; without one, zeros in every second place are UTF-16,
        /// valid UTF-8 is UTF-8, and everything else is Windows-1251.
        package var form: CSVForm {
            let encoding = encoding
            var decoder = TextDecoder(encoding)
            let text = decoder.utf8(head) + decoder.end()
            let hint = SeparatorSearch.hint(text)
            return CSVForm(
                encoding: encoding,
                separator: hint
                    ?? SeparatorSearch.separator(of: text, isWhole: head.count < Search.headLength),
                hasHint: hint != nil)
        }

        private var encoding: Encoding {
            if head.starts(with: [0xFF, 0xFE]) { return .utf16LittleEndian }
            if head.starts(with: [0xFE, 0xFF]) { return .utf16BigEndian }
            if head.starts(with: CSVText.mark) { return .utf8 }
            if let unmarked = Search.utf16WithoutMark(head) { return unmarked }
            return validity.isValid ? .utf8 : .windows1251
        }

        /// UTF-16 has zeros in every second byte of digits and separators, and other encodings have none.
        private static func utf16WithoutMark(_ head: [UInt8]) -> Encoding? {
            var zeros = [0, 0]
            for (index, byte) in head.enumerated() where byte == 0 { zeros[index % 2] += 1 }
            switch (zeros[0], zeros[1]) {
            case (0, 1...): return head.count >= 8 ? .utf16LittleEndian : nil
            case (1..., 0): return head.count >= 8 ? .utf16BigEndian : nil
            default: return nil
            }
        }
    }
}

/// Checks bytes that arrive in pieces for valid UTF-8 (Unicode 15, table 3-7).
struct UTF8Validity: Sendable {
    private var isBroken = false
    /// The number of bytes that must follow, and the allowed range of the next one.
    private var missing = 0
    private var allowed: ClosedRange<UInt8> = 0x80...0xBF

    var isValid: Bool { !isBroken && missing == 0 }

    mutating func take(_ piece: [UInt8]) {
        for byte in piece where !isBroken {
            if missing > 0 {
                isBroken = !allowed.contains(byte)
                missing -= 1
                allowed = 0x80...0xBF
            } else if byte >= 0x80 {
                begin(byte)
            }
        }
    }

    private mutating func begin(_ byte: UInt8) {
        switch byte {
        case 0xC2...0xDF: missing = 1
        case 0xE0: (missing, allowed) = (2, 0xA0...0xBF)
        case 0xED: (missing, allowed) = (2, 0x80...0x9F)
        case 0xE1...0xEF: missing = 2
        case 0xF0: (missing, allowed) = (3, 0x90...0xBF)
        case 0xF1...0xF3: missing = 3
        case 0xF4: (missing, allowed) = (3, 0x80...0x8F)
        default: isBroken = true
        }
    }
}
