/// A row of a file.
package struct CSVRow: Hashable, Sendable {
    /// The line of the file where the row begins; the first line is 1.
    package let line: Int
    /// The cells, or why the line could not be read.
    package let content: Content

    /// The result of reading a row.
    package enum Content: Hashable, Sendable {
        /// Its cells, at least one.
        case cells([String])
        /// The row cannot be read; reading continues with the next line.
        case failure(CSVError)
    }

    package init(line: Int, content: Content) {
        self.line = line
        self.content = content
    }
}

/// Reason why a row cannot be read.
package enum CSVError: String, Error, Hashable, Sendable {
    /// A quote opens a cell, and no quote closes it.
    case openQuote
    /// There is text between the closing quote of a cell and the separator: a quote inside a quoted
    /// cell must be written twice.
    case textAfterQuote
    /// The row is longer than `CSVReader.maxRowBytes`.
    case tooLong
    /// A text of a vCard is in an encoding that is not known.
    case unknownCharset
    /// A vCard stands within another one; the outer one is read.
    case cardInCard
    /// Lines of a file of vCards belong to none.
    case outsideCards
}
