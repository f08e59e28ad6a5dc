import CallRules

/// The address at which a push service takes messages for one browser (RFC 8030 §2, “push
/// resource”). Anybody who knows it can send to that browser, so only its origin is shown and logged.
///
/// Browsers send it, so the HTTP client must check the resolved IP address at every connection.
package struct PushEndpoint: Hashable, Sendable {
    /// Longer addresses are refused; those of the known services have about 200 bytes.
    package static let maxBytes = 2048

    /// As the browser gave it.
    package let text: String
    /// `http` only for a host in `plainHosts`.
    package let scheme: Scheme
    /// Host and optional port, as in `text`.
    package let authority: String
    /// From the first slash on, including the query.
    package let path: String
    /// Scheme, host and port in canonical form (RFC 6454 §6.2): the audience of a VAPID token.
    package let origin: String

    /// The raw value is the scheme of an address.
    package enum Scheme: String, Sendable {
        case http, https
    }

    /// Reason why a text is no address to send to. The raw value is a code for logs.
    ///
    /// A bad character is a space, a control character or not ASCII. A user (`@`) can hide the real
    /// host, and a fragment (`#`) is never sent.
    package enum Failure: String, Error, CaseIterable, Sendable {
        case tooLong = "too_long", badCharacter = "bad_character"
        case notEncrypted = "not_encrypted", hasUser = "has_user", noHost = "no_host"
        case badPort = "bad_port", noPath = "no_path", hasFragment = "has_fragment"
    }

    /// - Parameters:
    ///   - text: an absolute address.
    ///   - plainHosts: `host:port` of test services on this machine, to which the operator allows
    ///     plain http.
    package init(_ text: String, plainHosts: [String] = []) throws(Failure) {
        guard text.utf8.count <= PushEndpoint.maxBytes else { throw .tooLong }
        guard text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else { throw .badCharacter }
        let scheme: Scheme = text.hasPrefix("http://") ? .http : .https
        let start = "\(scheme.rawValue)://"
        guard text.hasPrefix(start) else { throw .notEncrypted }
        let rest = text.dropFirst(start.count)
        let authority = rest.prefix { !"/?#".contains($0) }
        guard scheme == .https || plainHosts.contains(String(authority)) else {
            throw .notEncrypted
        }
        let path = rest[authority.endIndex...]
        origin = start + (try PushEndpoint.canonical(authority, scheme))
        guard !path.contains("#") else { throw .hasFragment }
        guard path.hasPrefix("/"), path.count > 1 else { throw .noPath }
        self.text = text
        self.scheme = scheme
        self.authority = String(authority)
        self.path = String(path)
    }

    /// Host in lower case, and the port unless it is the default of the scheme.
    private static func canonical(
        _ authority: Substring, _ scheme: Scheme
    ) throws(Failure) -> String {
        guard !authority.contains("@") else { throw .hasUser }
        let isBracketed = authority.hasPrefix("[")
        let end = authority.firstIndex(of: isBracketed ? "]" : ":") ?? authority.endIndex
        let host = authority[..<end].lowercased()
        var rest = authority[end...]
        if isBracketed {
            guard rest.popFirst() == "]", IPAddress(String(host.dropFirst()))?.isIPv4 == false
            else { throw .noHost }
        } else {
            guard host.utf8.contains(where: isLetterOrDigit),
                host.utf8.allSatisfy({ isLetterOrDigit($0) || "-.".utf8.contains($0) })
            else { throw .noHost }
        }
        let name = isBracketed ? host + "]" : host
        guard let colon = rest.popFirst() else { return name }
        guard colon == ":", (1...5).contains(rest.utf8.count), rest.first != "0",
            rest.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let port = UInt16(rest)
        else { throw .badPort }
        // Push services use 443 alone; another port would tell what answers there.
        guard scheme == .http || port == 443 else { throw .badPort }
        return scheme == .https || port == 80 ? name : "\(name):\(port)"
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte)
    }
}

/// Names the push service, never the browser.
extension PushEndpoint: CustomStringConvertible {
    /// The origin without the path, which identifies the browser; for the log.
    package var description: String { origin }
}
