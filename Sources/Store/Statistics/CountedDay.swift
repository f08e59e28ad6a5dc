import CallRules

/// The external calls that began on one day in UTC, as statistics count them, packed: the calls of a year
/// are read and counted in a third of the time that reading them from the table `call` takes.
///
/// The lines of the day come first: their number, then each with its length in bytes, all numbers of two
/// bytes, the lowest first. Then three words of eight bytes for each call (`PackedCall`).
struct CountedDay {
    static let milliseconds: Int64 = 86_400_000
    /// The columns of `call` that a day depends on.
    static let columns = """
        started_at, direction, outcome, employee_id, phone, is_first, wait_seconds, talk_seconds, \
        lead_created, trunk, category_id, ignored_by
        """
    private static let wordsOfACall = 3

    /// What Phonet calls the lines of its calls, each once.
    private(set) var lines: [String] = []
    private var words: [UInt64] = []
    private let start: Instant

    /// A day without calls.
    ///
    /// - Parameter day: days since 1970-01-01 in UTC.
    init(_ day: Int64) {
        start = CountedDay.start(of: day)
    }

    /// Nil when the bytes are not those of `bytes`.
    init?(_ day: Int64, _ bytes: UnsafeRawBufferPointer) {
        self.init(day)
        var reader = ByteReader(bytes)
        guard let count = reader.number() else { return nil }
        for _ in 0..<count {
            guard let length = reader.number(), let line = reader.text(length) else { return nil }
            lines.append(line)
        }
        guard let words = reader.words(), words.count % CountedDay.wordsOfACall == 0 else {
            return nil
        }
        self.words = words
    }

    /// The first moment of a day; the latest there is for days after it.
    static func start(of day: Int64) -> Instant {
        let (start, overflow) = day.multipliedReportingOverflow(by: milliseconds)
        return Instant(milliseconds: overflow ? .max : start)
    }

    /// The first moment after a day.
    static func end(of day: Int64) -> Instant {
        start(of: day.addingReportingOverflow(1).partialValue)
    }

    /// Adds a call of the day.
    ///
    /// - Returns: false when a value of it is too large for its place; the day then cannot be packed.
    mutating func add(_ call: CountedCall, on line: String?, isIgnored: Bool) -> Bool {
        var place: Int?
        if let line {
            place = lines.firstIndex(of: line) ?? lines.count
            if place == lines.count {
                guard line.utf8.count <= UInt16.max else { return false }
                lines.append(line)
            }
        }
        guard
            let packed = PackedCall(
                call, dayStart: start.milliseconds, lineIndex: place, isIgnored: isIgnored)
        else { return false }
        words += [packed.what, packed.who, packed.howLong]
        return true
    }

    var bytes: [UInt8] {
        var bytes = CountedDay.twoBytes(lines.count)
        for line in lines {
            bytes += CountedDay.twoBytes(line.utf8.count)
            bytes += line.utf8
        }
        bytes.reserveCapacity(bytes.count + words.count * 8)
        for word in words {
            withUnsafeBytes(of: word.littleEndian) { bytes.append(contentsOf: $0) }
        }
        return bytes
    }

    private static func twoBytes(_ number: Int) -> [UInt8] {
        [UInt8(truncatingIfNeeded: number), UInt8(truncatingIfNeeded: number >> 8)]
    }

    /// Calls `body` with each call, in the order in which they were added.
    func forEach(_ body: (PackedCall) -> Void) {
        for place in stride(from: 0, to: words.count, by: CountedDay.wordsOfACall) {
            body(
                PackedCall(
                    what: words[place], who: words[place + 1], howLong: words[place + 2],
                    dayStart: start.milliseconds))
        }
    }
}

/// Reads the bytes of a day; nil after their end.
private struct ByteReader {
    private let bytes: UnsafeRawBufferPointer
    private var place = 0

    init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

    mutating func number() -> Int? {
        guard bytes.count - place >= 2 else { return nil }
        defer { place += 2 }
        return Int(bytes[place]) | Int(bytes[place + 1]) << 8
    }

    mutating func text(_ length: Int) -> String? {
        guard bytes.count - place >= length else { return nil }
        defer { place += length }
        return String(validating: bytes[place..<place + length], as: UTF8.self)
    }

    /// The rest in words of eight bytes; nil when it does not end with one.
    func words() -> [UInt64]? {
        let length = bytes.count - place
        guard length % 8 == 0 else { return nil }
        return [UInt64](unsafeUninitializedCapacity: length / 8) { words, count in
            for index in 0..<length / 8 {
                words.initializeElement(
                    at: index,
                    to: UInt64(
                        littleEndian: bytes.loadUnaligned(
                            fromByteOffset: place + index * 8, as: UInt64.self)))
            }
            count = length / 8
        }
    }
}
