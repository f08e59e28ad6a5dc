/// One call: an attempt to talk with one outside number. Every property is a pure function of the
/// legs, and none depends on the order of their uuids.
package struct Call: Hashable, Sendable {
    /// Canonical uuid of the root leg; the root itself may never have been seen.
    package let uuid: String
    /// Sorted by uuid, so that equal legs make equal calls.
    package let legs: [Leg]
    /// That of the root; where it names none, the greatest of the others. Nil until a message names
    /// it.
    package let direction: LegDirection?
    /// The outside number; `.hidden` when no leg that may name it does.
    package private(set) var number: PhoneNumber
    /// The contact's name as Phonet knows it; nil when no leg that may name it does. A leg that names
    /// another number names another contact.
    package let contactName: String?
    /// The company's own number; nil when no leg that may name it does.
    package let line: String?

    package init(uuid: String, legs: [Leg]) {
        self.uuid = uuid
        self.legs = legs.sorted { $0.uuid < $1.uuid }
        let tellers = CallTellers(uuid: uuid, legs: legs)
        direction = tellers.direction
        let number = PhoneNumber(tellers.first(\.number) ?? "")
        self.number = number
        contactName = tellers.first { $0.contactName(of: number) }
        line = tellers.first(\.line)
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
        call.number = number.ofOwnLine
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

    /// Seconds after the last end of a leg when a call without a CDR of its root is settled.
    package static let settlingSeconds = 60

    /// The CDR that describes the whole call: of an answered leg before others, of a person before
    /// a group, then the latest. When any leg was answered, CDRs of unanswered legs do not count.
    /// Nil: no such CDR has come.
    package var record: CDR? {
        let isAnswered = isAnswered
        return legs.lazy.filter { $0.record != nil && ($0.isAnswered || !isAnswered) }
            .max { CDRWeight($0, of: self) < CDRWeight($1, of: self) }?.record
    }

    /// A person answered some leg.
    package var isAnswered: Bool { legs.contains(where: \.isAnswered) }

    /// Derived from the legs: ringing, talking or ended.
    package var state: State {
        let live = liveLegs
        if live.isEmpty { return .ended }
        return live.contains(where: \.isBridged) ? .talking : .ringing
    }

    /// `answered` as soon as any leg is answered. `missed` when no leg is live and the CDR of the
    /// root has come or `settlesAt` has passed: the CDR of a member settles nothing, because the
    /// group may ring the next one. Nil before that.
    package func outcome(at now: Instant) -> Outcome? {
        if isAnswered { return .answered }
        guard state == .ended else { return nil }
        if isRootRecorded { return .missed }
        return isSettled(at: now) ? .missed : nil
    }

    /// `settlesAt` has passed, or the clock was set back since: the call does not wait for the time to
    /// come round again.
    package func isSettled(at now: Instant) -> Bool {
        guard let settlesAt else { return false }
        return settlesAt <= now
            || settlesAt.isInTheFuture(at: now.advanced(bySeconds: Call.settlingSeconds))
    }

    /// When the call is settled without a CDR of its root: `settlingSeconds` after the end of its
    /// last leg became known; of parts whose root is not known, while one is live, after the last
    /// one began. Nil when nothing waits for it.
    package var settlesAt: Instant? {
        if awaitsRoot, state != .ended {
            return legs.compactMap(\.startedAt).max()?
                .advanced(bySeconds: Call.settlingSeconds)
        }
        guard awaitsRoot || (!isAnswered && !isRootRecorded), state == .ended else { return nil }
        return legs.compactMap(\.endSeenAt).max()?.advanced(bySeconds: Call.settlingSeconds)
    }

    /// When the last end of a finished call became known; nil while a leg is live, and once a CDR
    /// has come that is not only of a part of an unknown call.
    package var awaitsCDRSince: Instant? {
        guard state == .ended, awaitsRoot || !legs.contains(where: { $0.record != nil }) else {
            return nil
        }
        return legs.compactMap(\.endSeenAt).max()
    }

    /// Only outgoing parts of the call are known and not what they are parts of: it may be an
    /// incoming call that was forwarded.
    package var awaitsRoot: Bool { direction == .outgoing && !legs.contains(where: isRoot) }

    /// Whether rules wait at `now` for the call that these legs are parts of.
    package func rulesWait(at now: Instant) -> Bool {
        guard awaitsRoot else { return false }
        return !isSettled(at: now)
    }

    /// The number is one of the outside, and that of the whole call.
    package var isNumberKnown: Bool {
        number.numberClass == .external && number.pseudonym == nil && !awaitsRoot
    }

    /// The start of its earliest leg. Nil when no leg has a time.
    package var startedAt: Instant? { legs.compactMap(\.startedAt).min() }

    /// The earliest answer, never before the start nor after the end; nil when nobody answered or
    /// the time is not known.
    package var answeredAt: Instant? {
        guard let answer = legs.compactMap(\.answeredAt).min() else { return nil }
        return min(max(answer, startedAt ?? answer), endedAt ?? .distantFuture)
    }

    /// The latest end of a leg, never before the start; nil while the call goes on.
    package var endedAt: Instant? {
        guard state == .ended, let end = legs.compactMap(\.endAt).max() else { return nil }
        return max(end, startedAt ?? end)
    }

    /// Seconds the caller waited; nil while the call still rings.
    package var waitSeconds: Int? {
        guard let startedAt, let end = answeredAt ?? endedAt else { return nil }
        return end.seconds(since: startedAt)
    }

    /// The answered legs with a recording, in the order of their answers.
    package var recordedLegs: [Leg] {
        legs.filter { $0.isAnswered && $0.record?.recordingURL != nil }
            .sorted { left, right in
                (left.answeredAt ?? .distantFuture, left.record?.recordingURL ?? "")
                    < (right.answeredAt ?? .distantFuture, right.record?.recordingURL ?? "")
            }
    }

    /// Whether the leg has no parent or is the one the call is named by.
    func isRoot(_ leg: Leg) -> Bool { leg.isRoot(of: uuid) }

    private var isRootRecorded: Bool { legs.contains { $0.record != nil && isRoot($0) } }

    /// Legs that are not over. When the root leg has a CDR, members of its group that only rang are
    /// over.
    private var liveLegs: [Leg] {
        let live = legs.filter(\.isLive)
        guard !live.isEmpty, isRootRecorded else { return live }
        return live.filter(\.isBridged)
    }
}

extension Instant {
    /// Earlier than every stored time.
    package static let distantPast = Instant(milliseconds: .min)
    /// Later than every stored time.
    package static let distantFuture = Instant(milliseconds: .max)
}
