/// A row of a file that was read.
package struct CSVRow: Hashable, Sendable {
    /// The line of the file it begins on, the first being 1, as text editors count.
    package let line: Int
    package let content: Content

    /// What a row came to.
    package enum Content: Hashable, Sendable {
        /// Its cells, at least one.
        case cells([String])
        /// Nothing can be said of its cells; reading went on with the line below.
        case failure(CSVError)
    }
}

/// Why a row cannot be read.
package enum CSVError: String, Hashable, Sendable {
    /// A quote opens a cell and nothing closes it.
    case openQuote
    /// Something stands between the quote that closes a cell and the separator: a quote inside a quoted
    /// cell must be written twice.
    case textAfterQuote
    /// The row is longer than `CSVReader.mostRowBytes`.
    case tooLong
}
