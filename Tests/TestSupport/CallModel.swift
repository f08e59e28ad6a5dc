import CallRules

/// One message about one leg, as a test invents it.
package struct ToldMessage: Sendable {
    package enum Kind: CaseIterable, Sendable { case dial, bridge, hangup, record }

    package var kind: Kind
    package var uuid: String
    package var parent: String?
    package var direction: LegDirection?
    package var party: Party.Kind?
    package var `extension`: String?
    package var number: String?
    package var name: String?
    /// The time the message is about, as Phonet tells it; nil: it does not.
    package var at: Instant?
    package var arrived: Instant
    package var bill: Int?
    package var duration: Int?
    package var disposition: Int?

    /// The leg that the reader of webhooks makes of it.
    package var leg: Leg {
        var leg = Leg(uuid: uuid)
        (leg.parent, leg.direction, leg.number) = (parent, direction, number)
        leg.contactName = name
        let side = party.map { Party(kind: $0, extension: `extension`, name: nil) }
        if kind == .record {
            var record = CallRules.CDR()
            (record.endAt, record.billSeconds, record.duration) = (at, bill, duration)
            (record.disposition, record.party) = (disposition, side)
            leg.record = record
            return leg
        }
        (leg.party, leg.partyAt) = (side, side == nil ? nil : at ?? arrived)
        switch kind {
        case .dial: (leg.dialSeen, leg.dialAt) = (true, at ?? arrived)
        case .bridge: leg.bridgeAt = at ?? arrived
        case .hangup, .record: (leg.hangupAt, leg.hangupSeenAt) = (at, arrived)
        }
        return leg
    }
}

/// What a call is, computed from the list of its messages and nothing else: a second opinion about
/// `Call`, written as the rules are told and without its code.
package struct CallModel {
    private let messages: [ToldMessage]
    private let now: Instant

    package init(_ messages: [ToldMessage], at now: Instant) {
        self.messages = messages
        self.now = now
    }

    package struct Answer: Equatable {
        package var direction: LegDirection?
        package var phone: String?
        package var name: String?
        package var state: Call.State
        package var outcome: Call.Outcome?
        package var startedAt: Instant?
        package var answeredAt: Instant?
        package var endedAt: Instant?
        package var talk: Int?
    }

    private var uuids: [String] { Set(messages.map(\.uuid)).sorted() }
    private func of(_ uuid: String) -> [ToldMessage] { messages.filter { $0.uuid == uuid } }
    private func parent(_ uuid: String) -> String? { of(uuid).compactMap(\.parent).first }

    /// The earliest (or latest) believable time of one kind; the arrival stands in for nonsense.
    private func times(_ uuid: String, _ kind: ToldMessage.Kind) -> [Instant] {
        of(uuid).filter { $0.kind == kind }.map { message in
            let year2000 = Instant(milliseconds: 946_684_800_000)
            let tomorrow = message.arrived.advanced(bySeconds: 86_400)
            guard let at = message.at, at >= year2000, at <= tomorrow else {
                return message.arrived
            }
            return at
        }
    }

    private func side(_ uuid: String) -> Party.Kind? { of(uuid).compactMap(\.party).first }
    private func record(_ uuid: String) -> ToldMessage? { of(uuid).first { $0.kind == .record } }
    private func isOver(_ uuid: String) -> Bool {
        of(uuid).contains { $0.kind == .record || $0.kind == .hangup }
    }

    private func end(_ uuid: String) -> Instant? {
        guard isOver(uuid) else { return nil }
        let told = of(uuid).filter { isSane($0) }
        if let record = told.first(where: { $0.kind == .record }) { return record.at }
        if let hangup = told.first(where: { $0.kind == .hangup }) { return hangup.at }
        return seen(uuid)
    }

    private func isSane(_ message: ToldMessage) -> Bool {
        guard let at = message.at else { return false }
        return at.milliseconds >= 946_684_800_000
            && at <= message.arrived.advanced(bySeconds: 86_400)
    }

    /// When its end became known.
    private func seen(_ uuid: String) -> Instant? {
        of(uuid).filter { $0.kind == .record || $0.kind == .hangup }.map(\.arrived).min()
    }

    private func start(_ uuid: String) -> Instant? {
        if let dial = times(uuid, .dial).min() { return dial }
        let talk = record(uuid)?.bill ?? 0
        if let end = end(uuid), let duration = record(uuid)?.duration, duration > 0 || talk == 0 {
            return end.earlier(bySeconds: duration)
        }
        return times(uuid, .bridge).min() ?? end(uuid)?.earlier(bySeconds: talk)
    }

    /// The seconds of talk, each once: those of legs that say when, and the sum of others.
    private func talk(_ legs: [String], _ start: Instant?, _ end: Instant?) -> Int {
        var seconds: Set<Int64> = []
        var others = 0
        for leg in legs {
            let bill = record(leg)?.bill ?? 0
            let isPlaced = of(leg).contains {
                ($0.kind == .record || $0.kind == .hangup) && isSane($0)
            }
            let begun =
                isBridged(leg)
                ? times(leg, .bridge).min()
                : isPlaced ? self.end(leg)?.earlier(bySeconds: bill) : nil
            guard let begun else {
                others += bill
                continue
            }
            for second in 0..<bill {
                seconds.insert(begun.advanced(bySeconds: second).milliseconds)
            }
        }
        let span = start.flatMap { start in end?.seconds(since: start) }
        return min(others + seconds.count, span ?? .max)
    }

    private func isMachine(_ uuid: String) -> Bool {
        side(uuid) == .ivr || side(uuid) == .machine
    }

    /// Somebody picked up and is a person, as far as events tell.
    private func isBridged(_ uuid: String) -> Bool {
        of(uuid).contains { $0.kind == .bridge } && !isMachine(uuid) && side(uuid) != .group
    }

    private func isAnswered(_ uuid: String) -> Bool {
        guard let record = record(uuid) else { return isBridged(uuid) }
        return !isMachine(uuid) && (record.disposition == 0 || (record.bill ?? 0) > 0)
    }

    private func answer(_ uuid: String) -> Instant? {
        guard isAnswered(uuid) else { return nil }
        if isBridged(uuid) { return times(uuid, .bridge).min() }
        if let end = end(uuid), let bill = record(uuid)?.bill {
            return end.earlier(bySeconds: bill)
        }
        return times(uuid, .bridge).min() ?? end(uuid)
    }

    /// The legs that speak for the call: without a parent, or first in a ring.
    private var roots: [String] {
        let top = uuids.filter { parent($0) == nil }
        if !top.isEmpty { return top }
        guard uuids.allSatisfy({ parent($0).map(uuids.contains) ?? false }) else { return [] }
        return uuids.min { (start($0) ?? now) < (start($1) ?? now) }.map { [$0] } ?? []
    }

    private var direction: LegDirection? {
        let told = roots.compactMap { root in of(root).compactMap(\.direction).first }
        return told.first ?? messages.compactMap(\.direction).max()
    }

    private func first(_ value: (ToldMessage) -> String?) -> String? {
        func among(_ legs: [String]) -> String? {
            var told: [(start: Instant, value: String)] = []
            for leg in legs {
                guard let value = of(leg).compactMap(value).first else { continue }
                told.append((start(leg) ?? now, value))
            }
            guard let earliest = told.map(\.start).min() else { return nil }
            return told.filter { $0.start == earliest }.map(\.value).max()
        }
        if let told = among(roots) { return told }
        let way = direction
        return among(uuids.filter { leg in of(leg).compactMap(\.direction).first == way })
    }

    /// A leg that names another number names another contact.
    private var contact: String? {
        let caller = first(\.number)
        return first { $0.number == nil || $0.number == caller ? $0.name : nil }
    }

    package var answer: Answer {
        let rootIsOver = roots.contains { record($0) != nil }
        let live = uuids.filter { !isOver($0) && (isBridged($0) || !rootIsOver) }
        let answered = uuids.filter(isAnswered)
        let state: Call.State =
            live.isEmpty ? .ended : live.contains(where: isBridged) ? .talking : .ringing
        let start = uuids.compactMap(start).min()
        let end = live.isEmpty ? uuids.compactMap(end).max().map { max($0, start ?? $0) } : nil
        let answer = answered.compactMap(answer).min().map {
            min(max($0, start ?? $0), end ?? .distantFuture)
        }
        var outcome: Call.Outcome?
        if !answered.isEmpty {
            outcome = .answered
        } else if live.isEmpty {
            let settled = uuids.compactMap(seen).max().map { $0.advanced(bySeconds: 60) <= now }
            if rootIsOver || settled == true { outcome = .missed }
        }
        var talk: Int?
        if !answered.isEmpty, live.isEmpty {
            let bills = answered.filter { record($0)?.bill != nil }
            let people = bills.filter { side($0) != .group }
            let span = end.flatMap { end in answer.map { end.seconds(since: $0) } }
            talk = bills.isEmpty ? span : self.talk(people.isEmpty ? bills : people, start, end)
        }
        return Answer(
            direction: direction, phone: PhoneNumber(first(\.number) ?? "").e164,
            name: contact, state: state, outcome: outcome, startedAt: start,
            answeredAt: answer, endedAt: end, talk: talk)
    }
}

extension CallModel.Answer {
    /// What the product makes of a call.
    package init(_ call: Call, at now: Instant) {
        self.init(
            direction: call.direction, phone: call.number.e164, name: call.contactName,
            state: call.state, outcome: call.outcome(at: now), startedAt: call.startedAt,
            answeredAt: call.answeredAt, endedAt: call.endedAt, talk: call.talkSeconds)
    }
}
