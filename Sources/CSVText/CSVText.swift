/// Constants of CSV files (RFC 4180).
package enum CSVText {
    /// The content type of a file for browsers.
    package static let contentType = "text/csv; charset=utf-8"

    /// The separator that `CSVWriter` writes: Excel on a Ukrainian Windows understands no other,
    /// because the comma is its decimal sign.
    static let ownSeparator = UInt8(ascii: ";")

    /// The byte order mark, which tells Excel that a file is UTF-8.
    static let mark: [UInt8] = [0xEF, 0xBB, 0xBF]

    static func isSeparator(_ scalar: Unicode.Scalar) -> Bool {
        scalar == ";" || scalar == "," || scalar == "\t"
    }
}
