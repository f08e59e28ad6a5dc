/// What people are told about (product.md §5, N).
package enum NoticeKind: String, CaseIterable, Sendable {
    case incomingCall = "incoming_call"
    case missedCall = "missed_call"
    case leadAssigned = "lead_assigned"
}

/// One notice to one employee, not yet stored.
package struct Notice: Hashable, Sendable {
    package let kind: NoticeKind
    package let employee: Employee
    package let leadID: Lead.ID?
    /// In the employee's language.
    package let text: String
}

/// Rule N.
package enum Notices {
    /// The first `call.dial` of an incoming call: the responsible of the active lead, the client
    /// admins, and the employees of item 14 (`pushed`, active ones only).
    package static func ringing(
        _ facts: Facts, pushed: [Employee], _ settings: Settings
    ) -> Ruling<[Notice]> {
        let people =
            [facts.activeLead?.responsible].compactMap(\.self)
            + (facts.client?.admins ?? []) + pushed
        return ruling(.incomingCall, .rings, to: people, facts, settings)
    }

    /// An incoming call became missed. `unknownCall` are the active employees of item 18.
    package static func missed(
        _ facts: Facts, unknownCall: [Employee], _ settings: Settings
    ) -> Ruling<[Notice]> {
        var people: [Employee] = []
        switch (facts.activeLead, facts.client) {
        case (nil, nil):
            if settings.notifyMissedUnknown { people = unknownCall }
        case (let lead, let client):
            if settings.notifyMissedLeadResponsible, let person = lead?.responsible {
                people.append(person)
            }
            if settings.notifyMissedClientAdmins { people += client?.admins ?? [] }
        }
        return ruling(.missedCall, .missed, to: people, facts, settings)
    }

    /// A lead made by this call was given to somebody who did not take part in it.
    package static func assigned(
        _ lead: Lead, facts: Facts, tookPart: Bool, _ settings: Settings
    ) -> Notice? {
        guard let person = lead.responsible, !tookPart, settings.notifyMissedLeadResponsible else {
            return nil
        }
        return Notice(
            kind: .leadAssigned, employee: person, leadID: lead.id,
            text: Reasons.notice(.leadAssigned, facts).text(person.language ?? settings.language))
    }

    /// Whether a notice formed of what Phonet's history told is news to nobody any more.
    ///
    /// Nothing rings by the time history tells of it, and a missed call is told for as long as the
    /// settings say. A lead is never stale: however old the call, it was given to its responsible just
    /// now, and nobody but the notice tells them that somebody waits to be called back.
    package static func isStale(
        _ kind: NoticeKind, callEndedAt ended: Instant?, at now: Instant, _ settings: Settings
    ) -> Bool {
        switch kind {
        case .incomingCall: true
        case .missedCall:
            now.seconds(since: ended ?? now) > settings.missedNoticeAgeMinutes * 60
        case .leadAssigned: false
        }
    }

    /// The text of a ringing notice that had not gone out when the call ended.
    package static func ended(
        _ outcome: Call.Outcome, _ facts: Facts, language: Language
    ) -> String {
        switch outcome {
        case .missed: Reasons.notice(.missedCall, facts).text(language)
        case .answered: Reasons.answered(facts).text(language)
        }
    }

    private static func ruling(
        _ kind: NoticeKind, _ moment: Moment, to people: [Employee], _ facts: Facts,
        _ settings: Settings
    ) -> Ruling<[Notice]> {
        var told: Set<Employee.ID> = []
        let notices = people.filter { told.insert($0.id).inserted }.map { person in
            Notice(
                kind: kind, employee: person, leadID: facts.activeLead?.id,
                text: Reasons.notice(kind, facts).text(person.language ?? settings.language))
        }
        let decision = Decision(
            rule: .notify, moment: moment, result: notices.isEmpty ? .nothing : .notified,
            reason: Reasons.told(notices.map(\.employee)), facts: facts.listed)
        return Ruling(decision: decision, effect: notices.isEmpty ? nil : notices)
    }
}
