/// Phonet's id of a call or leg. Seen with and without hyphens for the same call (protocol 2.3).
package enum CallUUID {
    /// Longest id that is taken for one; seen: 32 and 36 characters.
    package static let mostCharacters = 64

    /// The form in which ids are stored and compared: lowercase, without hyphens and surrounding
    /// spaces, opaque otherwise. Nil when nothing is left or it is absurdly long.
    package static func canonical(_ text: String) -> String? {
        guard text.utf8.count <= 4 * mostCharacters else { return nil }
        if isCanonical(text) { return text.isEmpty ? nil : text }
        let id = text.lowercased().filter { $0 != "-" && !$0.isWhitespace }
        return id.isEmpty || id.utf8.count > mostCharacters ? nil : id
    }

    /// Lowercase letters and digits only, and not too long: what nearly every message carries.
    private static func isCanonical(_ text: String) -> Bool {
        text.utf8.count <= mostCharacters
            && text.utf8.allSatisfy {
                ($0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9"))
                    || ($0 >= UInt8(ascii: "a") && $0 <= UInt8(ascii: "z"))
            }
    }
}
