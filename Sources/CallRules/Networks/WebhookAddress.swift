/// Where the CRM's webhooks are sent: an http or https address that `WebhookGate` let pass.
package struct WebhookAddress: Hashable, Sendable {
    /// Whether it is `https`.
    package let isEncrypted: Bool
    /// Host and port as they were written, without user information.
    package let authority: String
    /// Path and query; begins with `/`.
    package let path: String
    /// Whether the operator named the host: then it may be at any address and in plain http.
    package let isTrustedHost: Bool

    /// The address as text.
    package var text: String { "\(isEncrypted ? "https" : "http")://\(authority)\(path)" }
}

/// Why an address is not used for webhooks; the raw value is for logs and programs.
package enum WebhookAddressProblem: String, Error, CaseIterable, Sendable {
    /// Not an http or https address with a host, or longer than 2,000 characters.
    case noAddress = "no_address"
    /// A user name or password before the host, which logs and proxies would show.
    case userInfo = "user_info"
    /// Plain http to a host the operator did not name.
    case notEncrypted = "not_encrypted"
    /// The host is an IP address that is not of the public internet.
    case privateAddress = "private_address"
    /// The gateway's own pages, webhooks or API.
    case ownAddress = "own_address"
    /// A port that a token of the scope `crm` may not choose.
    case port
}

/// Decides where webhooks may go: to the host of the public URL (the CRM itself) and the hosts that the
/// operator named, at any address and in plain http too; elsewhere by https to public addresses only.
/// Which addresses a name resolves to is checked when a connection is made.
package struct WebhookGate: Sendable {
    /// The path below which the gateway itself is.
    private let prefix: String
    /// The CRM's host and port; nil: there is no public URL.
    private let own: Place?
    private let named: [Place]

    private struct Place: Hashable {
        let host: String
        /// Nil: any port.
        let port: Int?
    }

    /// - Parameters:
    ///   - publicURL: scheme and host of the CRM; nil: unknown.
    ///   - hosts: hosts the operator named, `HOST` or `HOST:PORT`.
    ///   - prefix: the path below which the gateway is at the public URL.
    package init(publicURL: String?, hosts: [String], prefix: String) {
        self.prefix = prefix
        own = publicURL.flatMap { try? Parts($0) }.map { Place(host: $0.host, port: $0.port) }
        named = hosts.compactMap { try? Parts("https://\($0)") }
            .map { Place(host: $0.host, port: $0.writtenPort) }
    }

    /// Whether a text is a host as the operator names it: `HOST` or `HOST:PORT`.
    package static func isHost(_ text: String) -> Bool {
        guard let parts = try? Parts("https://\(text)") else { return false }
        return parts.path == "/" && parts.authority == text
    }

    /// Checks an address.
    ///
    /// - Parameter isOfAdministrator: whether a person at the page or a token of the scope `admin` chose
    ///   it; other tokens may use the ports 80 and 443 and that of the public URL.
    package func address(
        _ text: String, isOfAdministrator: Bool = true
    ) throws(WebhookAddressProblem) -> WebhookAddress {
        let parts = try Parts(text)
        let isNamed = named.contains {
            $0.host == parts.host && ($0.port == nil || $0.port == parts.port)
        }
        let isOwn = own?.host == parts.host
        let isTrusted = isOwn || isNamed
        if !isTrusted {
            if !parts.isEncrypted { throw .notEncrypted }
            if let address = IPAddress(parts.host), !address.isPublic { throw .privateAddress }
        }
        if isOwn {
            let path = parts.normalPath
            if path == prefix || path.hasPrefix(prefix + "/") { throw .ownAddress }
        }
        let ports = [80, 443] + [own?.port].compactMap(\.self)
        if !isOfAdministrator, !ports.contains(parts.port) { throw .port }
        return WebhookAddress(
            isEncrypted: parts.isEncrypted, authority: parts.authority, path: parts.path,
            isTrustedHost: isTrusted)
    }

    /// The parts of an address.
    private struct Parts {
        let isEncrypted: Bool
        let authority: String
        /// Lower case, without brackets and a dot at the end.
        let host: String
        /// Nil: none is written.
        let writtenPort: Int?
        let path: String

        var port: Int { writtenPort ?? (isEncrypted ? 443 : 80) }

        /// The path without the query as nginx compares it with its locations: percent-decoded, without
        /// `.`, `..` and empty parts (nginx.org, `location`).
        var normalPath: String {
            var parts: [Substring] = []
            let decoded = Parts.decoded(path.prefix { $0 != "?" })
            for part in decoded.split(separator: "/") {
                switch part {
                case ".": break
                case "..": _ = parts.popLast()
                default: parts.append(part)
                }
            }
            return "/" + parts.joined(separator: "/")
        }

        /// Bytes that are no UTF-8 become U+FFFD.
        private static func decoded(_ text: Substring) -> String {
            var bytes: [UInt8] = []
            var rest = Substring(text).utf8
            while let byte = rest.popFirst() {
                let digits = rest.prefix(2)
                if byte == UInt8(ascii: "%"), digits.count == 2, let text = String(digits),
                    !text.hasPrefix("+"), !text.hasPrefix("-"), let code = UInt8(text, radix: 16)
                {
                    bytes.append(code)
                    rest = rest.dropFirst(2)
                } else {
                    bytes.append(byte)
                }
            }
            return String(decoding: bytes, as: UTF8.self)
        }

        init(_ text: String) throws(WebhookAddressProblem) {
            guard text.utf8.count <= 2000, text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }),
                let mark = text.firstRange(of: "://")
            else { throw .noAddress }
            switch text[..<mark.lowerBound].lowercased() {
            case "https": isEncrypted = true
            case "http": isEncrypted = false
            default: throw .noAddress
            }
            let rest = text[mark.upperBound...]
            let written = rest.prefix { !"/?#\\".contains($0) }
            let path = rest.dropFirst(written.count)
            guard !path.contains("#"), !path.hasPrefix("\\") else { throw .noAddress }
            if written.contains("@") { throw .userInfo }
            authority = String(written)
            self.path = path.hasPrefix("/") ? String(path) : "/\(path)"
            (host, writtenPort) = try Parts.place(written)
        }

        private static func place(
            _ authority: Substring
        ) throws(WebhookAddressProblem) -> (String, Int?) {
            var host = authority
            var port: Int?
            let end = authority.lastIndex(of: "]") ?? authority.startIndex
            if let colon = authority[end...].lastIndex(of: ":") {
                guard let number = Int(authority[authority.index(after: colon)...]),
                    (1...65535).contains(number)
                else { throw .noAddress }
                port = number
                host = authority[..<colon]
            }
            if host.hasPrefix("["), host.hasSuffix("]") {
                host = host.dropFirst().dropLast()
                guard IPAddress(String(host)) != nil else { throw .noAddress }
            } else {
                let isPlain = host.utf8.allSatisfy { byte in
                    switch byte {
                    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
                    default: "-._".utf8.contains(byte)
                    }
                }
                guard isPlain else { throw .noAddress }
                if host.hasSuffix(".") { host = host.dropLast() }
                // `2130706433` and `0x7f.1` are addresses for some programs (RFC 3986 §7.4).
                if IPAddress(String(host)) == nil, Parts.endsInNumber(host) { throw .noAddress }
            }
            guard !host.isEmpty, host.utf8.count <= 253 else { throw .noAddress }
            return (host.lowercased(), port)
        }

        /// Whether the last label is a number; no name of a host ends in one.
        private static func endsInNumber(_ host: Substring) -> Bool {
            guard let label = host.split(separator: ".").last else { return false }
            let isHex = label.hasPrefix("0x") || label.hasPrefix("0X")
            let digits = isHex ? label.dropFirst(2) : label
            return digits.allSatisfy { isHex ? $0.isHexDigit : $0.isNumber }
        }
    }
}
