import CallRules
import JSONText

extension PhonetError: CodedReason {
    /// Codes of errors as stored; renaming a raw value needs a migration.
    enum Code: String, CaseIterable {
        case noDomain = "no_domain"
        case noKey = "no_key"
        case domainNotAllowed = "domain_not_allowed"
        case connection
        case keyRefused = "key_refused"
        case noSessionCookie = "no_session_cookie"
        case accessRefused = "access_refused"
        case redirected
        case tooManyRequests = "too_many_requests"
        case serverFailed = "server_failed"
        case unexpectedStatus = "unexpected_status"
        case notJSON = "not_json"
        case unexpectedAnswer = "unexpected_answer"
        case callRefused = "call_refused"
        case callUnconfirmed = "call_unconfirmed"
        case callNotFound = "call_not_found"
        case recordingAddressNotAllowed = "recording_address_not_allowed"
        case recordingNotReady = "recording_not_ready"
        case noAudio = "no_audio"
    }

    var code: Code {
        switch self {
        case .noDomain: .noDomain
        case .noKey: .noKey
        case .domainNotAllowed: .domainNotAllowed
        case .connection: .connection
        case .keyRefused: .keyRefused
        case .noSessionCookie: .noSessionCookie
        case .accessRefused: .accessRefused
        case .redirected: .redirected
        case .tooManyRequests: .tooManyRequests
        case .serverFailed: .serverFailed
        case .unexpectedStatus: .unexpectedStatus
        case .notJSON: .notJSON
        case .unexpectedAnswer: .unexpectedAnswer
        case .callRefused: .callRefused
        case .callUnconfirmed: .callUnconfirmed
        case .callNotFound: .callNotFound
        case .recordingAddressNotAllowed: .recordingAddressNotAllowed
        case .recordingNotReady: .recordingNotReady
        case .noAudio: .noAudio
        }
    }

    var details: [(String, JSON)] {
        switch self {
        case .connection(let error): [("error", .string(error.rawValue))]
        case .serverFailed(let status), .unexpectedStatus(let status), .callRefused(let status):
            [("status", .integer(Int64(status)))]
        case .callUnconfirmed(let error): [("error", error.json)]
        case .noDomain, .noKey, .domainNotAllowed, .keyRefused, .noSessionCookie, .accessRefused,
            .redirected, .tooManyRequests, .notJSON, .unexpectedAnswer, .callNotFound,
            .recordingAddressNotAllowed, .recordingNotReady, .noAudio:
            []
        }
    }

    init?(_ code: Code, _ details: JSON) {
        switch code {
        case .noDomain: self = .noDomain
        case .noKey: self = .noKey
        case .domainNotAllowed: self = .domainNotAllowed
        case .connection:
            guard let error = details.text(at: "error").flatMap(ConnectionError.init(rawValue:))
            else {
                return nil
            }
            self = .connection(error)
        case .keyRefused: self = .keyRefused
        case .noSessionCookie: self = .noSessionCookie
        case .accessRefused: self = .accessRefused
        case .redirected: self = .redirected
        case .tooManyRequests: self = .tooManyRequests
        case .serverFailed:
            guard let status = details.int(at: "status") else { return nil }
            self = .serverFailed(status)
        case .unexpectedStatus:
            guard let status = details.int(at: "status") else { return nil }
            self = .unexpectedStatus(status)
        case .notJSON: self = .notJSON
        case .unexpectedAnswer: self = .unexpectedAnswer
        case .callRefused:
            guard let status = details.int(at: "status") else { return nil }
            self = .callRefused(status)
        case .callUnconfirmed:
            guard let json = details["error"], let error = try? PhonetError(json, in: "error")
            else { return nil }
            self = .callUnconfirmed(error)
        case .callNotFound: self = .callNotFound
        case .recordingAddressNotAllowed: self = .recordingAddressNotAllowed
        case .recordingNotReady: self = .recordingNotReady
        case .noAudio: self = .noAudio
        }
    }
}

extension DiallingError: CodedReason {
    enum Code: String, CaseIterable { case busy, phonet }

    var code: Code {
        switch self {
        case .busy: .busy
        case .phonet: .phonet
        }
    }

    var details: [(String, JSON)] {
        switch self {
        case .busy: []
        case .phonet(let error): [("error", error.json)]
        }
    }

    init?(_ code: Code, _ details: JSON) {
        switch code {
        case .busy: self = .busy
        case .phonet:
            guard let json = details["error"], let error = try? PhonetError(json, in: "error")
            else { return nil }
            self = .phonet(error)
        }
    }
}

extension ReconciliationError: CodedReason {
    enum Code: String, CaseIterable { case stopped, phonet }

    var code: Code {
        switch self {
        case .stopped: .stopped
        case .phonet: .phonet
        }
    }

    var details: [(String, JSON)] {
        switch self {
        case .stopped: []
        case .phonet(let error): [("error", error.json)]
        }
    }

    init?(_ code: Code, _ details: JSON) {
        switch code {
        case .stopped: self = .stopped
        case .phonet:
            guard let json = details["error"], let error = try? PhonetError(json, in: "error")
            else { return nil }
            self = .phonet(error)
        }
    }
}
