import CallRules
import Crypto
import Foundation

/// The signature of a webhook, as Standard Webhooks writes it (standardwebhooks.com, version 1):
/// HMAC-SHA256 over `id.timestamp.body`.
package struct WebhookSignature: Hashable, Sendable {
    /// The value of `webhook-id`, the same at each try: `evt_4711`.
    package let id: String
    /// The value of `webhook-timestamp`: seconds since 1970 of this try.
    package let timestamp: Int64
    /// What is signed.
    package let base: [UInt8]
    /// The value of `webhook-signature`: one signature for each secret, the present one first.
    package let text: String

    /// - Parameter secrets: 32 bytes each.
    package init(id: String, timestamp: Int64, body: [UInt8], secrets: [[UInt8]]) {
        self.id = id
        self.timestamp = timestamp
        let base = Array("\(id).\(timestamp).".utf8) + body
        self.base = base
        text = secrets.map { secret in
            let code = HMAC<SHA256>.authenticationCode(
                for: Data(base), using: SymmetricKey(data: Data(secret)))
            return "v1," + Data(code).base64EncodedString()
        }.joined(separator: " ")
    }
}
