/// One HTTP request to Phonet (protocol 3), which a transport carries as it stands.
package struct PhonetRequest: Hashable, Sendable {
    /// The raw value is as HTTP writes it.
    package enum Method: String, Sendable {
        case get = "GET"
        case post = "POST"
    }

    /// Whether it asks or tells.
    package let method: Method
    /// Whom to ask, and how far a connection may go for it.
    package let server: PhonetServer
    /// From the slash on.
    package let path: String
    /// Header fields by name; `Cookie` is the session.
    package let fields: [String: String]
    /// JSON, UTF-8; empty for a GET. Of an authorisation it holds the key.
    package let body: [UInt8]
    /// Whether it asks for a recording; then its path is as good as a key.
    package let isForRecording: Bool
    /// Until the connection stands.
    package let connectLimit: Duration
    /// Until the first byte of a streamed answer's body; of others as `totalLimit`.
    package let startLimit: Duration
    /// Without a byte of a streamed answer after its first; of others as `totalLimit`.
    package let silenceLimit: Duration
    /// Until the last byte of the answer.
    package let totalLimit: Duration
    /// Bytes of the answer's body; longer ones are refused.
    package let bodyLimit: Int
}

/// Says what is asked for, never with which key or session, and of recordings not where they are.
extension PhonetRequest: CustomStringConvertible {
    package var description: String {
        "\(method.rawValue) \(isForRecording ? "a recording" : path)"
    }
}
