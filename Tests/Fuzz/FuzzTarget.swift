import CallRules
import JSONText
import Phonet
import WebForms

@testable import CSVText
@testable import FastCGI

/// A reader of foreign bytes, and what it promises whatever the bytes are; above all that it comes back.
enum FuzzTarget: String, CaseIterable {
    /// What nginx says of a request, a parameter a line.
    case parameters
    /// What arrives on the web server's socket.
    case records
    /// A query or a form of ours.
    case urlencoded
    /// A body of Phonet's in the encoding its boundary announces.
    case multipart
    case json
    /// A file of rows that somebody imports.
    case csv
    /// A telephone number.
    case number
    /// A webhook; the first line is its content type.
    case message

    /// What was promised and not kept; nil when all was.
    func broken(by bytes: [UInt8]) -> String? {
        switch self {
        case .parameters: FuzzTarget.parameters(bytes)
        case .records: FuzzTarget.records(bytes)
        case .urlencoded: FuzzTarget.urlencoded(String(decoding: bytes, as: UTF8.self))
        case .multipart: FuzzTarget.message("multipart/form-data; boundary=cut", bytes)
        case .json: FuzzTarget.json(bytes)
        case .csv: FuzzTarget.csv(bytes)
        case .number: FuzzTarget.number(String(decoding: bytes, as: UTF8.self))
        case .message: FuzzTarget.webhook(bytes)
        }
    }

    private static func parameters(_ bytes: [UInt8]) -> String? {
        var pairs: [UInt8] = []
        for line in bytes.split(separator: 0x0A) {
            let name = line.prefix { $0 != UInt8(ascii: "=") }
            pairs += length(name.count) + length(max(0, line.count - name.count - 1)) + name
            pairs += line.dropFirst(name.count + 1)
        }
        let parameters = pairs.withUnsafeBytes { Parameters($0) }
        guard let parameters else { return nil }
        guard parameters.contentLength >= 0 else { return "a length below zero" }
        guard parameters.head.path?.first == "/" else { return "a path without its slash" }
        return nil
    }

    /// The length of a name or value in its long form.
    private static func length(_ count: Int) -> [UInt8] {
        [
            UInt8(count >> 24 & 127) | 128, UInt8(count >> 16 & 255), UInt8(count >> 8 & 255),
            UInt8(count & 255),
        ]
    }

    private static func records(_ bytes: [UInt8]) -> String? {
        let whole = SentRecords(bytes, pieces: bytes.count, waits: true)
        for pieces in [1, 7, 64] {
            for waits in [true, false] {
                guard SentRecords(bytes, pieces: pieces, waits: waits) == whole else {
                    return "read in pieces of \(pieces) they are other requests"
                }
            }
        }
        return nil
    }

    private static func urlencoded(_ text: String) -> String? {
        for (name, value) in URLEncodedForm.pairs(text) {
            let written =
                PercentEncoding.encoded(name) + "=" + PercentEncoding.encoded(value)
            let again = URLEncodedForm.pairs(written)
            guard again.count == 1, again[0].name == name, again[0].value == value else {
                return "a pair is another one when it is written and read again"
            }
        }
        return nil
    }

    private static func json(_ bytes: [UInt8]) -> String? {
        guard let lenient = try? JSON.read(bytes, .lenient) else {
            let isTaken = (try? JSON.read(bytes, .strict)) != nil
            return isTaken ? "only the strict reading takes it" : nil
        }
        if let strict = try? JSON.read(bytes, .strict), !isSame(strict, lenient) {
            return "the lenient reading is another one"
        }
        let written = lenient.bytes
        guard let again = try? JSON.read(written, .lenient), again.bytes == written else {
            return "what was written is read as something else"
        }
        return nil
    }

    /// Whole numbers beyond 64 bits are near ones to the strict reading, and none to the lenient.
    private static func isSame(_ strict: JSON, _ lenient: JSON) -> Bool {
        switch (strict, lenient) {
        case (.real(let number), .null): abs(number) >= 0x1p63
        case (.integer(.min), .null): true
        case (.list(let left), .list(let right)):
            left.count == right.count && zip(left, right).allSatisfy(isSame)
        case (.object(let left), .object(let right)):
            left.pairs.map(\.name) == right.pairs.map(\.name)
                && zip(left.pairs, right.pairs).allSatisfy { isSame($0.value, $1.value) }
        default: strict == lenient
        }
    }

    private static func csv(_ bytes: [UInt8]) -> String? {
        let rows = rows(bytes, cutAt: bytes.count)
        guard FuzzTarget.rows(bytes, cutAt: bytes.count / 2) == rows else {
            return "read in two pieces it is another file"
        }
        guard let written = FuzzTarget.written(rows) else { return nil }
        // Its form is known. What `CSVForm.Search` finds is a guess where rows have little in common.
        var reader = CSVReader(CSVForm(encoding: .utf8, separator: ";", hasHint: false))
        let again = reader.take(written) + reader.end()
        guard FuzzTarget.written(again) == written else {
            return "what was written is read as something else"
        }
        return nil
    }

    /// Nil when quotes and apostrophes make a row longer than any that is read.
    private static func written(_ rows: [CSVRow]) -> [UInt8]? {
        var written: [UInt8] = []
        var writer = CSVWriter()
        for case .cells(let cells) in rows.map(\.content) {
            writer.write(cells)
            let row = writer.take()
            guard row.count < CSVReader.maxRowBytes else { return nil }
            written += row
        }
        return written
    }

    private static func rows(_ bytes: [UInt8], cutAt index: Int) -> [CSVRow] {
        var search = CSVForm.Search()
        search.take(bytes)
        var reader = CSVReader(search.form)
        let first = reader.take(Array(bytes.prefix(index)))
        return first + reader.take(Array(bytes.dropFirst(index))) + reader.end()
    }

    private static func number(_ text: String) -> String? {
        let number = PhoneNumber(text)
        guard let e164 = number.e164 else {
            return number.numberClass == .external ? "an outside number without E.164" : nil
        }
        guard number.numberClass == .external else { return "E.164 of no outside number" }
        guard PhoneNumber(e164).e164 == e164 else { return "normalised twice it is another" }
        let digits = e164.utf8.dropFirst()
        guard digits.count <= 15, digits.allSatisfy({ (0x30...0x39).contains($0) }) else {
            return "no E.164: \(e164)"
        }
        return nil
    }

    private static func webhook(_ bytes: [UInt8]) -> String? {
        let line = bytes.prefix { $0 != 0x0A }
        return message(
            String(decoding: line, as: UTF8.self), Array(bytes.dropFirst(line.count + 1)))
    }

    private static func message(_ contentType: String, _ body: [UInt8]) -> String? {
        let arrival = Instant(milliseconds: 1_767_700_000_000)
        let decoded = Wire.decode(body, contentType: contentType, arrivedAt: arrival)
        guard Wire.decode(body, contentType: contentType, arrivedAt: arrival) == decoded else {
            return "read twice it is another message"
        }
        _ = Wire.readQuery(String(decoding: body, as: UTF8.self))
        return nil
    }
}
