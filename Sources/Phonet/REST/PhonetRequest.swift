/// An HTTP request to Phonet (protocol 3); a transport sends it unchanged.
package struct PhonetRequest: Hashable, Sendable {
    /// The raw value is as HTTP writes it.
    package enum Method: String, Sendable {
        case get = "GET"
        case post = "POST"
    }

    /// The HTTP method.
    package let method: Method
    /// The server, with its address policy.
    package let server: PhonetServer
    /// Path and query; begins with a slash.
    package let path: String
    /// Header fields by name; `Cookie` holds the session.
    package let fields: [String: String]
    /// JSON, UTF-8; empty for a GET. The body of an authorisation holds the key.
    package let body: [UInt8]
    /// True for a recording: its path is a secret, because it needs no key.
    package let isForRecording: Bool
    /// Time limit for connecting.
    package let connectLimit: Duration
    /// Time limit until the first byte of a streamed body; otherwise equal to `totalLimit`.
    package let startLimit: Duration
    /// Read timeout between two chunks of a streamed body; otherwise equal to `totalLimit`.
    package let silenceLimit: Duration
    /// Time limit until the last byte of the answer.
    package let totalLimit: Duration
    /// The longest body in bytes; a longer one is an error.
    package let bodyLimit: Int
}

/// For the log: without key, session, and the path of a recording.
extension PhonetRequest: CustomStringConvertible {
    package var description: String {
        "\(method.rawValue) \(isForRecording ? "a recording" : path)"
    }
}
