import CallRules
import JSONText
import Phonet

// Calls that are started with makeCall, and their webhooks (protocol 3.3, 3.4).

extension SimulatedAccount {
    mutating func makeCall(_ request: SimulatedRequest, at now: Instant) -> SimulatedResponse {
        guard let (user, number) = dialled(request) else { return SimulatedResponse(status: 400) }
        let isBusy = calls.flatMap(\.legs).contains { leg in
            leg.isActive(at: now) && (leg.person.ext == user.ext || leg.colleague?.ext == user.ext)
        }
        guard !isBusy else { return SimulatedResponse(status: 409) }
        let plan = plans.isEmpty ? DialPlan() : plans.removeFirst()
        guard plan.outcome != .refused else { return SimulatedResponse(status: 409) }
        let cast = ScenarioCast(
            number: number, extensions: [user.ext], domain: domain, scheme: scheme)
        var script = ScenarioScript(
            startsAt: now, cast: cast, number: number, seed: random.next(), tick: tick)
        plan.write(&script)
        take([script.call], posting: true)
        return SimulatedResponse(.object([("uuid", .string(script.call.uuid))]))
    }

    /// Answers with an empty body, as Phonet does.
    mutating func hangUp(_ uuid: String, at now: Instant) -> SimulatedResponse {
        let uuid = CallUUID.canonical(uuid)
        let index = calls.firstIndex { call in
            call.legs.contains { $0.uuid == uuid && $0.isActive(at: now) }
        }
        guard let index else { return SimulatedResponse(status: 404) }
        let untold = Set(calls[index].posted.filter { $0.at > now })
        pending.removeAll { untold.contains($0) }
        calls[index].end(at: now, tick: tick)
        pending = SimulatedTraffic.inOrder(pending + calls[index].posted.filter { $0.at >= now })
        return SimulatedResponse(status: 200)
    }

    /// Returns the webhooks that are due, each once, without those lost by `lostShare`.
    package mutating func due(at now: Instant) -> [Posted] {
        let due = pending.prefix { $0.at <= now }
        pending.removeFirst(due.count)
        return due.filter { _ in
            lostShare <= 0 || Double.random(in: 0..<1, using: &random) >= lostShare
        }
    }
}

extension SimulatedCall {
    /// Ends every active leg at `now` and cancels later events.
    mutating func end(at now: Instant, tick: Int) {
        posted.removeAll { $0.at > now }
        for index in legs.indices where legs[index].isActive(at: now) {
            legs[index].end(at: now)
            let leg = legs[index]
            posted.append(
                Posted(
                    endpoint: .call, body: leg.event(.hangup, at: now).bytes, at: now, pause: 0,
                    caption: "call.hangup, extension \(leg.person.ext)"))
            guard leg.isRecorded else { continue }
            posted.append(
                Posted(
                    endpoint: .afterCallEnd, body: leg.record.bytes,
                    at: Instant(milliseconds: now.milliseconds + Int64(tick)), pause: 1,
                    caption: "record"))
        }
    }
}
