/// Why a request has no answer. Holds nothing the request carried.
package enum TransportError: Error, Hashable, Sendable {
    /// Scheme, host or path are not a usable address; nothing was sent.
    case badAddress
    /// Plain http to another machine than this one; nothing was sent.
    case notEncrypted
    /// There is no such host, or no name server answered.
    case couldNotResolve
    /// Every address of the host is against the request's `AddressPolicy`; no connection was made.
    case addressRefused
    /// Nothing listens there, or there is no route.
    case couldNotConnect
    /// The certificate has expired, is for another host, or its authority is not trusted.
    case certificateRefused
    /// The TLS handshake failed, or TLS broke down.
    case encryptionFailed
    /// No connection or no complete answer within the limits.
    case timedOut
    /// The answer's head or body is over the limit; the rest was not read.
    case tooLarge
    /// The connection ended before the answer did.
    case brokenOff
    /// The answer is not HTTP.
    case notHTTP
    /// Any other error, with its `CURLcode`: lack of memory for example.
    case failed(Int32)
}

/// For a log.
extension TransportError: CustomStringConvertible {
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
