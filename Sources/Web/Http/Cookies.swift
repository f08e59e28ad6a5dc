import CallRules
import Crypto
import Foundation
import HTTPTypes

/// The cookies of the pages. Over https their names begin with `__Host-`: a browser accepts them
/// only from this host, for all its paths, and over https (RFC 6265bis §4.1.3).
struct Cookies: Sendable {
    /// Whether browsers use https.
    let isSecure: Bool
    /// Whether nginx may take the field for one of a session, which it does not limit: one of the cookie's
    /// names is in it, wherever and with whatever value.
    let claimsSession: Bool
    private var values: [String: String] = [:]

    enum Name: String {
        /// The secret of a signed-in session.
        case session = "phonet_gateway"
        /// A random secret of a browser that is not signed in, for its form tokens.
        case visit = "phonet_gateway_visit"
        /// Marks a browser with which somebody has signed in before; gives no access.
        case device = "phonet_gateway_device"
        case language = "phonet_gateway_language"
        case theme = "phonet_gateway_theme"
    }

    /// - Parameter field: the `Cookie` field. Of two cookies with one name the first is used.
    init(_ field: String?, isSecure: Bool) {
        self.isSecure = isSecure
        claimsSession = field?.contains(Name.session.rawValue + "=") ?? false
        for pair in (field ?? "").split(separator: ";") {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2 else { continue }
            let name = String(parts[0]).trimmed
            if values[name] == nil { values[name] = String(parts[1]).trimmed }
        }
    }

    /// The value of a cookie; nil when it is missing or empty.
    subscript(_ name: Name) -> String? {
        guard let value = values[spelt(name)], !value.isEmpty else { return nil }
        return value
    }

    /// The value of a `Set-Cookie` field.
    ///
    /// - Parameter seconds: how long the browser keeps the cookie; nil: until the browser is
    ///   closed; 0: the browser deletes the cookie.
    func setting(_ name: Name, to value: String, seconds: Int? = nil) -> String {
        let age = seconds.map { "; Max-Age=\($0)" } ?? ""
        let secure = isSecure ? "; Secure" : ""
        let path = isSecure ? "/" : Route.prefix
        return "\(spelt(name))=\(value); Path=\(path)\(age); HttpOnly; SameSite=Lax\(secure)"
    }

    private func spelt(_ name: Name) -> String {
        isSecure ? "__Host-" + name.rawValue : name.rawValue
    }
}

/// The token that proves that a form came from a page of the gateway. It is an HMAC of a secret
/// cookie, which other sites can neither read nor set.
enum FormToken {
    /// The name of the hidden field.
    static let field = "form_token"

    /// The token for a cookie's secret: 32 hexadecimal digits.
    static func of(_ secret: String) -> String {
        let code = HMAC<SHA256>.authenticationCode(
            for: Data("form".utf8), using: SymmetricKey(data: Data(secret.utf8)))
        return code.prefix(16).map { byte in
            let digits = String(byte, radix: 16)
            return digits.utf8.count == 1 ? "0" + digits : digits
        }.joined()
    }

    /// What a form carries: the token, then the id of the person whose page it is, in hexadecimal digits. The
    /// id proves nothing; it says who filled in a form whose session has ended.
    ///
    /// The token is masked: its digits differ from one moment to the next. So the length of a compressed page
    /// tells nothing of it, whatever else stands in the page (breachattack.com).
    ///
    /// - Parameter now: the time of the answer.
    static func text(
        _ token: String, filledInBy employee: Employee.ID?, at now: Instant
    ) -> String {
        let mask = of("\(token) \(now.milliseconds)")
        return mask + joined(token, mask) + (employee.map { String($0.value, radix: 16) } ?? "")
    }

    /// Whether the text of a form has this token, masked or as it is.
    static func isSound(_ text: String, _ token: String) -> Bool {
        guard text.utf8.count >= 2 * digits else { return isSame(text, token) }
        let mask = text.prefix(digits)
        return isSame(joined(String(text.dropFirst(digits).prefix(digits)), String(mask)), token)
    }

    /// Who filled in the form; nil: nobody was signed in.
    static func author(of text: String) -> Employee.ID? {
        Int64(text.dropFirst(2 * digits), radix: 16).map { Employee.ID($0) }
    }

    /// The number of digits of a token.
    private static let digits = 32

    /// Each hexadecimal digit XOR that of the mask; what is no digit counts as 0.
    private static func joined(_ text: String, _ mask: String) -> String {
        String(
            zip(text, mask).map { one, other in
                let value = (one.hexDigitValue ?? 0) ^ (other.hexDigitValue ?? 0)
                return Character(String(value, radix: 16))
            })
    }

    /// Compares in constant time, so that the time does not show where two tokens differ.
    static func isSame(_ left: String, _ right: String) -> Bool {
        let (a, b) = (Array(left.utf8), Array(right.utf8))
        guard a.count == b.count else { return false }
        return zip(a, b).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
    }
}
