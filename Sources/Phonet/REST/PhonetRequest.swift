/// One HTTP request to Phonet (protocol 3), which a transport carries as it stands.
public struct PhonetRequest: Hashable, Sendable {
    /// The raw value is as HTTP writes it.
    public enum Method: String, Sendable {
        case get = "GET"
        case post = "POST"
    }

    /// Whether it asks or tells.
    public let method: Method
    /// Whom to ask, and how far a connection may go for it.
    public let server: PhonetServer
    /// From the slash on.
    public let path: String
    /// Header fields by name; `Cookie` is the session.
    public let fields: [String: String]
    /// JSON, UTF-8; empty for a GET. Of an authorisation it holds the key.
    public let body: [UInt8]
    /// Whether it asks for a recording; then its path is as good as a key.
    public let isForRecording: Bool
    /// Until the connection stands.
    public let connectLimit: Duration
    /// Until the first byte of a streamed answer's body; of others as `totalLimit`.
    public let startLimit: Duration
    /// Without a byte of a streamed answer after its first; of others as `totalLimit`.
    public let silenceLimit: Duration
    /// Until the last byte of the answer.
    public let totalLimit: Duration
    /// Bytes of the answer's body; longer ones are refused.
    public let bodyLimit: Int
}

/// Says what is asked for, never with which key or session, and of recordings not where they are.
extension PhonetRequest: CustomStringConvertible {
    public var description: String {
        "\(method.rawValue) \(isForRecording ? "a recording" : path)"
    }
}
