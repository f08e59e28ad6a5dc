extension JSONReader {
    mutating func number() throws(JSONError) -> JSON {
        let start = place
        let isWhole = isStrict ? try scanNumber() : try scanOddNumber()
        if isWhole {
            if let number = JSONReader.wholeNumber(bytes[start..<place]) { return .integer(number) }
            if !isStrict { return .null }
        }
        guard let number = Double(String(decoding: bytes[start..<place], as: UTF8.self)) else {
            throw failure(.noDigits)
        }
        guard number.isFinite else {
            if isStrict { throw failure(.outOfRange) }
            return .null
        }
        return Int64(exactly: number).map(JSON.integer) ?? .real(number)
    }

    /// Skips a number as in RFC 8259 §6.
    ///
    /// - Returns: whether it has neither a fraction nor an exponent.
    private mutating func scanNumber() throws(JSONError) -> Bool {
        guard let byte = next, byte == UInt8(ascii: "-") || JSONReader.isDigit(byte) else {
            throw failure(.noValue)
        }
        if byte == UInt8(ascii: "-") { place += 1 }
        let startsWithZero = next == UInt8(ascii: "0")
        let digits = skipDigits()
        guard digits > 0 else { throw failure(.noDigits) }
        guard !startsWithZero || digits == 1 else { throw failure(.leadingZero) }
        var isWhole = true
        if next == UInt8(ascii: ".") {
            isWhole = false
            place += 1
            guard skipDigits() > 0 else { throw failure(.noFraction) }
        }
        if next == UInt8(ascii: "e") || next == UInt8(ascii: "E") {
            isWhole = false
            place += 1
            if next == UInt8(ascii: "+") || next == UInt8(ascii: "-") { place += 1 }
            guard skipDigits() > 0 else { throw failure(.noExponent) }
        }
        return isWhole
    }

    /// Skips all characters that may occur in a number.
    ///
    /// - Returns: whether there are only digits.
    private mutating func scanOddNumber() throws(JSONError) -> Bool {
        let start = place
        if next == UInt8(ascii: "-") { place += 1 }
        let first = place
        var isWhole = true
        scan: while let byte = next {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): break
            case UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E"), UInt8(ascii: "+"),
                UInt8(ascii: "-"):
                isWhole = false
            default: break scan
            }
            place += 1
        }
        guard place > first else { throw failure(place > start ? .noDigits : .noValue) }
        return isWhole
    }

    /// Skips digits.
    ///
    /// - Returns: the number of digits.
    private mutating func skipDigits() -> Int {
        let start = place
        while let byte = next, JSONReader.isDigit(byte) { place += 1 }
        return place - start
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

    /// The value of digits with an optional minus; nil: outside the range of `Int64`.
    private static func wholeNumber(_ written: ArraySlice<UInt8>) -> Int64? {
        let isNegative = written.first == UInt8(ascii: "-")
        var number: Int64 = 0
        // Counts downwards, because the smallest `Int64` has no positive counterpart.
        for byte in isNegative ? written.dropFirst() : written {
            let (product, isFar) = number.multipliedReportingOverflow(by: 10)
            let digit = Int64(byte) - 0x30
            let (difference, isFarther) = product.subtractingReportingOverflow(digit)
            if isFar || isFarther { return nil }
            number = difference
        }
        if isNegative { return number }
        return number == .min ? nil : -number
    }
}
