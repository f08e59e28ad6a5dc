import GRDB

/// How some digits of a number are found: the table `number_part` has the six digits from each place of
/// each number as one integer, and digits that are searched for are the beginning of such a part.
enum NumberParts {
    /// Fewer digits find nothing.
    static let fewestDigits = 3
    /// Digits of the longest number (ITU-T E.164).
    static let mostDigits = 15
    private static let length = 6

    /// SQL: the parts of a number. A part that begins less than six digits before the end is filled up
    /// with zeros.
    ///
    /// - Parameter number: an SQL expression.
    static func of(_ number: String) -> String {
        let places = (1...mostDigits - fewestDigits + 1).map(String.init).joined(separator: ",")
        return """
            SELECT DISTINCT CAST(substr(
                substr(ltrim(\(number), '+'), place.value, \(length)) || '00000', 1, \(length)) AS INTEGER)
            FROM json_each('[\(places)]') AS place
            WHERE length(ltrim(\(number), '+')) - place.value >= \(fewestDigits - 1)
            """
    }

    /// The parts that numbers with these digits have. Other numbers may have them, too.
    ///
    /// - Parameter digits: at least `fewestDigits`. Of more than six the last six count: numbers differ
    ///   at their ends, and begin alike.
    static func range(of digits: String) -> Range<Int64> {
        let known = String(digits.suffix(length))
        let missing = length - known.utf8.count
        let first = Int64(known + String(repeating: "0", count: missing)) ?? 0
        let count = (0..<missing).reduce(Int64(1)) { count, _ in count * 10 }
        return first..<first + count
    }

    /// The most numbers that a search looks at. Three digits that nearly every number has, such as a
    /// country code, find the first of them.
    static let most = 20_000

    /// Query of the numbers that have these digits, in a column `number`; a number may come twice.
    static func numbers(with digits: String) -> SQL {
        let parts = range(of: digits)
        return """
            SELECT number.number AS number FROM number_part
            CROSS JOIN number ON number.id = number_part.number_id
            WHERE part >= \(parts.lowerBound) AND part < \(parts.upperBound)
                AND instr(number.number, \(digits)) > 0
            UNION ALL
            SELECT number FROM number INDEXED BY number_waiting
            WHERE is_indexed = 0 AND instr(number, \(digits)) > 0
            """
    }
}
