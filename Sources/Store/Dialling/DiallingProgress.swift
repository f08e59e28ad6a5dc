import CallRules
import GRDB

/// A dialling, and the call that became of it as far as Phonet told.
package struct DiallingProgress: Sendable {
    /// What was asked for.
    package let dialling: Dialling
    /// Nil while no message of it has come.
    package let call: CallRow?
    /// The lead it was started from, else the call's; nil: there is none.
    package let lead: NamedLead?

    /// A lead with what it is called.
    package struct NamedLead: Hashable, Sendable {
        /// The lead.
        package let id: Lead.ID
        /// As it is now.
        package let name: String
    }

    /// Where it stands: a pure function of what is known and the time.
    package enum Stage: Hashable, Sendable {
        /// Phonet has not answered yet.
        case asking
        /// Whether Phonet took it nobody knows, and nothing was heard of it.
        case unknown
        /// Phonet did not say that it dials, and nothing was heard of a call.
        case failed(DiallingError)
        /// Phonet dials: the employee's own telephone rings first (protocol 3.3).
        case ownPhoneRings
        /// Phonet dials, and has told nothing since.
        case silent
        /// Phonet told of the call: the number is being dialled.
        case otherPhoneRings
        /// They talk. Since when; nil: it was not told.
        case talking(since: Instant?)
        /// The call has ended. Nil: how it went is not settled yet.
        case over(Call.Outcome?)
    }

    /// How long a call that Phonet accepted may go without a message of it.
    package static let silentSeconds = 90

    /// Where it stands at `now`.
    package func stage(at now: Instant) -> Stage {
        if let call {
            switch call.state {
            case .ringing: return .otherPhoneRings
            case .talking: return .talking(since: call.answeredAt)
            case .ended: return .over(call.outcome)
            }
        }
        let age = now.seconds(since: dialling.askedAt)
        switch dialling.answer {
        case .none: return age < Dialling.answerSeconds ? .asking : .unknown
        case .failed(let failure): return .failed(failure)
        case .accepted:
            return age < DiallingProgress.silentSeconds ? .ownPhoneRings : .silent
        }
    }

    /// Something may still change by itself.
    package func isLive(at now: Instant) -> Bool {
        let isYoung = now.seconds(since: dialling.askedAt) < DiallingProgress.silentSeconds
        return switch stage(at: now) {
        case .asking, .ownPhoneRings, .otherPhoneRings, .talking, .over(nil): true
        case .unknown: isYoung
        case .failed(let failure): isYoung && failure.mayRing
        case .silent, .over: false
        }
    }

    /// What Phonet is told to end; nil when nothing is known to live.
    package func liveUUID(at now: Instant) -> String? {
        switch (stage(at: now), dialling.answer) {
        case (.ownPhoneRings, .accepted(let uuid)), (.silent, .accepted(let uuid)): uuid
        case (.otherPhoneRings, _), (.talking, _): call?.uuid
        default: nil
        }
    }
}

extension Store {
    /// A dialling with its call: the one with its uuid, else the first that was heard of since, of
    /// the same extension to the same number within two minutes (protocol 3.3).
    package func diallingProgress(_ id: Dialling.ID) throws(StoreError) -> DiallingProgress? {
        try read { db in
            guard let dialling = try DiallingTable.find(id, db) else { return nil }
            let call =
                try DiallingProgress.byUUID(dialling, db)
                ?? DiallingProgress.byNumber(dialling, db)
            return DiallingProgress(
                dialling: dialling, call: call,
                lead: try DiallingProgress.lead(dialling.leadID ?? call?.leadID, db))
        }
    }
}

extension DiallingProgress {
    private static let nearbySeconds = 120

    fileprivate static func byUUID(_ dialling: Dialling, _ db: Database) throws -> CallRow? {
        guard case .accepted(let uuid) = dialling.answer else { return nil }
        return try CallRow.find(uuid: uuid, db)
    }

    /// Heard of since by our own clock, because Phonet's may be late or early; and none that is
    /// another dialling's.
    fileprivate static func byNumber(_ dialling: Dialling, _ db: Database) throws -> CallRow? {
        let asked = dialling.askedAt
        let number = PhoneNumber(dialling.phone)
        guard dialling.mayRing else { return nil }
        return try CallRow.one(
            """
            started_at BETWEEN \(asked.earlier(bySeconds: nearbySeconds).milliseconds)
                    AND \(asked.advanced(bySeconds: nearbySeconds).milliseconds)
                AND (phone = \(number.e164) OR phone IS NULL AND raw_number = \(dialling.phone))
                AND extension = \(dialling.extension) AND direction IS NOT 'incoming'
                AND seen_at >= \(asked.milliseconds)
                AND NOT EXISTS (SELECT 1 FROM dialling
                    WHERE dialling.uuid = call.uuid AND dialling.id <> \(dialling.id.value))
            ORDER BY seen_at
            """, db)
    }

    fileprivate static func lead(_ id: Lead.ID?, _ db: Database) throws -> NamedLead? {
        guard let id else { return nil }
        let name = try String.fetchOne(
            db.cachedStatement(sql: "SELECT name FROM lead WHERE id = ?"), arguments: [id.value])
        return name.map { NamedLead(id: id, name: $0) }
    }
}

extension Dialling {
    fileprivate var mayRing: Bool {
        if case .failed(let failure) = answer { failure.mayRing } else { true }
    }
}
