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

/// Why a caller whose call was missed no longer waits to be called back.
package enum CallerContact: String, CaseIterable, Sendable {
    /// Somebody talks with the number, or has talked with it since.
    case conversation
    /// The same caller still rings in another call, which will be told if it is missed, too.
    case stillRinging = "still_ringing"

    /// The fact of a decision that tells nobody because of it. It may prove untrue later.
    package static let fact = "contact"
}

/// Rule N: who gets a notice of a call, and with which text.
package enum Notices {
    /// Notices of the first `call.dial` of an incoming call. They go to the responsible employee of
    /// the active lead, to the client's admins, and to `pushed`.
    /// - Parameter pushed: the active employees of `Settings.callPushEmployeeIDs`.
    package static func ringing(
        _ facts: Facts, pushed: [Employee], _ rules: RulesInForce
    ) -> Ruling<[Notice]> {
        let people =
            [facts.activeLead?.responsible].compactMap(\.self)
            + (facts.client?.admins ?? []) + pushed
        return ruling(.incomingCall, .rings, to: people, facts, rules)
    }

    /// Notices of an incoming call that became missed.
    ///
    /// - Parameters:
    ///   - chosen: who is told of unknown numbers. They are also told of a client or a lead nobody is
    ///     responsible for, if `Settings.missedFallback` says so.
    ///   - contact: why the caller no longer waits; nil: the caller does.
    package static func missed(
        _ facts: Facts, chosen: [Employee], _ contact: CallerContact?, _ rules: RulesInForce
    ) -> Ruling<[Notice]> {
        if let contact {
            return ruling(
                .missedCall, .missed, to: [], because: Reasons.contact(contact), facts, rules,
                more: [Fact(CallerContact.fact, .text(contact.rawValue))])
        }
        var people: [Employee] = []
        let responsible = [facts.activeLead?.responsible].compactMap(\.self)
        let admins = facts.client?.admins ?? []
        if rules.notifyMissedLeadResponsible { people += responsible }
        if rules.notifyMissedClientAdmins { people += admins }
        let isUnknown = facts.activeLead == nil && facts.client == nil
        let isOrphan = !isUnknown && responsible.isEmpty && admins.isEmpty
        guard isUnknown || isOrphan && rules.missedFallback else {
            let nobody = isOrphan ? Reasons.nobodyResponsible : nil
            return ruling(.missedCall, .missed, to: people, because: nobody, facts, rules)
        }
        if rules.notifyMissedUnknown { people += chosen }
        var reason = Reasons.chosen(
            people, isOn: rules.notifyMissedUnknown, instead: isOrphan)
        if rules.tellsOwnPeople, let line = rules.line {
            let said = reason ?? Reasons.told(people)
            let list = Reasons.ownList(line)
            reason = LocalizedText(uk: said.uk + list.uk, en: said.en + list.en)
        }
        return ruling(.missedCall, .missed, to: people, because: reason, facts, rules)
    }

    /// The notice of a lead that was created from this call and assigned to an employee who did not
    /// take part in the call; nil: none is due.
    package static func assigned(
        _ lead: Lead, facts: Facts, tookPart: Bool, _ rules: RulesInForce
    ) -> Notice? {
        guard let person = lead.responsible, !tookPart, rules.notifyAssigned else {
            return nil
        }
        return Notice(
            kind: .leadAssigned, employee: person, leadID: lead.id,
            text: Reasons.notice(.leadAssigned, facts).text(person.language ?? rules.language))
    }

    /// Whether the call is too long ago for a notice, whichever way it reached the gateway. The
    /// pause before notices go out does not count.
    ///
    /// Ringing is stale when it began more than `NoticeNews.ringingSeconds` ago. A missed call is
    /// stale after `Settings.missedNoticeAgeMinutes`. A lead is never stale: it was assigned just
    /// now, and its responsible employee learns only from the notice that the caller waits to be
    /// called back.
    package static func isStale(
        _ kind: NoticeKind, _ call: Call, at now: Instant, _ rules: RulesInForce,
        _ hours: NoticeHours
    ) -> Bool {
        switch kind {
        case .incomingCall:
            guard let began = call.lastRingAt ?? call.startedAt else { return false }
            return began.advanced(bySeconds: NoticeNews.ringingSeconds) < now
        case .missedCall:
            guard let missed = call.endedAt ?? call.startedAt else { return false }
            return hours.age(since: missed, at: now)
                > Int64(rules.missedNoticeAgeMinutes) * 60_000
        case .leadAssigned: return false
        }
    }

    /// The text of a notice that says this news.
    package static func text(
        _ news: NoticeNews, _ facts: Facts, language: Language
    ) -> String {
        switch news {
        case .ringing: Reasons.notice(.incomingCall, facts).text(language)
        case .missed: Reasons.notice(.missedCall, facts).text(language)
        case .leadAssigned: Reasons.notice(.leadAssigned, facts).text(language)
        case .talking: Reasons.talking(facts).text(language)
        case .answered: Reasons.answered(facts).text(language)
        }
    }

    private static func ruling(
        _ kind: NoticeKind, _ moment: Moment, to people: [Employee],
        because reason: LocalizedText? = nil, _ facts: Facts, _ rules: RulesInForce,
        more: [Fact] = []
    ) -> Ruling<[Notice]> {
        var told: Set<Employee.ID> = []
        let notices = people.filter { told.insert($0.id).inserted }.map { person in
            Notice(
                kind: kind, employee: person, leadID: facts.activeLead?.id,
                text: Reasons.notice(kind, facts).text(person.language ?? rules.language))
        }
        let decision = Decision(
            rule: .notify, moment: moment, result: notices.isEmpty ? .nothing : .notified,
            reason: reason ?? Reasons.told(notices.map(\.employee)),
            facts: facts.listed + more)
        return Ruling(decision: decision, effect: notices.isEmpty ? nil : notices)
    }
}

extension Call {
    /// When the last of the legs whose `call.dial` has come began to ring; nil: none has come.
    package var lastRingAt: Instant? { legs.filter(\.dialSeen).compactMap(\.dialAt).max() }
}
