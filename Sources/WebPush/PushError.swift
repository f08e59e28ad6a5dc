/// Reason why a message could not be encrypted or signed.
package enum PushError: Error, Hashable, Sendable {
    /// The text does not fit into one message; its length in bytes.
    case tooLong(Int)
    /// The cryptographic library failed; no message or subscription causes this.
    case cryptographyFailed
}

extension PushError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .tooLong(let count): "\(count) bytes are too long for a push message"
        case .cryptographyFailed: "a push message could not be encrypted or signed"
        }
    }
}
