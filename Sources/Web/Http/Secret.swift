import Crypto
import Foundation

/// What lets somebody in who has nothing else: a token, a session, a one-time link.
package enum Secret {
    /// What is stored of it: its SHA-256. Secrets have 128 bits or more, so nothing slower is
    /// needed; passwords are another matter (`PasswordHash`).
    package static func hash(_ secret: some StringProtocol) -> [UInt8] {
        Array(SHA256.hash(data: Data(secret.utf8)))
    }
}
