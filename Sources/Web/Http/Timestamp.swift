import CallRules
import CompanyTime

/// Times as RFC 3339 text in UTC with milliseconds: `2026-01-05T08:30:00.123Z`.
enum Timestamp {
    private static let millisecondsADay: Int64 = 86_400_000
    /// The years RFC 3339 can write, 0000 to 9999, as days since 1970.
    private static let days: ClosedRange<Int64> = -719_528...2_932_896

    /// Writes a time. A time before the year 0 or after 9999 becomes the nearest one RFC 3339 can
    /// write.
    static func text(_ instant: Instant) -> String {
        var (day, rest) = instant.milliseconds.quotientAndRemainder(dividingBy: millisecondsADay)
        if rest < 0 { (day, rest) = (day - 1, rest + millisecondsADay) }
        if day < days.lowerBound { (day, rest) = (days.lowerBound, 0) }
        if day > days.upperBound { (day, rest) = (days.upperBound, millisecondsADay - 1) }
        let date = CivilDate(daysSince1970: day)
        let seconds = rest / 1000
        return "\(padded(date.year, 4))-\(padded(date.month, 2))-\(padded(date.day, 2))T"
            + "\(padded(seconds / 3600, 2)):\(padded(seconds / 60 % 60, 2)):"
            + "\(padded(seconds % 60, 2)).\(padded(rest % 1000, 3))Z"
    }

    /// Reads RFC 3339 §5.6 with any offset. Fractions of a millisecond are dropped. A space before
    /// the offset is read as `+`, because form decoding turns an unencoded `+` into a space.
    ///
    /// - Returns: nil for any other text.
    static func instant(_ text: String) -> Instant? {
        let bytes = Array(text.utf8.prefix(64))
        guard bytes.count >= 20, text.utf8.count < 64,
            let year = number(bytes, 0..<4), bytes[4] == UInt8(ascii: "-"),
            let month = number(bytes, 5..<7), bytes[7] == UInt8(ascii: "-"),
            let day = number(bytes, 8..<10), bytes[10] | 0x20 == UInt8(ascii: "t"),
            let hour = number(bytes, 11..<13), bytes[13] == UInt8(ascii: ":"),
            let minute = number(bytes, 14..<16), bytes[16] == UInt8(ascii: ":"),
            let second = number(bytes, 17..<19),
            let date = CivilDate(year: year, month: month, day: day), hour < 24, minute < 60,
            second <= 60
        else { return nil }
        var place = 19
        var milliseconds: Int64 = 0
        if bytes[place] == UInt8(ascii: ".") {
            let start = place + 1
            place = bytes[start...].firstIndex { !(0x30...0x39).contains($0) } ?? bytes.count
            guard place > start else { return nil }
            for index in start..<start + 3 {
                milliseconds = milliseconds * 10 + (index < place ? Int64(bytes[index] - 0x30) : 0)
            }
        }
        guard let offset = offsetMinutes(bytes[place...]) else { return nil }
        let seconds = (hour * 60 + minute - offset) * 60 + second
        return Instant(
            milliseconds: date.daysSince1970 * millisecondsADay + seconds * 1000
                + milliseconds)
    }

    private static func offsetMinutes(_ rest: ArraySlice<UInt8>) -> Int64? {
        let bytes = Array(rest)
        guard let first = bytes.first else { return nil }
        if bytes.count == 1 { return first | 0x20 == UInt8(ascii: "z") ? 0 : nil }
        guard bytes.count == 6, bytes[3] == UInt8(ascii: ":"), let hours = number(bytes, 1..<3),
            let minutes = number(bytes, 4..<6), hours < 24, minutes < 60
        else { return nil }
        switch first {
        case UInt8(ascii: "+"), UInt8(ascii: " "): return hours * 60 + minutes
        case UInt8(ascii: "-"): return -(hours * 60 + minutes)
        default: return nil
        }
    }

    private static func number(_ bytes: [UInt8], _ range: Range<Int>) -> Int64? {
        guard range.upperBound <= bytes.count else { return nil }
        var number: Int64 = 0
        for byte in bytes[range] {
            guard (0x30...0x39).contains(byte) else { return nil }
            number = number * 10 + Int64(byte - 0x30)
        }
        return number
    }

    private static func padded(_ number: Int64, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
