import CallRules
import HTTPClientTypes
import Store
import WebPush

/// Push messages to browsers. The address of a delivery is the id of a `PushSubscriptionRow`.
package struct WebPushChannel: Channel {
    /// Sends a request; returns the answer, or the reason why there is none.
    package typealias Transport =
        @Sendable (OutgoingRequest) -> Result<OutgoingResponse, TransportError>

    /// The functions and values from outside the channel.
    package struct Environment: Sendable {
        /// The wall clock.
        package var clock: @Sendable () -> Instant
        /// Key and salt of one encryption; must differ at every call.
        package var ephemeral: @Sendable () -> Ephemeral
        /// Sends to push services. Must not follow redirects, and returns within 10 s.
        package var send: Transport
        /// `host:port` of test push services on this machine, which use plain http.
        package var plainHosts: [String]
        /// The path of the page that opens with a push.
        package var page: @Sendable (Delivery.Content) -> String
        /// Receives errors for the log; they contain no endpoint and no phone number.
        package var report: @Sendable (String) -> Void

        package init(
            clock: @escaping @Sendable () -> Instant,
            ephemeral: @escaping @Sendable () -> Ephemeral, send: @escaping Transport,
            plainHosts: [String] = [], page: @escaping @Sendable (Delivery.Content) -> String,
            report: @escaping @Sendable (String) -> Void
        ) {
            self.clock = clock
            self.ephemeral = ephemeral
            self.send = send
            self.plainHosts = plainHosts
            self.page = page
            self.report = report
        }
    }

    package let retries = RetryPlan.notices
    private let store: Store
    private let tokens: VAPIDTokens
    private let environment: Environment

    /// - Parameter tokens: tokens signed with the key that browsers subscribe to.
    package init(store: Store, tokens: VAPIDTokens, _ environment: Environment) {
        self.store = store
        self.tokens = tokens
        self.environment = environment
    }

    /// Encrypts and sends one push message. Blocks until the push service has answered, 10 s at most.
    package func deliver(_ delivery: Delivery) -> DeliveryOutcome {
        let details: PushSubscriptionDetails
        do {
            guard let row = try store.pushSubscription(delivery.address, of: delivery.employeeID)
            else { return .gone(status: nil) }
            details = row.details
        } catch {
            environment.report("\(error)")
            return .retry(.noResponse(.notSent), after: nil)
        }
        let subscription: PushSubscription
        do {
            subscription = try PushSubscription(
                endpoint: details.endpoint, p256dh: details.p256dh, auth: details.auth,
                plainHosts: environment.plainHosts)
        } catch {
            return .failed(.badAddress(error.name))
        }
        do {
            let payload = PushPayload(delivery, page: environment.page(delivery.content))
            let request = try PushRequest(
                PushMessage(payload.bytes, delivery.envelope), to: subscription,
                ephemeral: environment.ephemeral(), tokens: tokens, at: environment.clock())
            return outcome(
                environment.send(OutgoingRequest(request)), of: subscription.endpoint.origin)
        } catch {
            environment.report("\(error)")
            return .failed(.notMade)
        }
    }

    private func outcome(
        _ answer: Result<OutgoingResponse, TransportError>, of service: String
    ) -> DeliveryOutcome {
        switch answer {
        case .failure(let error):
            let reason = NoResponse(error)
            environment.report("\(service): \(reason.rawValue)")
            let failure = DeliveryFailure.noResponse(reason)
            return reason.isFinal ? .failed(failure) : .retry(failure, after: nil)
        case .success(let response):
            let status = response.head.status.code
            switch PushResult(response.head, at: environment.clock()) {
            case .taken: return .delivered(status: status)
            case .gone: return .gone(status: status)
            case .later(let seconds):
                environment.report("\(service): \(status)")
                return .retry(
                    status == 429 ? .tooManyRequests : .unavailable(status: status),
                    after: seconds)
            case .refused(let refusal):
                let alarm = refusal.isAlarming ? ", every push may be refused" : ""
                environment.report("\(service): \(status) \(refusal.name)\(alarm)")
                return .failed(DeliveryFailure(refusal, status: status))
            }
        }
    }
}

extension DeliveryFailure {
    init(_ refusal: PushRefusal, status: Int) {
        self =
            switch refusal {
            case .notUnderstood: .notUnderstood
            case .tokenRefused: .tokenRefused
            case .keyRefused: .keyRefused
            case .tooLarge: .tooLarge
            case .redirected: .redirected(status: status)
            case .unexpectedStatus(let status): .unexpectedStatus(status)
            }
    }
}

extension OutgoingRequest {
    /// Plain http is only for the operator's push services on this machine.
    fileprivate init(_ request: PushRequest) {
        self.init(
            head: request.head, body: request.body,
            addressPolicy: request.head.scheme == "http" ? .thisMachine : .publicAddresses,
            limits: Limits(body: 64 << 10))
    }
}
