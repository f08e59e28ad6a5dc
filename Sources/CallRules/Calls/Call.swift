/// One call: an attempt to talk with one outside number. Every property is a pure function of the
/// legs.
package struct Call: Hashable, Sendable {
    /// Canonical uuid of the root leg; the root itself may never have been seen.
    package let uuid: String
    /// Sorted by uuid, so that equal legs make equal calls.
    package let legs: [Leg]

    package init(uuid: String, legs: [Leg]) {
        self.uuid = uuid
        self.legs = legs.sorted { $0.uuid < $1.uuid }
    }

    /// The same call, with the class `.own` for its number when that is one of the company's own
    /// lines: the line of the call itself, or one that `isLine` knows (E.164).
    package func judged<Failure>(
        isLine: (String) throws(Failure) -> Bool
    ) throws(Failure) -> Call {
        guard let phone = number.e164 else { return self }
        let ownLine = line.flatMap { PhoneNumber($0).e164 }
        let isOwn = if ownLine == phone { true } else { try isLine(phone) }
        guard isOwn else { return self }
        var call = self
        call.hasOwnLine = true
        return call
    }

    /// How the call ended.
    package enum Outcome: String, CaseIterable, Sendable {
        case answered, missed
    }

    /// Whether the call rings, is answered, or is over.
    package enum State: String, CaseIterable, Sendable {
        case ringing, talking, ended
    }

    /// Seconds after the last hangup when a call without a CDR counts as missed.
    package static let settlingSeconds = 60

    /// Nil until a message names it.
    package var direction: LegDirection? { legs.compactMap(\.direction).max() }

    /// The outside number is one of the company's own lines.
    private var hasOwnLine = false

    /// The outside number; `.hidden` when no leg names one.
    package var number: PhoneNumber { hasOwnLine ? told.ofOwnLine : told }

    private var told: PhoneNumber {
        let numbers = legs.compactMap(\.number).map { PhoneNumber($0) }
        return numbers.first { $0.numberClass == .external }
            ?? numbers.first { $0.numberClass != .hidden }
            ?? numbers.first ?? PhoneNumber("")
    }

    /// The contact's name as Phonet knows it; nil when no leg names one.
    package var contactName: String? { legs.lazy.compactMap(\.contactName).first }
    /// The company's own number; nil when no leg names one.
    package var line: String? { legs.lazy.compactMap(\.line).first }

    /// The CDR that describes the whole call: of an answered leg before others, of a person before
    /// a group, then the latest. When any leg was answered, CDRs of unanswered legs do not count.
    /// Nil: no such CDR has come.
    package var record: CDR? {
        let isAnswered = isAnswered
        return legs.lazy.filter { $0.record != nil && ($0.isAnswered || !isAnswered) }
            .max { weight(of: $0) < weight(of: $1) }?.record
    }

    /// True when a CDR says answered, or a leg was bridged.
    package var isAnswered: Bool { legs.contains(where: \.isAnswered) }

    /// Derived from the legs: ringing, talking or ended.
    package var state: State {
        let live = liveLegs
        if live.isEmpty { return .ended }
        return live.contains { $0.bridgeAt != nil } ? .talking : .ringing
    }

    /// `answered` as soon as any leg is answered. `missed` when no leg is live and a CDR has come
    /// or `settlesAt` has passed. Nil before that.
    package func outcome(at now: Instant) -> Outcome? {
        if isAnswered { return .answered }
        guard state == .ended else { return nil }
        if legs.contains(where: { $0.record != nil }) { return .missed }
        guard let settlesAt else { return nil }
        // After a step of the clock back, the call does not wait for the time to come round again.
        let isOver =
            settlesAt <= now
            || settlesAt.isInTheFuture(at: now.advanced(bySeconds: Call.settlingSeconds))
        return isOver ? .missed : nil
    }

    /// When a call without a CDR becomes missed: `settlingSeconds` after its last hangup arrived.
    /// Nil when the call is answered or live, or a CDR has come.
    package var settlesAt: Instant? {
        isAnswered ? nil : awaitsCDRSince?.advanced(bySeconds: Call.settlingSeconds)
    }

    /// When the last hangup of a finished call arrived; nil while a leg is live, and once a CDR has
    /// come.
    package var awaitsCDRSince: Instant? {
        guard state == .ended, !legs.contains(where: { $0.record != nil }) else { return nil }
        return legs.compactMap(\.hangupSeenAt).max()
    }

    /// The earliest dial time, else the start that a CDR implies, else the earliest end. Nil when
    /// no leg has any of these.
    package var startedAt: Instant? {
        if let dialled = legs.compactMap(\.dialAt).min() { return dialled }
        return legs.compactMap { leg in
            leg.record?.endAt?.earlier(bySeconds: leg.record?.duration ?? 0)
        }.min() ?? legs.compactMap(\.endAt).min()
    }

    /// The earliest answer; nil when nobody answered or the time is not known.
    package var answeredAt: Instant? {
        guard isAnswered else { return nil }
        if let bridged = legs.compactMap(\.bridgeAt).min() { return bridged }
        return legs.compactMap { leg in
            guard let record = leg.record, record.isAnswered else { return nil }
            return record.endAt?.earlier(bySeconds: record.billSeconds ?? 0)
        }.min()
    }

    /// The latest end of a leg; nil while the call goes on.
    package var endedAt: Instant? {
        state == .ended ? legs.compactMap(\.endAt).max() : nil
    }

    /// Seconds the caller waited; nil while the call still rings.
    package var waitSeconds: Int? {
        guard let startedAt, let end = answeredAt ?? endedAt else { return nil }
        return end.seconds(since: startedAt)
    }

    /// Seconds of talk; nil when nobody answered or the call still goes on.
    package var talkSeconds: Int? {
        guard isAnswered else { return nil }
        if let told = record?.billSeconds { return told }
        guard let answeredAt, let endedAt else { return nil }
        return endedAt.seconds(since: answeredAt)
    }

    /// The internal number of the employee who has the call or had it last; of an unanswered call,
    /// the only one that rang. Nil: none, or several rang.
    package var `extension`: String? {
        guard isAnswered else {
            return rungExtensions.count == 1 ? rungExtensions.first : nil
        }
        if let person = record?.party?.userExtension { return person }
        if let last = record?.transferExtensions.last { return last }
        return legs.filter { $0.bridgeAt != nil }
            .compactMap { leg in leg.partyKnown?.userExtension.map { (leg.bridgeAt, $0) } }
            .max { ($0.0 ?? .distantPast, $0.1) < ($1.0 ?? .distantPast, $1.1) }?.1
            ?? (rungExtensions.count == 1 ? rungExtensions.first : nil)
    }

    /// Sorted internal numbers of the employees whose phones rang (incoming) or who dialled
    /// (outgoing).
    package var rungExtensions: [String] {
        var seen: Set<String> = []
        for leg in legs {
            if let told = leg.party?.userExtension { seen.insert(told) }
            if let told = leg.record?.party?.userExtension { seen.insert(told) }
        }
        return seen.sorted()
    }

    /// Internal numbers of the employees who talked or dialled; they get no notice of this call.
    package var participantExtensions: Set<String> {
        var took = Set(legs.flatMap { $0.record?.transferExtensions ?? [] })
        for leg in legs where leg.isAnswered {
            if let person = leg.partyKnown?.userExtension { took.insert(person) }
        }
        if direction == .outgoing { took.formUnion(rungExtensions) }
        return took
    }

    /// Legs that are not over. When the root leg has a CDR, members of its group that only rang are
    /// over.
    private var liveLegs: [Leg] {
        let rootIsOver = legs.contains { $0.uuid == uuid && $0.record != nil }
        return legs.filter { $0.isLive && !(rootIsOver && $0.bridgeAt == nil) }
    }

    private func weight(of leg: Leg) -> (Int, Int, Instant, String) {
        (
            leg.record?.isAnswered == true ? 1 : 0,
            leg.record?.party?.userExtension == nil ? 0 : 1,
            leg.record?.endAt ?? .distantPast,
            leg.uuid
        )
    }
}

extension Instant {
    /// Earlier than every stored time.
    package static let distantPast = Instant(milliseconds: .min)
    /// Later than every stored time.
    package static let distantFuture = Instant(milliseconds: .max)
}
