import CallRules
import GRDB

/// A dialling with its call.
package struct DiallingProgress: Sendable {
    /// The dialling.
    package let dialling: Dialling
    /// Nil: no message about the call has come yet.
    package let call: CallRow?
    /// The lead it was started from, else the lead of the call; nil: none.
    package let lead: NamedLead?

    /// A lead with its name.
    package struct NamedLead: Hashable, Sendable {
        /// The lead.
        package let id: Lead.ID
        /// The current name.
        package let name: String
    }

    /// The status, computed from the rows and the time.
    package enum Stage: Hashable, Sendable {
        /// Phonet has not answered yet.
        case asking
        /// No answer of Phonet, and no message about a call.
        case unknown
        /// Phonet did not accept it, and no message about a call has come.
        case failed(DiallingFailure)
        /// Phonet accepted it: the employee's phone rings first (protocol 3.3).
        case ownPhoneRings
        /// Phonet accepted it, but no message has come within `silentSeconds`.
        case silent
        /// A message has come: the number is being dialled.
        case otherPhoneRings
        /// The conversation goes on, since this time; nil: unknown.
        case talking(since: Instant?)
        /// The call has ended; nil: its outcome is not settled yet.
        case over(Call.Outcome?)
    }

    /// After this many seconds without a message an accepted call is `silent`.
    package static let silentSeconds = 90

    /// The status at `now`.
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

    /// True when the status may still change by itself.
    package func isLive(at now: Instant) -> Bool {
        let isYoung = now.seconds(since: dialling.askedAt) < DiallingProgress.silentSeconds
        return switch stage(at: now) {
        case .asking, .ownPhoneRings, .otherPhoneRings, .talking, .over(nil): true
        case .unknown: isYoung
        case .failed(let failure): isYoung && failure.mayRing
        case .silent, .over: false
        }
    }

    /// The uuid to hang up; nil: no live call is known.
    package func liveUUID(at now: Instant) -> String? {
        switch (stage(at: now), dialling.answer) {
        case (.ownPhoneRings, .accepted(let uuid)), (.silent, .accepted(let uuid)): uuid
        case (.otherPhoneRings, _), (.talking, _): call?.uuid
        default: nil
        }
    }
}

extension Store {
    /// A dialling with its call: the one with its uuid, else the first later one of the same
    /// extension to the same number within two minutes (protocol 3.3).
    ///
    /// - Returns: nil also for a dialling of somebody else, unless the viewer oversees others.
    package func diallingProgress(
        _ id: Dialling.ID, seenBy viewer: Viewer
    ) throws(StoreError) -> DiallingProgress? {
        try read { db in
            guard let dialling = try DiallingTable.find(id, db),
                viewer.oversees || dialling.employeeID == viewer.employee
            else { return nil }
            let call =
                try DiallingProgress.byUUID(dialling, db)
                ?? DiallingProgress.byNumber(dialling, db)
            return DiallingProgress(
                dialling: dialling, call: call,
                lead: try DiallingProgress.lead(
                    dialling.leadID ?? call?.leadID, seenBy: viewer, db))
        }
    }
}

extension DiallingProgress {
    private static let nearbySeconds = 120

    fileprivate static func byUUID(_ dialling: Dialling, _ db: Database) throws -> CallRow? {
        guard case .accepted(let uuid) = dialling.answer else { return nil }
        return try CallRow.find(uuid: uuid, db)
    }

    /// The call must have been stored after the dialling by the gateway's clock, because Phonet's
    /// clock may differ, and must not belong to another dialling.
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

    fileprivate static func lead(
        _ id: Lead.ID?, seenBy viewer: Viewer, _ db: Database
    ) throws -> NamedLead? {
        guard let id, try viewer.sees(.lead(id), db) else { return nil }
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
