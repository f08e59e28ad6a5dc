/// The origin of web pages: scheme, host and port, as browsers write it (`https://crm.example:8443`).
package struct WebOrigin: Hashable, Sendable {
    /// `http` or `https`.
    package let scheme: String
    /// In lower case: letters, digits, dots and hyphens.
    package let host: String
    /// Nil: the port of the scheme.
    package let port: Int?

    /// - Parameter text: also with upper-case letters, a slash at the end, or the port of the scheme.
    /// - Returns: nil for anything else than `http` or `https`, a host and a port, or for more than
    ///   300 characters.
    package init?(_ text: String) {
        let text = text.lowercased()
        guard text.utf8.count <= 300, let mark = text.firstRange(of: "://") else { return nil }
        scheme = String(text[..<mark.lowerBound])
        guard let ownPort = ["http": 80, "https": 443][scheme] else { return nil }
        var rest = text[mark.upperBound...]
        if rest.last == "/" { rest.removeLast() }
        let parts = rest.split(separator: ":", omittingEmptySubsequences: false)
        guard let host = parts.first, WebOrigin.isHost(host) else { return nil }
        self.host = String(host)
        switch parts.count {
        case 1: port = nil
        case 2:
            guard let number = Int(parts[1]), (1...65_535).contains(number),
                parts[1].utf8.allSatisfy({ (0x30...0x39).contains($0) })
            else { return nil }
            port = number == ownPort ? nil : number
        default: return nil
        }
    }

    /// As browsers write it.
    package var text: String { "\(scheme)://\(host)" + (port.map { ":\($0)" } ?? "") }

    /// Whether browsers take both for one site and so send cookies to the one in a frame of the other: the
    /// same scheme and registrable domain. The latter is told by the last two names, by three where the
    /// last but one is a common word under a country (`com.ua`); addresses must be the same.
    package func isSameSite(as other: WebOrigin) -> Bool {
        scheme == other.scheme && site == other.site
    }

    private var site: String {
        let names = host.split(separator: ".")
        guard names.count > 2, names.last?.allSatisfy(\.isNumber) == false else { return host }
        let isUnderWord =
            names[names.count - 1].utf8.count == 2
            && WebOrigin.words.contains(String(names[names.count - 2]))
        return names.suffix(isUnderWord ? 3 : 2).joined(separator: ".")
    }

    /// Names under countries that are not domains of somebody's own.
    private static let words: Set = [
        "ac", "biz", "co", "com", "edu", "gov", "in", "info", "kh", "kharkov", "kiev", "kr", "kyiv",
        "lviv", "name", "net", "od", "odesa", "org", "pp",
    ]

    private static func isHost(_ host: Substring) -> Bool {
        host.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { name in
            !name.isEmpty && name.first != "-" && name.last != "-"
                && name.utf8.allSatisfy { byte in
                    switch byte {
                    case 0x30...0x39, 0x61...0x7A, UInt8(ascii: "-"): true
                    default: false
                    }
                }
        }
    }
}
