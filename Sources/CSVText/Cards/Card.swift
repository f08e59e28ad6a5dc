/// A vCard as its file writes it.
package struct Card: Hashable, Sendable {
    /// The line of the file where it begins; the first line is 1.
    package let line: Int
    /// What was read, or why it could not be.
    package let content: Content

    /// The result of reading a card.
    package enum Content: Hashable, Sendable {
        /// Its properties, in their order; those without a text, as pictures, are left out.
        case properties([CardProperty])
        /// It cannot be read; reading continues with the next card.
        case failure(CSVError)
    }
}

/// A property of a vCard, such as `TEL;TYPE=cell:+380501234567`.
package struct CardProperty: Hashable, Sendable {
    /// `TEL`: upper case, without the group in front of it.
    package let name: String
    /// The components of its value, as `N` has five: the text between semicolons, without its escapes.
    package let components: [String]

    /// The whole text.
    package var text: String { components.joined(separator: ";") }
}
