import CallRules
import JSONText

// The orders. Every answer is JSON; status 422 comes with the reason why an order was not carried out.

extension SimulatedAccount {
    /// Carries out an order.
    ///
    /// - Returns: nil for a request that is not under `/control/`.
    package mutating func obey(
        _ request: SimulatedRequest, at now: Instant
    ) -> SimulatedResponse? {
        guard request.path.hasPrefix(Order.path) else { return nil }
        do {
            let order = try Order(request)
            return SimulatedResponse(
                try request.method == "POST" ? obey(order, at: now) : show(order, at: now))
        } catch {
            var response = SimulatedResponse(.object([("error", .string(error.reason))]))
            response.status = 422
            return response
        }
    }

    private mutating func obey(_ order: Order, at now: Instant) throws(Order.Failure) -> JSON {
        switch order.name {
        case "fault":
            let fault = try order.choice("fault", Fault.self)
            let endpoint = try order.choice("at", SimulatedEndpoint.self)
            let times = try order.number("times", in: 1...1000)
            for endpoint in endpoint.map({ [$0] }) ?? SimulatedEndpoint.allCases {
                misbehave(fault, at: endpoint, times: times)
            }
        case "behave": behave()
        case "reset": reset()
        case "users": users = try order.users()
        case "plan": plans.append(try DialPlan(order))
        case "pace": tick = try order.number("tick", in: 1...10_000) ?? 1000
        case "recordings": unreadyRecordings = try order.number("unready", in: 0...1000) ?? 0
        case "loss": lostShare = try order.share("share")
        case "traffic": return try traffic(order, at: now)
        case "play":
            let name = try order.text("scenario") ?? ""
            let cast = ScenarioCast(
                number: try order.text("number"), extensions: try order.texts("extensions"),
                domain: domain, scheme: scheme)
            let played = Scenario.named(name)
            guard !played.isEmpty else {
                throw Order.Failure(reason: "scenario: there is no “\(name)”")
            }
            let calls = played.map {
                $0.call(startingAt: now, cast: cast, seed: random.next())
            }
            take(calls, posting: true)
            return .object([("uuids", .list(calls.map { .string($0.uuid) }))])
        default: throw Order.Failure(reason: "there is no such order")
        }
        return .object([])
    }

    /// Generates traffic: `calls` calls from a seed that begin from a moment (now by default), with
    /// or without webhooks.
    private mutating func traffic(_ order: Order, at now: Instant) throws(Order.Failure) -> JSON {
        let extensions = try order.texts("extensions")
        var habits = SimulatedTraffic.Habits(
            extensions: extensions.isEmpty ? users.map(\.ext) : extensions)
        habits.knownNumbers = try order.texts("known_numbers")
        habits.recordsOfEveryMember = order.truth("records_of_every_member")
        habits.sharesMilliseconds = order.truth("shares_milliseconds")
        habits.domain = domain
        habits.scheme = scheme
        let from = try order.number("from", in: 0...253_402_300_799_999)
        let seed = try order.number("seed", in: 0...Int64.max)
        let traffic = SimulatedTraffic(
            calls: try order.number("calls", in: 0...100_000) ?? 100,
            from: from.map { Instant(milliseconds: Int64($0)) } ?? now,
            seconds: try order.number("seconds", in: 1...10_000_000) ?? 3600, habits: habits,
            seed: seed.map { UInt64($0) } ?? random.next())
        let late = try order.number("latecomers", in: 0...100_000) ?? 0
        latecomers += traffic.calls.suffix(late)
        take(Array(traffic.calls.dropLast(late)), posting: order.truth("post"))
        return .object([
            ("uuids", .list(traffic.calls.map { .string($0.uuid) })),
            ("ends_at", .number(traffic.endsAt.milliseconds)),
        ])
    }

    private func show(_ order: Order, at now: Instant) throws(Order.Failure) -> JSON {
        switch order.name {
        case "records": return .list(records(at: now).map(\.body))
        case "state":
            let faults = SimulatedEndpoint.allCases.compactMap { endpoint in
                fault(at: endpoint).map { (endpoint.rawValue, JSON.string($0.rawValue)) }
            }
            return .object([
                ("domain", .string(domain)), ("key", .string(key)), ("faults", .object(faults)),
                ("users", .list(users.map(\.listing))),
                ("received", .list(received.map(\.shown))),
                ("complaints", .list(complaints.map { .string($0) })),
                ("elsewhere", .list(elsewhere.map(\.shown))), ("pending", .number(pending.count)),
            ])
        default: throw Order.Failure(reason: "there is nothing like that to show")
        }
    }
}

extension SimulatedRequest {
    fileprivate var shown: JSON {
        .object([
            ("method", .string(method)), ("path", .string(target)),
            (
                "headers",
                .object(fields.sorted { $0.key < $1.key }.map { ($0.key, .string($0.value)) })
            ),
            ("body", .string(String(decoding: body, as: UTF8.self))),
        ])
    }
}

extension DialPlan {
    fileprivate init(_ order: Order) throws(Order.Failure) {
        let usual = DialPlan()
        self.init(
            try order.choice("outcome", Outcome.self) ?? usual.outcome,
            pickUp: try order.number("pick_up", in: 0...3600) ?? usual.pickUp,
            ring: try order.number("ring", in: 0...3600) ?? usual.ring,
            talk: try order.number("talk", in: 0...3600) ?? usual.talk)
    }
}
