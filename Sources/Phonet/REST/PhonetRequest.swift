/// One HTTP request to Phonet (protocol 3), which a transport carries as it stands.
public struct PhonetRequest: Hashable, Sendable {
    public enum Method: String, Sendable {
        case get = "GET"
        case post = "POST"
    }

    public let method: Method
    public let server: PhonetServer
    /// From the slash on.
    public let path: String
    /// Header fields by name; `Cookie` is the session.
    public let fields: [String: String]
    /// JSON, UTF-8; empty for a GET. Of an authorisation it holds the key.
    public let body: [UInt8]
    /// Until the connection stands.
    public let connectLimit: Duration
    /// Until the last byte of the answer.
    public let totalLimit: Duration
    /// Bytes of the answer's body; longer ones are refused.
    public let bodyLimit: Int
}

/// Says what is asked for, never with which key or session.
extension PhonetRequest: CustomStringConvertible {
    public var description: String { "\(method.rawValue) \(path)" }
}

/// One HTTP answer of Phonet, whatever its status.
public struct PhonetResponse: Hashable, Sendable {
    public var status: Int
    /// The values of all `Set-Cookie` fields, in order.
    public var cookies: [String]
    public var body: [UInt8]

    public init(status: Int, cookies: [String] = [], body: [UInt8] = []) {
        self.status = status
        self.cookies = cookies
        self.body = body
    }
}

/// Sends a request and waits for its answer. Follows no redirects, keeps the request's limits and
/// the server's reach, and is called from several threads at once.
public typealias PhonetTransport =
    @Sendable (PhonetRequest) -> Result<PhonetResponse, ConnectionTrouble>
