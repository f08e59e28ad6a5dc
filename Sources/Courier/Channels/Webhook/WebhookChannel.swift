import CallRules
import HTTPClientTypes
import HTTPTypes
import Store
import WebPush

/// The channel to webhook endpoints: posts an event to the CRM, signed.
package struct WebhookChannel: Channel {
    /// Sends a request and returns the answer; blocks meanwhile.
    package typealias Transport =
        @Sendable (OutgoingRequest) -> Result<OutgoingResponse, TransportError>

    /// The functions from outside the channel.
    package struct Environment: Sendable {
        /// The wall clock.
        package var clock: @Sendable () -> Instant
        /// Sends one request.
        package var send: Transport
        /// The body of an event under a type, from the record as it is now; nil: it cannot be made.
        package var body: @Sendable (_ seq: Int64, _ type: EventType) -> [UInt8]?
        /// Decides where webhooks may go.
        package var gate: WebhookGate
        /// The version of the program, for `user-agent`.
        package var version: String
        /// Receives errors for the log; they contain no path and no phone number.
        package var report: @Sendable (String) -> Void

        package init(
            clock: @escaping @Sendable () -> Instant, send: @escaping Transport,
            body: @escaping @Sendable (_ seq: Int64, _ type: EventType) -> [UInt8]?,
            gate: WebhookGate, version: String, report: @escaping @Sendable (String) -> Void
        ) {
            self.clock = clock
            self.send = send
            self.body = body
            self.gate = gate
            self.version = version
            self.report = report
        }
    }

    package let retries: RetryPlan
    private let environment: Environment

    /// - Parameter pauses: seconds before each try.
    package init(pauses: [Int], _ environment: Environment) {
        retries = .pauses(pauses)
        self.environment = environment
    }

    /// What one answer may take: the head within 15 s, of the body 64 KB.
    private static let limits = OutgoingRequest.Limits(
        connect: .seconds(15), start: .seconds(15), silence: .seconds(15), total: .seconds(15),
        body: 64 << 10)

    /// Signs and posts one event. Blocks until the endpoint has answered, 15 s at most.
    package func deliver(_ delivery: Delivery) -> DeliveryOutcome {
        guard case .event(let content) = delivery.content else { return .failed(.notMade) }
        let address: WebhookAddress
        do {
            address = try environment.gate.address(content.url)
        } catch {
            return .failed(
                error == .privateAddress || error == .notEncrypted
                    ? .noResponse(.addressRefused) : .badAddress(error.rawValue))
        }
        guard let body = environment.body(content.seq, content.type) else {
            return .retry(.notMade, after: nil)
        }
        let signature = WebhookSignature(
            id: "evt_\(content.seq)", timestamp: environment.clock().milliseconds / 1000,
            body: body, secrets: content.secrets)
        return outcome(environment.send(request(to: address, signature, body)), of: address)
    }

    private func request(
        to address: WebhookAddress, _ signature: WebhookSignature, _ body: [UInt8]
    ) -> OutgoingRequest {
        var head = HTTPRequest(
            method: .post, scheme: address.isEncrypted ? "https" : "http",
            authority: address.authority, path: address.path)
        head.headerFields[.contentType] = "application/json"
        head.headerFields[.userAgent] = "phonet-gateway/\(environment.version)"
        for (name, value) in [
            ("webhook-id", signature.id), ("webhook-timestamp", "\(signature.timestamp)"),
            ("webhook-signature", signature.text),
        ] {
            if let name = HTTPField.Name(name) { head.headerFields[name] = value }
        }
        var request = OutgoingRequest(
            head: head, body: body,
            addressPolicy: address.isTrustedHost ? .anyAddress : .publicAddresses,
            limits: WebhookChannel.limits)
        request.allowsPlainHTTP = address.isTrustedHost
        request.bodyMayBeCut = true
        request.logName = "webhook"
        return request
    }

    private func outcome(
        _ result: Result<OutgoingResponse, TransportError>, of address: WebhookAddress
    ) -> DeliveryOutcome {
        switch result {
        case .failure(let error):
            let reason = NoResponse(error)
            environment.report("\(address.authority): \(reason.rawValue)")
            let failure = DeliveryFailure.noResponse(reason)
            return reason.isFinal ? .failed(failure) : .retry(failure, after: nil)
        case .success(let answer):
            let status = answer.head.status.code
            let start = Array(answer.body.prefix(WebhookChannel.keptBytes))
            if (200...299).contains(status) { return .delivered(status: status, answer: start) }
            environment.report("\(address.authority): \(status)")
            if status == 410 { return .gone(status: status, answer: start) }
            return .retry(
                DeliveryFailure(webhookStatus: status), after: pause(answer.head), answer: start)
        }
    }

    /// Bytes of an answer that are kept.
    private static let keptBytes = 512

    /// The pause an answer asks for, in seconds, at most a day; nil: it asks for none.
    private func pause(_ head: HTTPResponse) -> Int? {
        guard let field = head.headerFields[.retryAfter] else { return nil }
        return RetryAfter.seconds(field, at: environment.clock())
    }
}

extension DeliveryFailure {
    /// An answer outside 2xx; another try may succeed, whatever it is.
    fileprivate init(webhookStatus status: Int) {
        self =
            switch status {
            case 300...399: .redirected(status: status)
            case 408, 500...599: .unavailable(status: status)
            case 413: .tooLarge
            case 429: .tooManyRequests
            default: .unexpectedStatus(status)
            }
    }
}
