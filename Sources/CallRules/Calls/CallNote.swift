/// What people said about a call: a note and a category.
package struct CallNote: Hashable, Sendable {
    /// The most characters (Unicode scalars) of a note that somebody writes.
    package static let longest = 2000
    /// The most characters of a note that is stored: calls that turn out to be one keep the notes of both.
    package static let longestJoined = 4001

    /// Without white space at its ends, lines end with a line feed; nil: no note.
    package private(set) var text: String?
    /// Nil: no category.
    package var categoryID: CallCategory.ID?

    package init() {}

    /// - Parameter text: as typed: white space at its ends goes, control characters become spaces; empty is
    ///   none.
    package init(_ text: String?, _ categoryID: CallCategory.ID?) {
        self.categoryID = categoryID
        write(text)
    }

    /// As it is stored.
    package init(stored text: String?, _ categoryID: CallCategory.ID?) {
        self.text = text
        self.categoryID = categoryID
    }

    /// Replaces the note by a typed text; empty or nil: no note.
    package mutating func write(_ typed: String?) {
        let lines = (typed ?? "").replacing("\r\n", with: "\n").replacing("\r", with: "\n")
        let clean = String(
            String.UnicodeScalarView(
                lines.unicodeScalars.map { scalar in
                    let isControl = scalar.properties.generalCategory == .control
                    return isControl && scalar != "\n" && scalar != "\t" ? " " : scalar
                }))
        let kept = clean.drop(while: \.isWhitespace)
        let end = kept.lastIndex { !$0.isWhitespace }
        text = end.map { String(kept[...$0]) }
    }

    /// The text is longer than people may write.
    package var isTooLong: Bool { (text?.unicodeScalars.count ?? 0) > CallNote.longest }
}
