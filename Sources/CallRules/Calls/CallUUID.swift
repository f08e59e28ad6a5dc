/// The spelling of Phonet's ids of calls and legs. Phonet writes the same id with and without
/// hyphens (protocol 2.3). Every id that comes from outside goes through `canonical` before it is
/// compared or stored.
package enum CallUUID {
    /// The longest id accepted, in characters without hyphens; Phonet sends 32 and 36.
    package static let maxCharacters = 64

    /// The form in which ids are stored and compared: lowercase, without hyphens and white space.
    /// Nil when nothing is left, or it is longer than `maxCharacters`.
    package static func canonical(_ text: String) -> String? {
        guard text.utf8.count <= 4 * maxCharacters else { return nil }
        if isCanonical(text) { return text.isEmpty ? nil : text }
        let id = text.lowercased().filter { $0 != "-" && !$0.isWhitespace }
        return id.isEmpty || id.utf8.count > maxCharacters ? nil : id
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
