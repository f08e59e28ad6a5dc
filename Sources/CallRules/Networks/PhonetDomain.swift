/// The host of a Phonet account. Only Phonet's own hosts and those the operator allows are
/// accepted, so that a setting cannot send the API key elsewhere.
package struct PhonetDomain: Hashable, Sendable {
    /// Domain endings of Phonet's own hosts; the last is its platform under another brand (protocol
    /// 3.8).
    package static let suffixes = ["phonet.com.ua", "phonet.ua", "betell.com.ua", "pbx.vega.ua"]

    /// In lower case: a host name, or an operator's host as the operator wrote it, possibly an
    /// address or with a port.
    package let text: String
    /// True when the operator allowed exactly this host, not only an ending.
    package let isOperators: Bool

    /// Reason a text is not an allowed host.
    package enum Failure: Error, Hashable, Sendable {
        case hasPort
        /// Not a host name.
        case noHostName
        /// A host name without an allowed ending.
        case foreign
    }

    /// - Parameters:
    ///   - text: a result of `pasted`.
    ///   - extraHosts: endings the operator allows in addition to Phonet's own.
    package init(_ text: String, extraHosts: [String]) throws(Failure) {
        let extraHosts = extraHosts.map { $0.lowercased() }
        self.text = text
        isOperators = extraHosts.contains(text)
        if isOperators { return }
        if text.contains(":") { throw .hasPort }
        guard PhonetDomain.isHostName(text), IPAddress(text) == nil else { throw .noHostName }
        let isAllowed = (PhonetDomain.suffixes + extraHosts).contains { suffix in
            text == suffix || text.hasSuffix("." + suffix)
        }
        guard isAllowed else { throw .foreign }
    }

    /// The pasted text without scheme, path, `:443`, a final dot, white space and invisible marks, in
    /// lower case.
    package static func pasted(_ text: String) -> String {
        let visible = String(String.UnicodeScalarView(text.unicodeScalars.filter(isVisible)))
        var host = visible.lowercased()[...]
        host = host.drop(while: \.isWhitespace)
        while host.last?.isWhitespace == true { host.removeLast() }
        for scheme in ["https://", "http://", "//"] where host.hasPrefix(scheme) {
            host = host.dropFirst(scheme.count)
        }
        host = host.prefix { $0 != "/" && $0 != "?" && $0 != "#" && $0 != "\\" }
        while host.last?.isWhitespace == true { host.removeLast() }
        if host.hasSuffix(":443") { host = host.dropLast(4) }
        if host.hasSuffix(":") { host = host.dropLast() }
        if host.hasSuffix(".") { host = host.dropLast() }
        return String(host)
    }

    /// Whether a message of the account `told` is of the account `domain`. Case, a final dot, scheme,
    /// path and `:443` do not matter. Another port is another account, except that an account may
    /// leave out the port of an operator's host.
    package static func isSame(_ told: String, as domain: String) -> Bool {
        let (account, own) = (pasted(told), pasted(domain))
        if account == own { return !own.isEmpty }
        guard !own.hasPrefix("["), let colon = own.lastIndex(of: ":") else { return false }
        return account == own[..<colon]
    }

    /// No control, format or filling character: those come along with pasted text.
    private static func isVisible(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.properties.isWhitespace { return true }
        if scalar.properties.isDefaultIgnorableCodePoint { return false }
        switch scalar.properties.generalCategory {
        case .control, .format: return false
        default: return true
        }
    }

    /// Whether the host is this machine by name or address; only an operator's host can be.
    package var isLoopback: Bool {
        let name: Substring
        if text.hasPrefix("[") {
            name = text.dropFirst().prefix { $0 != "]" }
        } else {
            name = text.prefix { $0 != ":" }
        }
        return name == "localhost" || IPAddress(String(name))?.isLoopback == true
    }

    /// Letters, digits and inner hyphens between single dots (RFC 1123 §2.1).
    private static func isHostName(_ text: String) -> Bool {
        let labels = text.split(separator: ".", omittingEmptySubsequences: false)
        return text.utf8.count <= 253
            && labels.allSatisfy { label in
                (1...63).contains(label.utf8.count) && label.first != "-" && label.last != "-"
                    && label.utf8.allSatisfy { byte in
                        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
                            || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
                            || byte == UInt8(ascii: "-")
                    }
            }
    }
}
