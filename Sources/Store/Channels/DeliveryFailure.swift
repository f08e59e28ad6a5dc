import JSONText

/// Reason an attempt to send a delivery failed. Stored as a code and, for cases with a payload, as
/// details: a JSON object. The channel writes the text for people.
package enum DeliveryFailure: Hashable, Sendable {
    case noResponse(NoResponse)
    /// HTTP 429.
    case tooManyRequests
    /// The service is temporarily unavailable: HTTP 408 or 5xx.
    case unavailable(status: Int)
    /// HTTP 400.
    case notUnderstood
    /// HTTP 401: the service refused the gateway's token.
    case tokenRefused
    /// HTTP 403: the service refused the gateway's key for this address.
    case keyRefused
    /// HTTP 413.
    case tooLarge
    /// HTTP 3xx; redirects are not followed.
    case redirected(status: Int)
    /// A status code without a meaning for this request.
    case unexpectedStatus(Int)
    /// The service no longer knows the address: HTTP 404 or 410. Nil: the gateway removed the
    /// address while the delivery was being sent.
    case gone(status: Int?)
    /// The stored address cannot be used; the value is the channel's name for the reason, for the
    /// log.
    case badAddress(String)
    /// The message could not be built.
    case notMade
    /// The program ended during the attempt, `DeliveryTable.maxCutOffs` times.
    case cutOff

    /// The stored codes, also the label `cause` of `/metrics`.
    package enum Code: String, CaseIterable, Sendable {
        case unreachable
        case addressRefused = "address_refused"
        case notTrusted = "not_trusted"
        case timedOut = "timed_out"
        case brokenOff = "broken_off"
        case notSent = "not_sent"
        case tooManyRequests = "too_many"
        case unavailable
        case notUnderstood = "not_understood"
        case tokenRefused = "token_refused"
        case keyRefused = "key_refused"
        case tooLarge = "too_large"
        case redirected
        case unexpectedStatus = "unexpected_status"
        case gone
        case badAddress = "bad_address"
        case notMade = "not_made"
        case cutOff = "cut_off"
    }

    /// The code as it is stored.
    package var code: Code {
        switch self {
        case .noResponse(.unreachable): .unreachable
        case .noResponse(.addressRefused): .addressRefused
        case .noResponse(.notTrusted): .notTrusted
        case .noResponse(.timedOut): .timedOut
        case .noResponse(.brokenOff): .brokenOff
        case .noResponse(.notSent): .notSent
        case .tooManyRequests: .tooManyRequests
        case .unavailable: .unavailable
        case .notUnderstood: .notUnderstood
        case .tokenRefused: .tokenRefused
        case .keyRefused: .keyRefused
        case .tooLarge: .tooLarge
        case .redirected: .redirected
        case .unexpectedStatus: .unexpectedStatus
        case .gone: .gone
        case .badAddress: .badAddress
        case .notMade: .notMade
        case .cutOff: .cutOff
        }
    }

    /// The status the service answered with; nil: it did not answer.
    package var status: Int? {
        switch self {
        case .noResponse, .badAddress, .notMade, .cutOff: nil
        case .tooManyRequests: 429
        case .notUnderstood: 400
        case .tokenRefused: 401
        case .keyRefused: 403
        case .tooLarge: 413
        case .unavailable(let status), .redirected(let status), .unexpectedStatus(let status):
            status
        case .gone(let status): status
        }
    }

    /// True when the service may have accepted the message in spite of the failure, so that another
    /// attempt may repeat it.
    package var mayHaveArrived: Bool {
        switch self {
        case .noResponse(let reason): reason.mayHaveArrived
        case .cutOff: true
        case .tooManyRequests, .unavailable, .notUnderstood, .tokenRefused, .keyRefused, .tooLarge,
            .redirected, .unexpectedStatus, .gone, .badAddress, .notMade:
            false
        }
    }
}

extension DeliveryFailure {
    /// The payload as it is stored with the code: a JSON object; nil: the case has no payload.
    var details: String? {
        switch self {
        case .unavailable(let status), .redirected(let status), .unexpectedStatus(let status):
            DeliveryFailure.text("status", .number(status))
        case .gone(let status):
            status.flatMap { DeliveryFailure.text("status", .number($0)) }
        case .badAddress(let name): DeliveryFailure.text("problem", .string(name))
        case .noResponse, .tooManyRequests, .notUnderstood, .tokenRefused, .keyRefused, .tooLarge,
            .notMade, .cutOff:
            nil
        }
    }

    private static func text(_ name: String, _ value: JSON) -> String? {
        String(decoding: JSON.object([(name, value)]).bytes, as: UTF8.self)
    }

    /// A stored failure.
    ///
    /// - Parameters:
    ///   - details: as `details` writes them.
    ///   - column: of the details, for the error.
    /// - Throws: when a payload that the code needs is missing.
    init(_ code: Code, details: String?, column: String) throws(UnknownCode) {
        let stored = details.flatMap { try? JSON.read(Array($0.utf8), .strict) }
        var status: Int? {
            guard case .integer(let number)? = stored?["status"] else { return nil }
            return Int(number)
        }
        var problem: String? {
            guard case .string(let text)? = stored?["problem"] else { return nil }
            return text
        }
        func needed<Value>(_ value: Value?) throws(UnknownCode) -> Value {
            guard let value else {
                throw UnknownCode(column: column, value: details, type: "\(code) payload")
            }
            return value
        }
        self =
            switch code {
            case .unreachable: .noResponse(.unreachable)
            case .addressRefused: .noResponse(.addressRefused)
            case .notTrusted: .noResponse(.notTrusted)
            case .timedOut: .noResponse(.timedOut)
            case .brokenOff: .noResponse(.brokenOff)
            case .notSent: .noResponse(.notSent)
            case .tooManyRequests: .tooManyRequests
            case .unavailable: .unavailable(status: try needed(status))
            case .notUnderstood: .notUnderstood
            case .tokenRefused: .tokenRefused
            case .keyRefused: .keyRefused
            case .tooLarge: .tooLarge
            case .redirected: .redirected(status: try needed(status))
            case .unexpectedStatus: .unexpectedStatus(try needed(status))
            case .gone: .gone(status: status)
            case .badAddress: .badAddress(try needed(problem))
            case .notMade: .notMade
            case .cutOff: .cutOff
            }
    }
}
