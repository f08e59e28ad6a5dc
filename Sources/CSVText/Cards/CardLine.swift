/// A line of a vCard, its folds undone: `item1.TEL;TYPE=cell:+380501234567`.
struct CardLine {
    /// Upper case, without the group.
    let name: String
    /// Upper case; without a name: a value alone, as version 2.1 allows.
    private let parameters: [(name: String, value: String)]
    private let value: ArraySlice<UInt8>

    init(_ line: [UInt8]) {
        var isQuoted = false
        let colon = line.firstIndex { byte in
            if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
            return byte == UInt8(ascii: ":") && !isQuoted
        }
        let head = String(decoding: line[..<(colon ?? line.endIndex)], as: UTF8.self)
        value = colon.map { line[($0 + 1)...] } ?? []
        var parts = head.split(separator: ";", omittingEmptySubsequences: false)
            .map { $0.uppercased() }
        let first = parts.isEmpty ? "" : parts.removeFirst()
        name =
            first.split(separator: ".").last.map {
                $0.trimmingPrefix(while: \.isWhitespace).description
            } ?? ""
        parameters = parts.map { part in
            let pair = part.split(separator: "=", maxSplits: 1).map { String($0) }
            return pair.count == 2
                ? (pair[0], pair[1].filter { $0 != "\"" }) : ("", pair.first ?? "")
        }
    }

    /// The value as it stands in the file.
    var rawText: String { String(decoding: value, as: UTF8.self).filter { !$0.isWhitespace } }

    var isQuotedPrintable: Bool { isEncoded("QUOTED-PRINTABLE") }

    /// A picture, a sound, a key.
    var isBinary: Bool {
        isEncoded("BASE64") || isEncoded("B")
            || String(decoding: value.prefix(5), as: UTF8.self).lowercased() == "data:"
    }

    private func isEncoded(_ encoding: String) -> Bool {
        parameters.contains { ($0.name == "ENCODING" || $0.name.isEmpty) && $0.value == encoding }
    }

    /// The parts of the value between semicolons, without escapes.
    ///
    /// - Throws: `.unknownCharset`.
    func components() throws(CSVError) -> [String] {
        let text = try text()
        var components = [""]
        var isEscaped = false
        for character in text {
            if isEscaped {
                isEscaped = false
                components[components.count - 1] +=
                    character == "n" || character == "N" ? "\n" : String(character)
            } else if character == "\\" {
                isEscaped = true
            } else if character == ";" {
                components.append("")
            } else {
                components[components.count - 1].append(character)
            }
        }
        return components
    }

    private func text() throws(CSVError) -> String {
        guard isQuotedPrintable else { return String(decoding: value, as: UTF8.self) }
        let bytes = CardLine.unquoted(value)
        let charset = parameters.first { $0.name == "CHARSET" }?.value ?? ""
        switch charset {
        case "WINDOWS-1251", "CP1251", "CP-1251", "1251":
            return CardLine.text(bytes, .windows1251)
        case "", "UTF-8", "UTF8", "US-ASCII", "ASCII":
            var validity = UTF8Validity()
            validity.take(bytes)
            // The file does not say, or is wrong.
            return CardLine.text(bytes, validity.isValid ? .utf8 : .windows1251)
        default:
            guard bytes.allSatisfy({ $0 < 0x80 }) else { throw .unknownCharset }
            return CardLine.text(bytes, .utf8)
        }
    }

    private static func text(_ bytes: [UInt8], _ encoding: CSVForm.Encoding) -> String {
        var decoder = TextDecoder(encoding)
        return String(decoding: decoder.utf8(bytes) + decoder.end(), as: UTF8.self)
    }

    /// The bytes of a quoted-printable text (RFC 2045, 6.7).
    private static func unquoted(_ text: ArraySlice<UInt8>) -> [UInt8] {
        var bytes: [UInt8] = []
        var index = text.startIndex
        while index < text.endIndex {
            let byte = text[index]
            if byte == UInt8(ascii: "="), index + 2 < text.endIndex,
                let high = digit(text[index + 1]), let low = digit(text[index + 2])
            {
                bytes.append(high << 4 | low)
                index += 3
            } else {
                bytes.append(byte)
                index += 1
            }
        }
        return bytes
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        Character(Unicode.Scalar(byte)).hexDigitValue.map { UInt8($0) }
    }
}
