import HTTPTypes

/// A complete answer, whatever its status.
package struct OutgoingResponse: Sendable {
    /// A redirect is an answer like any other: none is followed. Fields that are no HTTP are left
    /// out; `headerFields[values: .setCookie]` has every cookie.
    package let head: HTTPResponse
    /// Complete, and within the request's limit.
    package let body: [UInt8]
}
