import CallRules
import Crypto
import Foundation
import JSONText
import Store
import WebPush

/// A JWT of the CRM (RFC 7519): says that the person with this browser is the employee `sub`. Only
/// HS256 is accepted.
enum SSOToken {
    /// How far ahead `exp` may be, in seconds.
    static let maxSeconds = 60
    /// How much the clocks may differ, in seconds.
    static let skewSeconds = 30
    private static let maxBytes = 4096

    /// What a JWT claims; nil when its signature, its times or its audience are not right.
    ///
    /// - Parameters:
    ///   - audiences: the addresses of the gateway, each with the prefix and without a slash at the
    ///     end.
    ///   - secret: the key is the UTF-8 bytes of its text.
    static func claim(
        _ text: String, for audiences: [String], signedWith secret: SSOSecret, at now: Instant
    ) -> SSOClaim? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard text.utf8.count <= maxBytes, !text.contains("="), parts.count == 3,
            let header = object(parts[0]), header["alg"] == .string("HS256"),
            header["crit"] == nil, let code = Base64URL.bytes(String(parts[2])),
            HMAC<SHA256>.isValidAuthenticationCode(
                code, authenticating: Data("\(parts[0]).\(parts[1])".utf8),
                using: SymmetricKey(data: Data(secret.text.utf8))),
            let claims = object(parts[1])
        else { return nil }
        let allowed = Set(audiences.flatMap(spellings))
        guard let externalID = name(claims["sub"]), case .string(let id)? = claims["jti"],
            (1...255).contains(id.utf8.count),
            audience(claims["aud"]).contains(where: allowed.contains),
            let end = expiry(claims, at: now)
        else { return nil }
        return SSOClaim(
            externalID: externalID, hash: Secret.hash(id),
            expiresAt: Instant(milliseconds: (end + Int64(skewSeconds)) * 1000))
    }

    /// `exp` in seconds, if it and the other times are right.
    private static func expiry(_ claims: JSON, at now: Instant) -> Int64? {
        let now = Double(now.milliseconds) / 1000
        let (most, skew) = (Double(maxSeconds), Double(skewSeconds))
        guard let end = seconds(claims["exp"]), end > now - skew, end <= now + most + skew else {
            return nil
        }
        for key in ["iat", "nbf"] {
            guard let value = claims[key] else { continue }
            guard let time = seconds(value), time <= now + skew else { return nil }
            if key == "iat", end - time > most { return nil }
        }
        return Int64(end.rounded(.up))
    }

    private static func object(_ part: Substring) -> JSON? {
        guard let bytes = Base64URL.bytes(String(part)),
            let json = try? JSON.read(bytes, .strict), case .object = json
        else { return nil }
        return json
    }

    private static func seconds(_ json: JSON?) -> Double? {
        switch json {
        case .integer(let number)?: Double(number)
        case .real(let number)?: number
        default: nil
        }
    }

    /// The CRM's id, a text or a whole number.
    private static func name(_ json: JSON?) -> String? {
        switch json {
        case .string(let text)?: text.isEmpty ? nil : text
        case .integer(let number)?: String(number)
        default: nil
        }
    }

    private static func audience(_ json: JSON?) -> [String] {
        switch json {
        case .string(let text)?: [text]
        case .list(let items)?:
            items.compactMap { if case .string(let text) = $0 { text } else { nil } }
        default: []
        }
    }

    /// The spellings of an address: with and without the prefix, with and without a slash.
    private static func spellings(_ address: String) -> [String] {
        let root = String(address.dropLast(Route.prefix.count))
        return [address, address + "/", root, root + "/"]
    }
}

extension GatewayOptions {
    /// A new secret for JWTs of the CRM: 32 random bytes as text.
    func newSSOSecret() -> String { "sso_" + Base64URL.text(webhookSecret()) }
}
