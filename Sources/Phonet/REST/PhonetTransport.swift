import CallRules
import HTTPClientTypes
import HTTPTypes

/// Sends a request to Phonet and blocks until its answer is complete. Follows no redirects, keeps the
/// request's limits and address policy, and is called from several threads at once.
package typealias PhonetTransport =
    @Sendable (OutgoingRequest) -> Result<OutgoingResponse, TransportError>

/// Sends a request to Phonet and blocks until the body of its answer begins, or ends if it is empty.
/// Otherwise like `PhonetTransport`.
package typealias PhonetStreamTransport =
    @Sendable (OutgoingRequest) -> Result<OutgoingStream, TransportError>

extension HTTPResponse {
    /// The values of all `Set-Cookie` fields, in order.
    var cookies: [String] { headerFields[values: .setCookie] }

    /// Seconds for which Phonet wants no requests (`Retry-After`); nil: the field is missing.
    var retryAfter: Int? { headerFields[.retryAfter].flatMap { Int($0) } }
}

extension PhonetServer {
    /// The head of a request to this server.
    ///
    /// - Parameter path: with its query; begins with a slash.
    func head(
        _ method: HTTPRequest.Method, _ path: String, _ fields: HTTPFields
    ) -> HTTPRequest {
        HTTPRequest(
            method: method, scheme: scheme.rawValue, authority: domain.text, path: path,
            headerFields: fields)
    }
}
