import CallRules

/// A URL with placeholders for the id, the CRM's id and the phone.
package enum URLTemplate {
    /// What a template may contain in braces.
    package enum Placeholder: String, CaseIterable, Sendable {
        /// The id in the gateway.
        case id
        /// The id in the CRM.
        case externalID = "external_id"
        /// The number in E.164.
        case phone
    }

    /// The validation message of a template; nil: it is valid. An empty template means the
    /// gateway's own pages.
    static func problem(in text: String) -> LocalizedText? {
        if text.isEmpty { return nil }
        if text.utf8.count > 2000 { return ValidationMessage.tooLong(2000) }
        // Printable ASCII only: other characters of an address must be percent-encoded.
        guard text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }),
            !text.contains(where: { "\"<>\\^`|".contains($0) })
        else { return ValidationMessage.addressOnly }
        let lowercase = text.lowercased()
        let schemes = ["https://", "http://"]
        guard let scheme = schemes.first(where: { lowercase.hasPrefix($0) }),
            let first = text.dropFirst(scheme.count).first, first.isLetter || first.isNumber
        else { return ValidationMessage.schemeAndHost }
        let host = text.dropFirst(scheme.count).prefix { !"/?#".contains($0) }
        if host.contains("{") || host.contains("@") { return ValidationMessage.plainHost }
        return unknownPlaceholder(in: text)
    }

    /// The validation message of an address without placeholders; nil: it is valid.
    static func problem(inAddress text: String) -> LocalizedText? {
        if text.isEmpty { return ValidationMessage.empty }
        if text.contains(where: { "{}".contains($0) }) { return ValidationMessage.addressOnly }
        return problem(in: text)
    }

    private static func unknownPlaceholder(in text: String) -> LocalizedText? {
        var rest = text[...]
        while let brace = rest.firstIndex(where: { $0 == "{" || $0 == "}" }) {
            guard rest[brace] == "{",
                let end = rest[brace...].firstIndex(of: "}")
            else { return ValidationMessage.braceAlone }
            let name = rest[brace..<end].dropFirst()
            guard Placeholder(rawValue: String(name)) != nil else {
                return ValidationMessage.placeholders
            }
            rest = rest[end...].dropFirst()
        }
        return nil
    }
}
