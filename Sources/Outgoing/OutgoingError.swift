/// Why a request has no answer. Holds nothing the request carried.
package enum OutgoingError: Error, Hashable, Sendable {
    /// Scheme, host or path make no address that is asked.
    case badAddress
    /// Plain http to somewhere else than this machine.
    case notEncrypted
    /// There is no such host, or no name server answered.
    case couldNotResolve
    /// Every address of the host is outside the request's reach; none was connected to.
    case addressRefused
    /// Nobody listens there, or no way leads there.
    case couldNotConnect
    /// The certificate is expired, for another host, or of an authority nobody here trusts.
    case certificateRefused
    /// No encryption could be agreed on, or it broke down.
    case encryptionFailed
    /// No connection or no complete answer within the time.
    case timedOut
    /// The answer's head or body is over the limit; the rest was not read.
    case tooLarge
    /// The connection ended before the answer did.
    case brokenOff
    /// Whatever answered does not speak HTTP.
    case notHTTP
    /// Anything else, for want of memory for example (a `CURLcode`).
    case failed(Int32)
}

extension OutgoingError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .badAddress: "the address is unusable"
        case .notEncrypted: "plain http leaves this machine"
        case .couldNotResolve: "the host was not found"
        case .addressRefused: "the host has no address that may be connected to"
        case .couldNotConnect: "no connection to the host"
        case .certificateRefused: "the certificate is not trusted"
        case .encryptionFailed: "the encryption failed"
        case .timedOut: "timed out"
        case .tooLarge: "the answer is over the limit"
        case .brokenOff: "the answer broke off"
        case .notHTTP: "the answer is no HTTP"
        case .failed(let code): "curl error \(code)"
        }
    }
}
