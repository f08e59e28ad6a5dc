/// The rules of telephony.
package enum Rule: String, CaseIterable, Sendable {
    /// L: attach the client and the active lead to the call.
    case link
    /// R: an outgoing call to a lost lead opens it again.
    case reopen
    /// C: make a lead.
    case create
    /// D: choose who gets the new lead.
    case distribute
    /// N: form notices.
    case notify
    /// Updates the lead a call made when later messages change the call. Stops once somebody edits
    /// the lead.
    case correct
}

/// The moments at which rules run, in order; each comes once in a call.
package enum Moment: String, CaseIterable, Sendable {
    /// The first message that names the direction.
    case begins
    /// The first `call.dial`.
    case rings
    /// The first message that shows the answer.
    case answered
    /// The call became missed.
    case missed
}

extension Call {
    /// The moments this call has reached and that were not decided before, in order.
    ///
    /// - Parameter provisional: decided moments whose rules ran while the number of the call was
    ///   not known; they are due again once it is.
    /// - Parameter outdated: decided moments whose rules ran for another number, direction or line:
    ///   they are due again.
    package func due(
        at now: Instant, decided: Set<Moment>, provisional: Set<Moment> = [],
        outdated: Set<Moment> = []
    ) -> [Moment] {
        guard direction == .incoming || direction == .outgoing, !rulesWait(at: now) else {
            return []
        }
        let outcome = outcome(at: now)
        let isNumberKnown = self.isNumberKnown
        return Moment.allCases.filter { moment in
            guard
                !decided.contains(moment) || outdated.contains(moment)
                    || isNumberKnown && provisional.contains(moment)
            else { return false }
            return switch moment {
            case .begins: true
            case .rings: legs.contains(where: \.dialSeen)
            case .answered: outcome == .answered
            case .missed: outcome == .missed
            }
        }
    }
}

/// Which rules run when, and which calls make a lead. The columns are aligned by hand.
package enum RuleTable {
    /// The rules to run at a moment, in order.
    // swift-format-ignore
    package static func rules(at moment: Moment, _ direction: Facts.Direction) -> [Rule] {
        switch (moment,   direction) {
        case   (.begins,   .incoming): [.link]
        case   (.begins,   .outgoing): [.reopen, .link]
        case   (.rings,    .incoming): [.notify]
        case   (.rings,    .outgoing): []
        case   (.answered, .incoming): [.create]
        case   (.answered, .outgoing): [.create]
        case   (.missed,   .incoming): [.create, .notify]
        case   (.missed,   .outgoing): [.create]
        }
    }

    /// One row of rule C: its switch, the source of the lead, and who becomes responsible.
    package struct CreationRow: Sendable {
        /// Whether such calls make leads.
        package let `switch`: CreationSwitch
        /// Whether the line of the call says so itself.
        package let isOwn: Bool
        /// Nil: the lead has no source.
        package let sourceID: LeadSource.ID?
        /// Who gets the lead.
        package let responsible: Responsible
    }

    /// Who becomes responsible for a new lead.
    package enum Responsible: Sendable {
        /// Rule D chooses.
        case distributed
        /// The employee of the call: who answered, or who called. Unmapped: as `distributed`
        /// if distribution is on, else nobody.
        case participant
    }

    /// The row of rule C for a direction and outcome.
    // swift-format-ignore
    package static func creation(
        _ direction: Facts.Direction, _ outcome: Call.Outcome, _ rules: RulesInForce
    ) -> CreationRow {
        let missed = rules.missedCallLeadSourceID
        let answered = rules.answeredCallLeadSourceID
        return switch (direction, outcome) {
        case (.incoming, .answered):
            .init(rules.creation(\.answeredIncoming, \.answeredIncoming), answered, .participant)
        case (.incoming, .missed):
            .init(rules.creation(\.missedIncoming,   \.missedIncoming),   missed,   .distributed)
        case (.outgoing, .answered):
            .init(rules.creation(\.answeredOutgoing, \.answeredOutgoing), answered, .participant)
        case (.outgoing, .missed):
            .init(rules.creation(\.missedOutgoing,   \.missedOutgoing),   missed,   .participant)
        }
    }

    /// Reason a call makes a lead or not.
    package enum CreationReason: String, CaseIterable, Sendable {
        case make, hidden, own, short, unreadable, activeLead, switchedOff, clientKnown
        /// Only of a call known from history alone.
        case beforeConnection, talkedSince
        /// Only of an unanswered outgoing call that nobody asked for.
        case flood

        /// Whether a switch of rule C decided.
        package var looksAtSwitch: Bool {
            switch self {
            case .make, .switchedOff, .clientKnown: true
            case .hidden, .own, .short, .unreadable, .activeLead, .beforeConnection, .talkedSince,
                .flood:
                false
            }
        }
    }

    /// Whether a call makes a lead, and why; the first matching row decides.
    // swift-format-ignore
    package static func verdict(
        number: PhoneNumber.Class, activeLead: Bool, client: Bool, row: CreationSwitch
    ) -> CreationReason {
        switch (number,    activeLead, row.isOn, client, row.evenIfClientExists) {
        case   (.hidden,   _,          _,        _,      _    ): .hidden
        case   (.own,      _,          _,        _,      _    ): .own
        case   (.short,    _,          _,        _,      _    ): .short
        case   (.other,    _,          _,        _,      _    ): .unreadable
        case   (.external, true,       _,        _,      _    ): .activeLead
        case   (.external, false,      false,    _,      _    ): .switchedOff
        case   (.external, false,      true,     true,   false): .clientKnown
        case   (.external, false,      true,     true,   true ): .make
        case   (.external, false,      true,     false,  _    ): .make
        }
    }

    /// Reason a lost lead is reopened or not.
    package enum ReopeningReason: String, CaseIterable, Sendable {
        case open, activeLead, nothingToOpen, switchedOff
    }

    /// Whether a lost or junk lead is reopened, and why.
    // swift-format-ignore
    package static func reopening(
        activeLead: Bool, reopenableLead: Bool, isOn: Bool
    ) -> ReopeningReason {
        switch (activeLead, reopenableLead, isOn) {
        case   (true,       _,              _    ): .activeLead
        case   (false,      false,          _    ): .nothingToOpen
        case   (false,      true,           false): .switchedOff
        case   (false,      true,           true ): .open
        }
    }
}

extension RuleTable.CreationRow {
    init(
        _ creation: (row: CreationSwitch, isOwn: Bool), _ sourceID: LeadSource.ID?,
        _ responsible: RuleTable.Responsible
    ) {
        self.switch = creation.row
        isOwn = creation.isOwn
        self.sourceID = sourceID
        self.responsible = responsible
    }
}
