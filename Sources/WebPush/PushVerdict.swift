import CallRules
import HTTPTypes

/// What a push service's answer means for the message and for the subscription.
package enum PushVerdict: Hashable, Sendable {
    /// The service took the message (RFC 8030 §5 has 201; any other 2xx is in use, too).
    case taken
    /// There is no such subscription any more (404, 410): the only answers after which it is
    /// removed.
    case gone
    /// The same message may be sent later (408, 429, 5xx), after so many seconds if the service
    /// named any, never more than a day.
    case later(seconds: Int?)
    /// The message will not be taken however often it is sent; the subscription stays.
    case refused(PushRefusal)

    /// - Parameter now: for services that name a date.
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
