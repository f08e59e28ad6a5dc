/// What our files look like and what every file is read for: rows of cells as RFC 4180 has them.
package enum CSVText {
    /// What a browser is told a file is.
    package static let contentType = "text/csv; charset=utf-8"

    /// Between the cells of what we write: Excel of a Ukrainian Windows opens no other
    /// separator right, because the comma is its decimal sign.
    static let ownSeparator = UInt8(ascii: ";")

    /// Tells Excel that a file is UTF-8.
    static let mark: [UInt8] = [0xEF, 0xBB, 0xBF]

    static func isSeparator(_ scalar: Unicode.Scalar) -> Bool {
        scalar == ";" || scalar == "," || scalar == "\t"
    }
}
