import CallRules
import HTTPTypes

/// The meaning of a push service's answer for the message and the subscription.
package enum PushResult: Hashable, Sendable {
    /// The service accepted the message (RFC 8030 §5 specifies 201; services also use other 2xx).
    case taken
    /// The subscription no longer exists (404, 410); only these answers remove it.
    case gone
    /// The message may be sent later (408, 429, 5xx). `seconds` is the pause the service asked for,
    /// at most a day; nil: it asked for none.
    case later(seconds: Int?)
    /// The message is refused permanently; the subscription stays.
    case refused(PushRefusal)

    /// - Parameter now: needed to convert a date in `Retry-After` to seconds.
    package init(_ response: HTTPResponse, at now: Instant) {
        let status = response.status.code
        self =
            switch status {
            case 200...299: .taken
            case 404, 410: .gone
            case 408, 429, 500...599:
                .later(
                    seconds: response.headerFields[.retryAfter].flatMap {
                        RetryAfter.seconds($0, at: now)
                    })
            case 300...399: .refused(.redirected)
            case 400: .refused(.notUnderstood)
            case 401: .refused(.tokenRefused)
            case 403: .refused(.keyRefused)
            case 413: .refused(.tooLarge)
            default: .refused(.unexpectedStatus(status))
            }
    }
}
