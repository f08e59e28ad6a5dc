import HTTPTypes

/// A complete answer, whatever its status.
public struct OutgoingResponse: Sendable {
    /// A redirect is an answer like any other: none is followed. Fields that are no HTTP are left
    /// out; `headerFields[values: .setCookie]` has every cookie.
    public let head: HTTPResponse
    /// Complete, and within the request's limit.
    public let body: [UInt8]
}
