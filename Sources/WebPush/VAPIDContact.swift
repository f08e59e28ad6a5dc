/// The contact of the operator for push services (RFC 8292 §2.1, `sub`). Optional in the RFC, but some
/// services refuse tokens without it, or with a host name that cannot exist.
package struct VAPIDContact: Hashable, Sendable {
    /// `mailto:` with an address, or an `https:` address.
    package let text: String

    /// Nil for any other text.
    package init?(_ text: String) {
        guard text.utf8.count <= 256,
            text.utf8.allSatisfy({ (0x21...0x7E).contains($0) && !"<>\"\\,".utf8.contains($0) })
        else { return nil }
        let host: Substring
        if text.hasPrefix("mailto:") {
            let sides = text.dropFirst("mailto:".count)
                .split(separator: "@", omittingEmptySubsequences: false)
            guard sides.count == 2, !sides[0].isEmpty else { return nil }
            host = sides[1]
        } else if text.hasPrefix("https://") {
            host = text.dropFirst("https://".count).prefix { $0 != "/" && $0 != ":" }
        } else {
            return nil
        }
        // Apple's service refuses names without a dot.
        let labels = host.split(separator: ".", omittingEmptySubsequences: false)
        guard labels.count > 1,
            labels.allSatisfy({ label in
                !label.isEmpty && label.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" }
            })
        else { return nil }
        self.text = text
    }
}
