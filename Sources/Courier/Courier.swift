import CallRules
import HTTPClientTypes
import Store
import WebPush

/// Brings notices to people: sends out what is due, takes pushes from the books, sends each, and
/// puts down what came of it. Has no thread and no clock of its own (`CourierThreads` has).
package struct Courier: Sendable {
    /// The answer to a request, or why there is none.
    package typealias Transport =
        @Sendable (OutgoingRequest) -> Result<OutgoingResponse, TransportError>

    /// What it takes from its surroundings.
    package struct Environment: Sendable {
        /// The wall clock.
        package var clock: @Sendable () -> Instant
        /// A number from 0 up to 1, each time another, so that tries after a breakdown spread.
        package var chance: @Sendable () -> Double
        /// Chance for one encryption; never the same twice.
        package var ephemeral: @Sendable () -> Ephemeral
        /// The way to push services; must not follow redirects, and returns within 10 s.
        package var send: Transport
        /// Host and port of push services of tests on this machine, which speak plain http.
        package var plainHosts: [String]
        /// The path of the page that opens with a push.
        package var page: @Sendable (PushDelivery.Content) -> String
        /// Told what went wrong, for the log; never an endpoint or a telephone number.
        package var report: @Sendable (String) -> Void

        package init(
            clock: @escaping @Sendable () -> Instant, chance: @escaping @Sendable () -> Double,
            ephemeral: @escaping @Sendable () -> Ephemeral, send: @escaping Transport,
            plainHosts: [String] = [], page: @escaping @Sendable (PushDelivery.Content) -> String,
            report: @escaping @Sendable (String) -> Void
        ) {
            self.clock = clock
            self.chance = chance
            self.ephemeral = ephemeral
            self.send = send
            self.plainHosts = plainHosts
            self.page = page
            self.report = report
        }
    }

    let store: Store
    let environment: Environment
    private let tokens: VAPIDTokens

    /// - Parameter tokens: of the key browsers subscribe to.
    package init(store: Store, tokens: VAPIDTokens, _ environment: Environment) {
        self.store = store
        self.tokens = tokens
        self.environment = environment
    }

    /// Sends out every notice that has come due.
    package func sendDueNotices() throws(StoreError) {
        while try store.sendDueNotices(at: environment.clock()) > 0 {}
    }

    /// The pushes to send now; each is to be handed to `deliver` once.
    package func deliveries(atMost limit: Int) throws(StoreError) -> [PushDelivery] {
        try store.takePushDeliveries(atMost: limit, at: environment.clock())
    }

    /// Sends one push and puts down what came of it. Returns when the transport has.
    package func deliver(_ delivery: PushDelivery) throws(StoreError) {
        let outcome = outcome(of: delivery)
        try store.finish(delivery, outcome, at: environment.clock())
    }

    private func outcome(of delivery: PushDelivery) -> PushOutcome {
        let details = delivery.subscription.details
        let subscription: PushSubscription
        do {
            subscription = try PushSubscription(
                endpoint: details.endpoint, p256dh: details.p256dh, auth: details.auth,
                plainHosts: environment.plainHosts)
        } catch {
            return .failed(DeliveryFailure(failure: error.name, status: nil))
        }
        do {
            let payload = PushPayload(delivery, page: environment.page(delivery.content))
            let request = try PushRequest(
                PushMessage(payload.bytes, delivery.envelope), to: subscription,
                ephemeral: environment.ephemeral(), tokens: tokens, at: environment.clock())
            return outcome(
                of: delivery, environment.send(OutgoingRequest(request)),
                subscription.endpoint.origin)
        } catch {
            environment.report("push: \(error)")
            return .failed(DeliveryFailure(failure: "not_made", status: nil))
        }
    }

    private func outcome(
        of delivery: PushDelivery, _ answer: Result<OutgoingResponse, TransportError>,
        _ service: String
    ) -> PushOutcome {
        let now = environment.clock()
        switch answer {
        case .failure(let error):
            environment.report("\(service): \(error.deliveryError)")
            let failure = DeliveryFailure(
                failure: error.deliveryError, status: nil, mayHaveArrived: error.mayHaveArrived)
            return error.isFinal
                ? .failed(failure) : later(delivery, failure, asked: nil, at: now)
        case .success(let response):
            let status = response.head.status.code
            switch PushVerdict(response.head, at: now) {
            case .taken: return .delivered(status: status)
            case .gone: return .gone(status: status)
            case .later(let seconds):
                environment.report("\(service): \(status)")
                let failure = status == 429 ? "too_many" : "unavailable"
                return later(
                    delivery, DeliveryFailure(failure: failure, status: status), asked: seconds,
                    at: now)
            case .refused(let refusal):
                let alarm = refusal.isAlarming ? ", every push may be refused" : ""
                environment.report("\(service): \(status) \(refusal.name)\(alarm)")
                return .failed(DeliveryFailure(failure: refusal.name, status: status))
            }
        }
    }

    private func later(
        _ delivery: PushDelivery, _ failure: DeliveryFailure, asked: Int?, at now: Instant
    ) -> PushOutcome {
        let next = NextTry(after: delivery, asked: asked, chance: environment.chance(), at: now)
        return next.map { .again(at: $0.at, failure) } ?? .failed(failure)
    }
}

extension OutgoingRequest {
    /// Plain http is for the operator's push services on this machine.
    fileprivate init(_ request: PushRequest) {
        self.init(
            head: request.head, body: request.body,
            addressPolicy: request.head.scheme == "http" ? .thisMachine : .publicAddresses,
            limits: Limits(body: 64 << 10))
    }
}
