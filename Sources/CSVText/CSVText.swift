/// Constants of CSV files (RFC 4180).
package enum CSVText {
    /// The content type of a CSV file in HTTP.
    package static let contentType = "text/csv; charset=utf-8"

    /// The separator that `CSVWriter` writes: Excel on Ukrainian Windows accepts no other, because
    /// the comma is its decimal separator.
    static let ownSeparator = UInt8(ascii: ";")

    /// The byte order mark, which tells Excel that a file is UTF-8.
    static let mark: [UInt8] = [0xEF, 0xBB, 0xBF]

    static func isSeparator(_ scalar: Unicode.Scalar) -> Bool {
        CSVForm.separators.contains(scalar)
    }
}
