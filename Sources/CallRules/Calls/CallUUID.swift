/// The spelling of Phonet's ids of calls and legs. Phonet writes the same id with and without
/// hyphens (protocol 2.3). Every id that comes from outside goes through `canonical` before it is
/// compared or stored.
package enum CallUUID {
    /// The longest id accepted, in characters without hyphens; Phonet sends 32 and 36.
    package static let maxCharacters = 64

    /// The form in which ids are stored and compared: lowercase letters of ASCII, digits and `.`, `_` and `~`, which
    /// stand in a path as they are (RFC 3986, 2.3). Everything else is left out: hyphens, white space, braces.
    /// Nil when no letter and no digit is left, or it is longer than `maxCharacters`.
    package static func canonical(_ text: String) -> String? {
        guard text.utf8.count <= 4 * maxCharacters else { return nil }
        if isCanonical(text) { return text.isEmpty ? nil : text }
        let id = text.lowercased().filter { isAlphanumeric($0) || "._~".contains($0) }
        return id.utf8.count <= maxCharacters && id.contains(where: isAlphanumeric) ? id : nil
    }

    private static func isAlphanumeric(_ character: Character) -> Bool {
        character.isASCII && (character.isLetter || character.isNumber)
    }

    /// Lowercase letters and digits only, and not too long: the form of nearly every message.
    private static func isCanonical(_ text: String) -> Bool {
        text.utf8.count <= maxCharacters
            && text.utf8.allSatisfy {
                ($0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9"))
                    || ($0 >= UInt8(ascii: "a") && $0 <= UInt8(ascii: "z"))
            }
    }
}
