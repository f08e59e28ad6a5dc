import Crypto
import Foundation

/// The topic of a message: a newer message replaces a waiting one with the same topic (RFC 8030
/// §5.4).
package struct PushTopic: Hashable, Sendable {
    /// 32 characters of base64url, the longest allowed.
    package let text: String

    /// - Parameter subject: any text; the push service sees only its hash.
    package init(_ subject: String) {
        text = Base64URL.text(SHA256.hash(data: Data(subject.utf8)).prefix(24))
    }
}
