import Crypto
import Foundation

/// A secret that gives access by itself: an API token, a session, a one-time link.
package enum Secret {
    /// The SHA-256 of a secret. The database stores this instead of the secret. Secrets have 128
    /// bits or more, so a fast hash is enough; passwords have a slow one (`PasswordHash`).
    package static func hash(_ secret: some StringProtocol) -> [UInt8] {
        Array(SHA256.hash(data: Data(secret.utf8)))
    }
}
