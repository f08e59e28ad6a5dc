/// The cookies of one session at one Phonet server. They are sent to that server only, so domains
/// and paths are ignored.
struct CookieJar: Sendable {
    /// The name of the session cookie (protocol 3.1).
    static let sessionName = "JSESSIONID"

    /// The most cookies kept. Further cookies, and cookies that are too long, are ignored.
    private static let maxCookies = 30
    private static let maxBytes = 4096

    private var cookies: [(name: String, value: String)] = []

    /// True when the session cookie is among them.
    var hasSession: Bool { cookies.contains { $0.name == CookieJar.sessionName } }

    /// The value of the `Cookie` field.
    var field: String { cookies.map { "\($0.name)=\($0.value)" }.joined(separator: "; ") }

    /// Adds the cookies of `Set-Cookie` fields; malformed ones are left out.
    mutating func take(_ fields: [String]) {
        for field in fields { take(field) }
    }

    private mutating func take(_ field: String) {
        guard field.utf8.count <= CookieJar.maxBytes else { return }
        let parts = field.split(separator: ";", omittingEmptySubsequences: false)
            .map(CookieJar.trimmed)
        guard let pair = parts.first, let sign = pair.firstIndex(of: "=") else { return }
        let name = CookieJar.trimmed(pair[..<sign])
        let value = CookieJar.trimmed(pair[pair.index(after: sign)...])
        guard !name.isEmpty, name.utf8.allSatisfy(CookieJar.isPlain),
            value.utf8.allSatisfy(CookieJar.isPlain)
        else { return }
        cookies.removeAll { $0.name == name }
        let isGone = parts.dropFirst().contains(where: CookieJar.endsAtOnce)
        if !value.isEmpty, !isGone, cookies.count < CookieJar.maxCookies {
            cookies.append((String(name), String(value)))
        }
    }

    /// True for `Max-Age=0` and for an expiry in 1970: the server deletes the cookie.
    private static func endsAtOnce(_ attribute: Substring) -> Bool {
        let attribute = attribute.lowercased()
        if attribute.hasPrefix("max-age=") {
            return Int(attribute.dropFirst("max-age=".count)).map { $0 <= 0 } ?? false
        }
        return attribute.hasPrefix("expires=") && attribute.contains("1970")
    }

    private static func trimmed(_ text: Substring) -> Substring {
        var text = text.drop { $0 == " " || $0 == "\t" }
        while let last = text.last, last == " " || last == "\t" { text.removeLast() }
        return text
    }

    /// True for characters that cannot end a cookie or a header field.
    private static func isPlain(_ byte: UInt8) -> Bool {
        (0x21...0x7E).contains(byte) && byte != UInt8(ascii: ";") && byte != UInt8(ascii: ",")
    }
}
