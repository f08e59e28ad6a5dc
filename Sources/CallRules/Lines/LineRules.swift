/// The settings that a line may have of its own, as the company has them. Rules never read these: they
/// ask `Settings.inForce(on:)`, which knows the line.
package struct LineRules: Hashable, Sendable {
    /// Which calls make a lead (rule C).
    package var createLead = CreationSwitches()
    /// The source of leads made by missed calls; nil: none.
    package var missedCallLeadSourceID: LeadSource.ID?
    /// The source of leads made by answered calls; nil: none.
    package var answeredCallLeadSourceID: LeadSource.ID?
    /// A missed call from a number without client and active lead makes a notice to
    /// `notifyMissedUnknownEmployeeIDs`.
    package var notifyMissedUnknown = false
    /// Empty means `Settings.callPushEmployeeIDs`.
    package var notifyMissedUnknownEmployeeIDs: [Employee.ID] = []
    /// The candidates of rule D; empty: every active employee.
    package var distributionEmployeeIDs: [Employee.ID] = []
    /// When the company works.
    package var workingHours = WorkingHours()

    package init() {}
}

/// What a line has of its own. What is nil or empty is the company's.
package struct OwnRules: Hashable, Sendable {
    package var createLead = OwnSwitches()
    package var missedCallLeadSourceID: LeadSource.ID?
    package var answeredCallLeadSourceID: LeadSource.ID?
    /// Who is told of missed calls of unknown numbers, and of those nobody is responsible for. A line
    /// with such a list tells it, whatever the company's switch says.
    package var notifyMissedUnknownEmployeeIDs: [Employee.ID] = []
    package var distributionEmployeeIDs: [Employee.ID] = []
    package var week: WeekHours?
    /// Beside those of the company; of the same date these hold.
    package var exceptions: [HoursException] = []

    package init() {}

    /// Whether it has nothing of its own.
    package var isEmpty: Bool { self == OwnRules() }

    /// Whether calls on the line make leads or notices, whatever the company's switches say.
    package var hasRuleOn: Bool { createLead.anyIsOn || !notifyMissedUnknownEmployeeIDs.isEmpty }

    /// The hours of the line.
    ///
    /// - Parameter company: the company's.
    package func workingHours(over company: WorkingHours) -> WorkingHours {
        let dates = Set(exceptions.map(\.date))
        let others = company.exceptions.filter { !dates.contains($0.date) }
        return WorkingHours(
            week: week ?? company.week,
            exceptions: (others + exceptions).sorted {
                ($0.date.daysSince1970, $0.span?.from ?? -1)
                    < ($1.date.daysSince1970, $1.span?.from ?? -1)
            })
    }
}

/// The switches of rule C that a line has of its own.
package struct OwnSwitches: Hashable, Sendable {
    package var missedIncoming = OwnSwitch()
    package var answeredIncoming = OwnSwitch()
    package var missedOutgoing = OwnSwitch()
    package var answeredOutgoing = OwnSwitch()

    package init() {}

    var anyIsOn: Bool {
        [missedIncoming, answeredIncoming, missedOutgoing, answeredOutgoing]
            .contains { $0.isOn == true }
    }
}

/// Whether a kind of call makes a lead on one line; nil: as in the company.
package struct OwnSwitch: Hashable, Sendable {
    package var isOn: Bool?
    package var evenIfClientExists: Bool?

    package init(isOn: Bool? = nil, evenIfClientExists: Bool? = nil) {
        self.isOn = isOn
        self.evenIfClientExists = evenIfClientExists
    }

    func over(_ company: CreationSwitch) -> CreationSwitch {
        CreationSwitch(
            isOn: isOn ?? company.isOn,
            evenIfClientExists: evenIfClientExists ?? company.evenIfClientExists)
    }

    /// Whether either of the two is the line's own.
    var isOwn: Bool { isOn != nil || evenIfClientExists != nil }
}
