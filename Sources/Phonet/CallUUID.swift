/// Phonet's id of a call or leg. Phonet sends it with and without hyphens (protocol 2.3).
package enum CallUUID {
    /// A longer text is not an id; Phonet sends 32 or 36 characters.
    package static let mostCharacters = 64

    /// The form in which ids are stored and compared: lowercase, without hyphens and spaces. Nil:
    /// nothing is left, or it is too long.
    package static func canonical(_ text: String) -> String? {
        guard text.utf8.count <= 4 * mostCharacters else { return nil }
        if isCanonical(text) { return text.isEmpty ? nil : text }
        let id = text.lowercased().filter { $0 != "-" && !$0.isWhitespace }
        return id.isEmpty || id.utf8.count > mostCharacters ? nil : id
    }

    /// True for lowercase letters and digits, not too long: the usual case, without a copy.
    private static func isCanonical(_ text: String) -> Bool {
        text.utf8.count <= mostCharacters
            && text.utf8.allSatisfy {
                ($0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9"))
                    || ($0 >= UInt8(ascii: "a") && $0 <= UInt8(ascii: "z"))
            }
    }
}
