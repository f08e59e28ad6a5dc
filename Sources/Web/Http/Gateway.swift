import BackgroundWork
import CallRules
import HTTPTypes
import Store

/// The request handler: takes a request and returns an answer, independent of the transport.
///
/// A class, because every request would copy the many references of a structure.
package final class Gateway: Sendable {
    private let store: Store
    private let intake: Intake
    private let api: API
    private let pages: Pages
    private let status: Status
    private let limit: FalseSessionLimit
    private let options: GatewayOptions
    private let answerTimes = AnswerTimes()
    private let nearMisses = NearMisses()
    private let clock: @Sendable () -> Instant
    /// What the buttons under notices do outside the pages.
    package let noticeButtons: NoticeButtons

    /// An answer that takes this long or longer is logged.
    private static let slow = Duration.seconds(1)

    /// - Parameter clock: returns the current time.
    package init(store: Store, options: GatewayOptions, clock: @escaping @Sendable () -> Instant) {
        self.store = store
        self.options = options
        self.clock = clock
        intake = Intake(
            store: store, trust: Trust(store: store, trustsLoopback: options.trustsLoopback),
            clock: clock, uptime: options.uptime, report: options.report)
        let limiter = Limiter.phonet()
        let recordings = Recordings(
            store: store, phonet: options.phonet, phonetLimiter: limiter)
        let calling = Calling(
            store: store, phonet: options.phonet, phonetLimiter: limiter, clock: clock)
        noticeButtons = NoticeButtons(store: store, calling: calling, clock: clock)
        limit = FalseSessionLimit(uptime: options.uptime)
        api = API(
            store: store, intake: intake, calling: calling, recordings: recordings, limit: limit,
            options: options, clock: clock)
        let check = HealthCheck(store)
        pages = Pages(
            store: store, intake: intake, calling: calling, recordings: recordings,
            signIn: SignIn(store: store, secret: options.secret), limit: limit, options: options,
            health: check, answerTimes: answerTimes, nearMisses: nearMisses)
        status = Status(
            store: store, options: options, check: check, answerTimes: answerTimes,
            lookups: intake.loggedLookups)
    }

    /// Limits of a request, from its head alone.
    ///
    /// - Parameter head: as in `answer`.
    /// - Returns: the largest body that is read, in bytes: 32 MiB for a file from a signed-in
    ///   administrator, 64 MiB for lines of a CRM with a token, else 1 MiB. `isBrief` is true for lookups:
    ///   they need only memory and a few database reads, and wait for nothing. `isStreamed`: the body is
    ///   too large for memory.
    package func terms(_ head: HTTPRequest) -> (bodyLimit: Int, isBrief: Bool, isStreamed: Bool) {
        let (route, _) = Gateway.target(head)
        switch route {
        case .webhook(.customerData, _)?: return (1 << 20, true, false)
        case .page(let route)?
        where head.method == .post && route.takesFile
            && pages.isOfAdministrator(head, isSecure: isEncrypted(head), at: clock()):
            return (32 << 20, false, false)
        case .api(.sync)? where head.method == .post && api.hasToken(head):
            return (64 << 20, false, true)
        default: return (1 << 20, false, false)
        }
    }

    private static func target(_ head: HTTPRequest) -> (route: Route?, query: Substring) {
        let target = head.path ?? ""
        let mark = target.utf8.firstIndex(of: UInt8(ascii: "?")) ?? target.endIndex
        return (Route(path: target[..<mark]), target[mark...].dropFirst())
    }

    /// Answers one request.
    ///
    /// - Parameters:
    ///   - head: its `path` is the path as nginx decoded and normalised it, with the query.
    ///   - body: the complete body.
    ///   - peer: the address the web server saw, never one from a forwarded header.
    /// - Returns: the answer; without a body for HEAD.
    package func answer(
        _ head: HTTPRequest, body: [UInt8], peer: String
    ) -> (HTTPResponse, AnswerBody) {
        let (route, query) = Gateway.target(head)
        return timed(route, head, body: body, peer: peer) {
            answer(route, head, query: query, body: body, peer: peer)
        }
    }

    /// Answers one request whose body is streamed.
    ///
    /// - Parameter next: the next piece of the body; nil at its end.
    package func answer(
        _ head: HTTPRequest, peer: String, next: () throws -> [UInt8]?
    ) -> (HTTPResponse, AnswerBody) {
        let (route, query) = Gateway.target(head)
        return timed(route, head, body: [], peer: peer) {
            guard case .api(.sync(let kind))? = route else { return .notFound }
            return api.answer(
                kind, head, query: query, addresses: addresses(head), peer: peer, next: next)
        }
    }

    private func timed(
        _ route: Route?, _ head: HTTPRequest, body: [UInt8], peer: String, _ work: () -> Answer
    ) -> (HTTPResponse, AnswerBody) {
        let started = options.uptime()
        let answer = work()
        if head.method == .post, answer.status.code >= 300 {
            note(route, head, body: body, peer: peer)
        }
        if let kind = AnswerTimes.Kind(route) {
            let duration = options.uptime() - started
            answerTimes.note(kind, duration)
            // The address is not logged: it may hold a secret or a telephone number.
            if duration >= Gateway.slow {
                let milliseconds = Int(duration / .milliseconds(1))
                options.report(
                    "slow: \(head.method) \(kind) took \(milliseconds) ms\(Gateway.named(head))")
            }
        }
        return (
            HTTPResponse(status: answer.status, headerFields: answer.fields),
            head.method == .head ? .empty : answer.body
        )
    }

    /// Notes a refused request that may be a webhook at a wrong address.
    private func note(_ route: Route?, _ head: HTTPRequest, body: [UInt8], peer: String) {
        switch route {
        case .webhook?, .api?: return
        case nil, .page?, .movedPage?, .asset?, .serviceWorker?, .widgetScript?, .uploadCheck?,
            .health?, .metrics?,
            .openAPI?, .unknownAPI?:
            nearMisses.note(
                head, path: (head.path ?? "").prefix { $0 != "?" }, body: body, peer: peer,
                at: clock())
        }
    }

    /// The end of a log line: the request's id in the web server's log (nginx's `$request_id`, 32
    /// hexadecimal digits). Empty when the request has none.
    private static func named(_ head: HTTPRequest) -> String {
        guard let name = HTTPField.Name("X-Request-ID").flatMap({ head.headerFields[$0] }),
            name.utf8.count == 32, name.allSatisfy(\.isHexDigit)
        else { return "" }
        return ", request \(name)"
    }

    /// The release of quarantined messages; whoever runs the gateway starts and stops it.
    package var release: QuarantineRelease { intake.release }
    /// The replay of many messages; whoever runs the gateway starts and stops it.
    package var replays: BackgroundReplay { intake.replays }

    /// Processes stored messages again, the earliest first. What a message already did is not done
    /// again.
    ///
    /// - Parameter batchDone: called with the counts of each batch. Every batch is one entry in the
    ///   audit log.
    package func replay(
        _ filter: WebhookMessageFilter, by author: Author, batchDone: (ReplayCounts) -> Void
    ) throws(StoreError) {
        var last: Int64?
        repeat {
            let batch = try store.replayBatch(filter, after: last)
            if !batch.ids.isEmpty { batchDone(try intake.replayer.replay(batch.ids, by: author)) }
            last = batch.end
        } while last != nil
    }

    /// Passes the request to the handler of its route. Webhooks are the first case, so that no
    /// other check delays them.
    private func answer(
        _ route: Route?, _ head: HTTPRequest, query: Substring, body: [UInt8], peer: String
    ) -> Answer {
        if let answer = elsewhere(route, head, query: query) { return answer }
        switch route {
        case .webhook(let endpoint, let token)?:
            let visit = Intake.WebhookRequest(
                endpoint: endpoint, token: token, head: head, query: query, body: body, peer: peer)
            return intake.answer(visit, base: addresses(head).pages)
        case .api(let route)?:
            return api.answer(
                route, head, query: query, body: body, addresses: addresses(head), peer: peer,
                now: clock())
        case .unknownAPI?:
            return api.answer(
                nil, head, query: query, body: body, addresses: addresses(head), peer: peer,
                now: clock())
        case .health?: return get(head) { status.health(at: clock()) }
        case .metrics?: return get(head) { status.metrics(for: peer, at: clock()) }
        case .openAPI?:
            // It is public, so a token in the request is not looked at; nginx does not count the request.
            if head.headerFields[.authorization] != nil, !intake.trust.trusts(peer),
                !limit.admits(peer)
            {
                return .tooManyRequests
            }
            return get(head) { .ok(OpenAPI.document) }
        case .asset(let asset)?: return get(head) { .asset(asset) }
        case .serviceWorker?: return get(head) { .serviceWorker }
        case .widgetScript?:
            return get(head) { .widget(WidgetScript.bytes(pagesURL: options.pagesURL)) }
        case .uploadCheck?:
            return get(head) {
                pages.isOfAdministrator(head, isSecure: isEncrypted(head), at: clock())
                    || api.hasToken(head)
                    ? .noContent
                    : .problem(.forbidden, "Only administrators and the CRM upload so much.")
            }
        case .movedPage(let route)?:
            return get(head) {
                .movedPermanently(route.path + (query.isEmpty ? "" : "?\(query)"))
            }
        case .page(let route)?:
            return pages.answer(
                Pages.Request(
                    route: route, head: head, query: query, body: body, peer: peer,
                    addresses: addresses(head), now: clock()))
        case nil:
            guard head.method == .get || head.method == .head, wantsPage(head) else {
                return .notFound
            }
            return pages.nothing(
                at: Pages.Request(
                    route: .home, head: head, query: query, body: [], peer: peer,
                    addresses: addresses(head), now: clock()))
        }
    }

    /// Whether a browser asks for a page that a person is to read.
    private func wantsPage(_ head: HTTPRequest) -> Bool {
        head.headerFields[.accept]?.contains("text/html") == true
    }

    /// The answer to a request for a page at a host that is not the pages' own: GET is led there,
    /// anything else finds nothing. Nil: the request is at the right host.
    private func elsewhere(_ route: Route?, _ head: HTTPRequest, query: Substring) -> Answer? {
        guard let pagesURL = options.pagesURL else { return nil }
        switch route {
        case nil, .webhook?, .api?, .unknownAPI?, .openAPI?, .health?, .metrics?, .uploadCheck?,
            .widgetScript?:
            return nil
        case .page?, .movedPage?, .asset?, .serviceWorker?: break
        }
        let host = pagesURL.drop { $0 != "/" }.drop { $0 == "/" }
        guard head.authority?.lowercased() != host.lowercased() else { return nil }
        guard head.method == .get || head.method == .head, let route else { return .notFound }
        return .elsewhere(pagesURL + route.path + (query.isEmpty ? "" : "?\(query)"))
    }

    private func get(_ head: HTTPRequest, _ answer: () -> Answer) -> Answer {
        head.method == .get || head.method == .head ? answer() : .methodNotAllowed("GET")
    }

    /// The gateway's own addresses. Without a public URL they have the request's host.
    private func addresses(_ head: HTTPRequest) -> OwnAddresses {
        let programs = (options.publicURL ?? origin(of: head)) + Route.prefix
        return OwnAddresses(
            programs: programs, pages: options.pagesURL.map { $0 + Route.prefix } ?? programs)
    }

    /// Scheme and host of a request: its own host if that is written like one, else `localhost`.
    private func origin(of head: HTTPRequest) -> String {
        let scheme = head.scheme == "https" ? "https" : "http"
        let authority = head.authority ?? ""
        let isHost =
            !authority.isEmpty
            && authority.utf8.allSatisfy { byte in
                switch byte {
                case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
                default: "-.:[]_".utf8.contains(byte)
                }
            }
        return "\(scheme)://\(isHost ? authority : "localhost")"
    }

    /// Whether browsers use https: the scheme of the pages' URL, else of the request as the web
    /// server saw it.
    private func isEncrypted(_ head: HTTPRequest) -> Bool {
        (options.pagesURL ?? options.publicURL)?.hasPrefix("https:") ?? (head.scheme == "https")
    }
}
