import Crypto
import Foundation

/// What a message is about: of those a push service still holds, a newer one replaces the older one
/// with the same topic (RFC 8030 §5.4).
package struct PushTopic: Hashable, Sendable {
    /// 32 letters of base64url, the most there may be.
    package let text: String

    /// - Parameter subject: anything; the push service sees only a hash.
    package init(_ subject: String) {
        text = Base64URL.text(SHA256.hash(data: Data(subject.utf8)).prefix(24))
    }
}
