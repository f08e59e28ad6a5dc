/// What the facts of one leg mean.
extension Leg {
    /// A message as it is joined to what is known: without a parent that is the leg itself, with
    /// the moment of arrival where Phonet's own time is missing or not believable, and with an
    /// answer only where a person gave it.
    ///
    /// - Parameter now: when the message arrived.
    package func asFacts(arrivedAt now: Instant) -> Leg {
        var leg = self
        // A leg whose parent is itself has no parent.
        if parent == uuid { leg.parent = nil }
        leg.namesUnreadableTime = false
        if record != nil { leg.recordSeenAt = recordSeenAt ?? now }
        leg.dialAt = believed(dialAt, at: now) ?? dialAt.map { _ in now }
        leg.bridgeAt = believed(bridgeAt, at: now) ?? bridgeAt.map { _ in now }
        leg.hangupAt = believed(hangupAt, at: now)
        leg.hangupSeenAt = believed(hangupSeenAt, at: now) ?? hangupSeenAt.map { _ in now }
        leg.partyAt = believed(partyAt, at: now) ?? partyAt.map { _ in now }
        leg.record?.endAt = believed(record?.endAt, at: now)
        if let party, !party.kind.isPerson {
            leg.pickUpAt = pickUpAt ?? leg.bridgeAt
            leg.bridgeAt = nil
        }
        return leg
    }

    /// False when the message names a time that is none or not believed.
    package func isBelievable(at now: Instant) -> Bool {
        !namesUnreadableTime
            && [dialAt, bridgeAt, hangupAt, partyAt, record?.endAt].allSatisfy {
                $0 == nil || believed($0, at: now) != nil
            }
    }

    /// Times before this one, the year 2000, are not believed.
    static let earliestBelieved = Instant(milliseconds: 946_684_800_000)
    /// Times that are more seconds ahead are not believed.
    static let believedAheadSeconds = 86_400

    private func believed(_ time: Instant?, at now: Instant) -> Instant? {
        guard let time, time >= Leg.earliestBelieved,
            time <= now.advanced(bySeconds: Leg.believedAheadSeconds)
        else { return nil }
        return time
    }

    /// A person answered, as far as events tell. A bridge at the moment a queue or a menu picked up
    /// is only a repetition of that.
    package var isBridged: Bool {
        guard let bridgeAt else { return false }
        guard let pickUpAt else { return party?.kind.isPerson ?? true }
        return bridgeAt != pickUpAt
    }

    /// A person talked. A CDR decides, else the events do; a machine never answers for a person,
    /// and the CDR of a group tells of a member whom nobody names.
    package var isAnswered: Bool {
        guard let record else { return isBridged }
        guard record.isAnswered else { return false }
        return switch partyKnown?.kind {
        case .user, .group, .unknown, nil: true
        case .ivr, .machine: isBridged
        }
    }

    /// The internal number of the employee who began it, as far as is known: the first of the transfer
    /// history, else whom the messages name.
    var callerExtension: String? {
        record?.transferExtensions.first ?? party?.userExtension ?? record?.party?.userExtension
    }

    /// When its end became known, by the gateway's clock; nil while it goes on.
    package var endSeenAt: Instant? {
        guard let hangupSeenAt, let recordSeenAt else { return hangupSeenAt ?? recordSeenAt }
        return min(hangupSeenAt, recordSeenAt)
    }

    /// When the leg ended: as the CDR says, else as the hangup says, else when that became known.
    package var endAt: Instant? { record?.endAt ?? hangupAt ?? endSeenAt }

    /// When the leg began: when it rang, else as its CDR implies, else its answer, else when its
    /// talk began, else its end.
    package var startedAt: Instant? {
        dialAt ?? impliedStart ?? bridgeAt ?? pickUpAt ?? talkStart ?? endAt
    }

    /// The end less the duration; nil without a CDR that names one. A duration of 0 beside talk is
    /// none.
    private var impliedStart: Instant? {
        guard let duration = record?.duration, duration > 0 || talkStart == nil else { return nil }
        return start(seconds: duration)
    }

    /// The end less the talk; nil without a CDR of talk.
    private var talkStart: Instant? {
        guard let talk = record?.billSeconds, talk > 0 else { return nil }
        return start(seconds: talk)
    }

    private func start(seconds: Int) -> Instant? {
        guard let endAt else { return nil }
        let start = endAt.earlier(bySeconds: max(seconds, 0))
        return start < Leg.earliestBelieved && endAt >= Leg.earliestBelieved ? endAt : start
    }

    /// When a person answered; nil when nobody did or no time is known.
    package var answeredAt: Instant? {
        guard isAnswered else { return nil }
        if isBridged { return bridgeAt }
        if let endAt, let talk = record?.billSeconds {
            return endAt.earlier(bySeconds: max(talk, 0))
        }
        return bridgeAt ?? pickUpAt ?? endAt
    }
}
