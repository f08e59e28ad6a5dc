import CallRules
import HTTPClientTypes
import HTTPTypes
import JSONText
import Store

/// The requests to Telegram's Bot API (core.telegram.org/bots/api) and what it answers.
package struct TelegramAPI: Sendable {
    /// Sends a request; returns the answer, or the reason why there is none.
    package typealias Transport =
        @Sendable (OutgoingRequest) -> Result<OutgoingResponse, TransportError>

    /// Where the Bot API is.
    package struct Server: Hashable, Sendable {
        /// `https`, or `http` for a stand-in on this machine.
        let scheme: String
        let authority: String
        let policy: AddressPolicy

        /// Telegram itself.
        package static let telegram = Server(
            scheme: "https", authority: "api.telegram.org", policy: .publicAddresses)

        /// A stand-in for tests on this machine, in plain http.
        ///
        /// - Parameter authority: `127.0.0.1:PORT`.
        package static func onThisMachine(_ authority: String) -> Server {
            Server(scheme: "http", authority: authority, policy: .thisMachine)
        }
    }

    /// The result of one request.
    package enum Reply: Hashable, Sendable {
        /// `result` of the answer.
        case accepted(JSON)
        /// The Bot API refused it.
        ///
        /// - Parameters:
        ///   - retryAfter: seconds to wait, as it asked; nil: it asked for none.
        ///   - words: `description` of the answer, at most 200 characters; empty: none.
        case refused(status: Int, retryAfter: Int?, words: String)
        /// There is no answer.
        case none(TransportError)
    }

    private let server: Server
    private let transport: Transport

    package init(_ server: Server, _ transport: @escaping Transport) {
        self.server = server
        self.transport = transport
    }

    /// Calls one method. Blocks until Telegram has answered.
    ///
    /// - Parameters:
    ///   - seconds: the longest wait for the answer.
    func call(
        _ method: String, token: String, _ parameters: [(String, JSON)], seconds: Int64 = 15
    ) -> Reply {
        var head = HTTPRequest(
            method: .post, scheme: server.scheme, authority: server.authority,
            path: "/bot\(token)/\(method)")
        head.headerFields[.contentType] = "application/json"
        var request = OutgoingRequest(
            head: head, body: JSON.object(parameters).bytes, addressPolicy: server.policy,
            limits: OutgoingRequest.Limits(
                start: .seconds(seconds), silence: .seconds(seconds), total: .seconds(seconds),
                body: 1 << 20))
        request.logName = "telegram \(method)"
        switch transport(request) {
        case .failure(let error): return .none(error)
        case .success(let response): return TelegramAPI.reply(response)
        }
    }

    private static func reply(_ response: OutgoingResponse) -> Reply {
        let status = response.head.status.code
        let body = try? JSON.read(response.body, .lenient)
        if status == 200, body?["ok"] == .truth(true), let result = body?["result"] {
            return .accepted(result)
        }
        var retryAfter: Int?
        if case .integer(let seconds)? = body?["parameters"]?["retry_after"] {
            retryAfter = Int(min(max(seconds, 0), 86_400))
        }
        var words = ""
        if case .string(let text)? = body?["description"] { words = String(text.prefix(200)) }
        return .refused(status: status, retryAfter: retryAfter, words: words)
    }
}

extension DeliveryFailure {
    /// Why a request to the Bot API failed; nil: it was accepted.
    init?(_ reply: TelegramAPI.Reply) {
        switch reply {
        case .accepted: return nil
        case .none(let error): self = .noResponse(NoResponse(error))
        case .refused(let status, _, let words):
            self =
                switch status {
                // A token that was revoked is “Unauthorized”; one that never existed “Not Found”.
                case 401, 404: .tokenRefused
                case 403: .gone(status: status)
                // A conversation that does not exist, or that the person deleted.
                case 400 where words.contains("chat not found"): .gone(status: status)
                case 400: .notUnderstood
                case 408, 500...599: .unavailable(status: status)
                case 413: .tooLarge
                case 429: .tooManyRequests
                case 300...399: .redirected(status: status)
                default: .unexpectedStatus(status)
                }
        }
    }
}
