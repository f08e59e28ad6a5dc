/// What employees get notices about.
package enum NoticeKind: String, CaseIterable, Sendable {
    case incomingCall = "incoming_call"
    case missedCall = "missed_call"
    case leadAssigned = "lead_assigned"
}

/// One notice to one employee, not yet stored.
package struct Notice: Hashable, Sendable {
    package let kind: NoticeKind
    /// Who gets it.
    package let employee: Employee
    /// The lead of the notice; nil: none.
    package let leadID: Lead.ID?
    /// In the employee's language.
    package let text: String
}

/// Rule N: who gets a notice of a call, and with which text.
package enum Notices {
    /// Notices of the first `call.dial` of an incoming call. They go to the responsible employee of
    /// the active lead, to the client's admins, and to `pushed`.
    /// - Parameter pushed: the active employees of `Settings.callPushEmployeeIDs`.
    package static func ringing(
        _ facts: Facts, pushed: [Employee], _ settings: Settings
    ) -> Ruling<[Notice]> {
        let people =
            [facts.activeLead?.responsible].compactMap(\.self)
            + (facts.client?.admins ?? []) + pushed
        return ruling(.incomingCall, .rings, to: people, facts, settings)
    }

    /// Notices of an incoming call that became missed.
    /// - Parameter unknownCall: the active employees of `Settings.unknownCallEmployeeIDs`;
    ///   they get a notice when the number has neither a client nor an active lead.
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

    /// The notice of a lead that was created from this call and assigned to an employee who did not
    /// take part in the call; nil: none is due.
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

    /// Whether a notice formed from Phonet's history is too old to be sent.
    ///
    /// Ringing is always stale: history lists a call only after it ended. A missed call is stale
    /// after `Settings.missedNoticeAgeMinutes`. A lead is never stale: it was assigned just now,
    /// and its responsible employee learns only from the notice that the caller waits to be called
    /// back.
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

    /// The text of a ringing notice that had not been sent when the call ended.
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
