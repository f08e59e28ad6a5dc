import CallRules

/// Times as ISO 8601 texts: `2026-01-05T08:30:00.123Z`, `2026-01-05 10:30:00+02:00`,
/// `20260105T083000Z`.
///
/// A text without a zone is UTC, because all times of Phonet are (protocol 2.9).
enum ISOTime {
    /// Nil: the text is no such time, or before 1970.
    static func instant(_ text: String) -> Instant? {
        var rest = text.utf8[...]
        guard let year = digits(4, &rest) else { return nil }
        let isLong = take("-", &rest)
        guard let month = digits(2, &rest), !isLong || take("-", &rest),
            let day = digits(2, &rest),
            take("T", &rest) || take("t", &rest) || take(" ", &rest) || take("_", &rest)
        else { return nil }
        skipSpaces(&rest)
        guard let hour = digits(2, &rest), let (minute, second) = minutes(&rest, isLong) else {
            return nil
        }
        let fraction = milliseconds(&rest)
        guard let offset = offset(rest), let days = days(year, month, day), year >= 1970,
            hour < 24, minute < 60, second <= 60
        else { return nil }
        let seconds = ((days * 24 + hour) * 60 + minute - offset) * 60 + min(second, 59)
        let milliseconds = seconds * 1000 + fraction
        return milliseconds > 0 ? Instant(milliseconds: Int64(milliseconds)) : nil
    }

    /// `:30:00`, `:30`, and without colons after a date without hyphens.
    private static func minutes(
        _ rest: inout Substring.UTF8View, _ isLong: Bool
    ) -> (minute: Int, second: Int)? {
        guard take(":", &rest) || !isLong, let minute = digits(2, &rest) else { return nil }
        guard take(":", &rest) || !isLong else { return (minute, 0) }
        guard let second = digits(2, &rest) else { return isLong ? nil : (minute, 0) }
        return (minute, second)
    }

    /// A fraction of a second; 0: there is none.
    private static func milliseconds(_ rest: inout Substring.UTF8View) -> Int {
        guard take(".", &rest) || take(",", &rest) else { return 0 }
        var milliseconds = 0
        var unit = 100
        while let digit = rest.first.flatMap(digit) {
            milliseconds += digit * unit
            unit /= 10
            rest = rest.dropFirst()
        }
        return milliseconds
    }

    /// Minutes east of UTC; nil: the rest is no zone.
    private static func offset(_ written: Substring.UTF8View) -> Int? {
        var rest = written
        skipSpaces(&rest)
        while rest.last == 0x20 { rest = rest.dropLast() }
        if rest.isEmpty { return 0 }
        for name in ["Z", "z", "UTC", "GMT"] where rest.elementsEqual(name.utf8) { return 0 }
        if rest.starts(with: "UTC".utf8) || rest.starts(with: "GMT".utf8) {
            rest = rest.dropFirst(3)
        }
        let isEast = rest.first == UInt8(ascii: "+")
        guard isEast || rest.first == UInt8(ascii: "-") else { return nil }
        rest = rest.dropFirst()
        guard let hours = digits(2, &rest), hours <= 23 else { return nil }
        _ = take(":", &rest)
        let minutes = rest.isEmpty ? 0 : digits(2, &rest)
        guard let minutes, minutes < 60, rest.isEmpty else { return nil }
        return (isEast ? 1 : -1) * (hours * 60 + minutes)
    }

    /// Days since 1970-01-01 in the Gregorian calendar; nil: there is no such day.
    private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int? {
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        guard lengths.indices.contains(month - 1), (1...lengths[month - 1]).contains(day) else {
            return nil
        }
        let before = year - 1
        let inYears = before * 365 + before / 4 - before / 100 + before / 400
        return inYears - 719_162 + lengths.prefix(month - 1).reduce(0, +) + day - 1
    }

    private static func digits(_ count: Int, _ rest: inout Substring.UTF8View) -> Int? {
        var number = 0
        let digits = rest.prefix(count)
        guard digits.count == count else { return nil }
        for byte in digits {
            guard let digit = digit(byte) else { return nil }
            number = number * 10 + digit
        }
        rest = rest.dropFirst(count)
        return number
    }

    private static func digit(_ byte: UInt8) -> Int? {
        (0x30...0x39).contains(byte) ? Int(byte) - 0x30 : nil
    }

    private static func take(_ mark: Unicode.Scalar, _ rest: inout Substring.UTF8View) -> Bool {
        guard rest.first == UInt8(ascii: mark) else { return false }
        rest = rest.dropFirst()
        return true
    }

    private static func skipSpaces(_ rest: inout Substring.UTF8View) {
        while rest.first == 0x20 { rest = rest.dropFirst() }
    }
}
