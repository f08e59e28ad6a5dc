/// Why a message was not made ready to be sent.
package enum PushError: Error, Hashable, Sendable {
    /// More bytes than fit into one message; how many there are.
    case tooLong(Int)
    /// The library refused, which no message and no subscription can bring about.
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
