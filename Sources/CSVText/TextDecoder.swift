/// Converts the bytes of a file to UTF-8, piece by piece, without the byte order mark.
struct TextDecoder: Sendable {
    private let encoding: CSVForm.Encoding
    private var isStart = true
    /// Bytes that are no complete unit yet, or may be the byte order mark.
    private var rest: [UInt8] = []
    /// The first half of a surrogate pair whose second half has not arrived.
    private var highHalf: UInt16?

    init(_ encoding: CSVForm.Encoding) {
        self.encoding = encoding
    }

    /// Converts the next piece of the file. Bytes that need the next piece are kept until then.
    mutating func utf8(_ piece: [UInt8]) -> [UInt8] {
        switch encoding {
        case .utf8: return withoutMark(piece)
        case .windows1251: return windows1251(piece)
        case .utf16LittleEndian, .utf16BigEndian: return utf16(piece)
        }
    }

    /// Ends the file and returns the rest.
    mutating func end() -> [UInt8] {
        defer { (rest, highHalf) = ([], nil) }
        switch encoding {
        case .utf8, .windows1251: return rest
        case .utf16LittleEndian, .utf16BigEndian:
            return highHalf == nil && rest.isEmpty ? [] : Array("\u{FFFD}".utf8)
        }
    }

    private mutating func withoutMark(_ piece: [UInt8]) -> [UInt8] {
        guard isStart else { return piece }
        rest += piece
        if rest.count < 3, CSVText.mark.starts(with: rest) { return [] }
        isStart = false
        defer { rest = [] }
        return rest.starts(with: CSVText.mark) ? Array(rest.dropFirst(3)) : rest
    }

    private func windows1251(_ piece: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(piece.count * 2)
        for byte in piece {
            if byte < 0x80 {
                result.append(byte)
            } else {
                result.append(contentsOf: String(TextDecoder.upperHalf[Int(byte) - 0x80]).utf8)
            }
        }
        return result
    }

    private mutating func utf16(_ piece: [UInt8]) -> [UInt8] {
        let bytes = rest + piece
        rest = bytes.count % 2 == 1 ? Array(bytes.suffix(1)) : []
        var units: [UInt16] = []
        units.reserveCapacity(bytes.count / 2 + 1)
        if let highHalf { units.append(highHalf) }
        highHalf = nil
        for start in stride(from: 0, to: bytes.count - bytes.count % 2, by: 2) {
            let (first, second) = (UInt16(bytes[start]), UInt16(bytes[start + 1]))
            units.append(
                encoding == .utf16LittleEndian ? second << 8 | first : first << 8 | second)
        }
        if isStart, let first = units.first {
            isStart = false
            if first == 0xFEFF { units.removeFirst() }
        }
        if let last = units.last, UTF16.isLeadSurrogate(last) {
            highHalf = last
            units.removeLast()
        }
        return Array(String(decoding: units, as: UTF16.self).utf8)
    }

    /// Windows-1251 from 0x80 on (WHATWG Encoding).
    private static let upperHalf: [Unicode.Scalar] = {
        let signs = """
            ЂЃ‚ѓ„…†‡€‰Љ‹ЊЌЋЏђ‘’“”•–—\u{98}™љ›њќћџ\u{A0}ЎўЈ¤Ґ¦§Ё©Є«¬\u{AD}®Ї\
            °±Ііґµ¶·ё№є»јЅѕїАБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ\
            абвгдежзийклмнопрстуфхцчшщъыьэюя
            """
        let scalars = Array(signs.unicodeScalars)
        return scalars + Array(repeating: "\u{FFFD}", count: max(0, 128 - scalars.count))
    }()
}
