import CallRules
import HTTPTypes
import Store
import WebPush

/// Brings notices to people: sends out what is due, takes pushes from the books, sends each, and
/// puts down what came of it. Has no thread and no clock of its own (`CourierThreads` has).
package struct Courier: Sendable {
    /// The answer to a request, or why there is none.
    package typealias Transport = @Sendable (PushRequest) -> Result<HTTPResponse, PushSilence>

    /// What it takes from its surroundings.
    package struct Surroundings: Sendable {
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
        package var page: @Sendable (PushErrand.Content) -> String
        /// Told what went wrong, for the log; never an endpoint or a telephone number.
        package var report: @Sendable (String) -> Void

        package init(
            clock: @escaping @Sendable () -> Instant, chance: @escaping @Sendable () -> Double,
            ephemeral: @escaping @Sendable () -> Ephemeral, send: @escaping Transport,
            plainHosts: [String] = [], page: @escaping @Sendable (PushErrand.Content) -> String,
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
    let surroundings: Surroundings
    private let tokens: VAPIDTokens

    /// - Parameter tokens: of the key browsers subscribe to.
    package init(store: Store, tokens: VAPIDTokens, _ surroundings: Surroundings) {
        self.store = store
        self.tokens = tokens
        self.surroundings = surroundings
    }

    /// Sends out every notice that has come due.
    package func sendDueNotices() throws(StoreError) {
        while try store.sendDueNotices(at: surroundings.clock()) > 0 {}
    }

    /// The pushes to send now; each is to be handed to `deliver` once.
    package func errands(atMost limit: Int) throws(StoreError) -> [PushErrand] {
        try store.takePushErrands(atMost: limit, at: surroundings.clock())
    }

    /// Sends one push and puts down what came of it. Returns when the transport has.
    package func deliver(_ errand: PushErrand) throws(StoreError) {
        let outcome = outcome(of: errand)
        try store.finish(errand, outcome, at: surroundings.clock())
    }

    private func outcome(of errand: PushErrand) -> PushOutcome {
        let details = errand.subscription.details
        let subscription: PushSubscription
        do {
            subscription = try PushSubscription(
                endpoint: details.endpoint, p256dh: details.p256dh, auth: details.auth,
                plainHosts: surroundings.plainHosts)
        } catch {
            return .failed(PushSetback(trouble: error.name, status: nil))
        }
        do {
            let payload = PushPayload(errand, page: surroundings.page(errand.content))
            let request = try PushRequest(
                PushMessage(payload.bytes, errand.envelope), to: subscription,
                ephemeral: surroundings.ephemeral(), tokens: tokens, at: surroundings.clock())
            return outcome(of: errand, surroundings.send(request), subscription.endpoint.origin)
        } catch {
            surroundings.report("push: \(error)")
            return .failed(PushSetback(trouble: "not_made", status: nil))
        }
    }

    private func outcome(
        of errand: PushErrand, _ answer: Result<HTTPResponse, PushSilence>, _ service: String
    ) -> PushOutcome {
        let now = surroundings.clock()
        switch answer {
        case .failure(let silence):
            surroundings.report("\(service): \(silence.rawValue)")
            let setback = PushSetback(
                trouble: silence.rawValue, status: nil, mayHaveArrived: silence.mayHaveArrived)
            return silence.isFinal ? .failed(setback) : later(errand, setback, asked: nil, at: now)
        case .success(let response):
            let status = response.status.code
            switch PushVerdict(response, at: now) {
            case .taken: return .delivered(status: status)
            case .gone: return .gone(status: status)
            case .later(let seconds):
                surroundings.report("\(service): \(status)")
                let trouble = status == 429 ? "too_many" : "unavailable"
                return later(
                    errand, PushSetback(trouble: trouble, status: status), asked: seconds, at: now)
            case .refused(let refusal):
                let alarm = refusal.isAlarming ? ", every push may be refused" : ""
                surroundings.report("\(service): \(status) \(refusal.name)\(alarm)")
                return .failed(PushSetback(trouble: refusal.name, status: status))
            }
        }
    }

    private func later(
        _ errand: PushErrand, _ setback: PushSetback, asked: Int?, at now: Instant
    ) -> PushOutcome {
        let next = NextTry(after: errand, asked: asked, chance: surroundings.chance(), at: now)
        return next.map { .again(at: $0.at, setback) } ?? .failed(setback)
    }
}
