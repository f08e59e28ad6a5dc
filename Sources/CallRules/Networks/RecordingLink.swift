/// The address of a recording as a CDR names it (protocol 2.6.1, 3.8).
package enum RecordingLink {
    /// The address without surrounding spaces; nil for a text that is no address, such as `0`,
    /// `false` or `N/A`.
    package static func written(_ text: String) -> String? {
        let text = trimmed(text)
        return Parts(text) == nil ? nil : text
    }

    /// The address at the account's own host, as it is stored.
    ///
    /// `http://`, `//host/…`, a missing host, `:443` and a final dot become the https address of the
    /// account. The scheme stays when the host is this machine or has a port of its own, which only
    /// an operator can allow.
    ///
    /// - Parameter domain: the Phonet domain of the settings; empty: each of Phonet's own hosts
    ///   counts.
    /// - Returns: nil for an address at another host.
    package static func stored(_ text: String, domain: String) -> String? {
        guard let parts = Parts(trimmed(text)) else { return nil }
        guard !domain.isEmpty else {
            guard let host = parts.host, parts.hasUsualPort,
                (try? PhonetDomain(host, extraHosts: [])) != nil
            else { return nil }
            return "https://\(host)\(parts.path)"
        }
        let account = PhonetDomain.pasted(domain)
        if let own = try? PhonetDomain(account, extraHosts: [account]),
            own.isLoopback || account.contains(":")
        {
            guard parts.host.map({ $0 + parts.port == account }) ?? true else { return nil }
            return "\(parts.scheme ?? "https")://\(account)\(parts.path)"
        }
        guard parts.hasUsualPort, parts.host.map({ $0 == account }) ?? true else { return nil }
        return "https://\(account)\(parts.path)"
    }

    private static func trimmed(_ text: String) -> String {
        var text = text.drop(while: \.isWhitespace)
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }

    /// The parts of an address.
    private struct Parts {
        /// `http` or `https`; nil: not written.
        var scheme: String?
        /// In lower case, without port and final dot; nil: only a path is written.
        var host: String?
        /// With its colon; empty: none.
        var port = ""
        /// Begins with a slash and is longer than it.
        let path: Substring

        /// No port, or the one of http or https.
        var hasUsualPort: Bool { ["", ":443", ":80"].contains(port) }

        /// Nil when the text is no address.
        init?(_ text: String) {
            guard text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else { return nil }
            var rest = text[...]
            for name in ["https", "http"] where rest.lowercased().hasPrefix(name + "://") {
                scheme = name
                rest = rest.dropFirst(name.count + 3)
            }
            let hasHost = scheme != nil || rest.hasPrefix("//")
            if scheme == nil, hasHost { rest = rest.dropFirst(2) }
            if hasHost || rest.first != "/" {
                let authority = rest.prefix { $0 != "/" }
                rest = rest[authority.endIndex...]
                guard !authority.contains(where: { "@?#\\".contains($0) }) else { return nil }
                let name = authority.prefix { $0 != ":" || authority.hasPrefix("[") }
                port = String(authority[name.endIndex...])
                var host = name.lowercased()
                if host.hasSuffix(".") { host.removeLast() }
                // Without a scheme only a name with a dot is a host: `N/A` is none.
                guard !host.isEmpty, hasHost || host.contains(".") else { return nil }
                self.host = host
            }
            guard rest.utf8.count > 1, !rest.contains(where: { $0 == "#" || $0 == "\\" }) else {
                return nil
            }
            path = rest
        }
    }
}
