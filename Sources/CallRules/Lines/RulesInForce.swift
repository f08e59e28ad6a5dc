/// The settings in force for a call: what its line has of its own, else the company's. Every rule reads
/// its settings here, so none can take the company's for a line that has its own. Every call of a line
/// shares one copy.
package final class RulesInForce: Sendable {
    private let settings: Settings
    /// Nil: the line is not known.
    package let line: Line?

    fileprivate init(_ settings: Settings, _ line: Line?) {
        self.settings = settings
        self.line = line
    }

    private var company: LineRules { settings.company }
    private var own: OwnRules { line?.own ?? OwnRules() }

    // MARK: Of the line

    /// Whether calls of a kind make a lead, and whether the line says so itself.
    func creation(
        _ company: KeyPath<CreationSwitches, CreationSwitch>,
        _ line: KeyPath<OwnSwitches, OwnSwitch>
    ) -> (row: CreationSwitch, isOwn: Bool) {
        let own = own.createLead[keyPath: line]
        return (own.over(self.company.createLead[keyPath: company]), own.isOwn)
    }

    /// The source of leads made by missed calls; nil: none.
    package var missedCallLeadSourceID: LeadSource.ID? {
        own.missedCallLeadSourceID ?? company.missedCallLeadSourceID
    }
    /// The source of leads made by answered calls; nil: none.
    package var answeredCallLeadSourceID: LeadSource.ID? {
        own.answeredCallLeadSourceID ?? company.answeredCallLeadSourceID
    }
    /// Whether missed calls of unknown numbers are told.
    package var notifyMissedUnknown: Bool { tellsOwnPeople || company.notifyMissedUnknown }
    /// Empty means `callPushEmployeeIDs`.
    package var notifyMissedUnknownEmployeeIDs: [Employee.ID] {
        tellsOwnPeople
            ? own.notifyMissedUnknownEmployeeIDs : company.notifyMissedUnknownEmployeeIDs
    }
    /// Whether the line says itself who is told of missed calls.
    package var tellsOwnPeople: Bool { !own.notifyMissedUnknownEmployeeIDs.isEmpty }
    /// The candidates of rule D; empty: every active employee.
    package var distributionEmployeeIDs: [Employee.ID] {
        distributesToOwnPeople ? own.distributionEmployeeIDs : company.distributionEmployeeIDs
    }
    /// Whether the line has a list of its own for rule D.
    package var distributesToOwnPeople: Bool { !own.distributionEmployeeIDs.isEmpty }
    /// When the line works.
    package var workingHours: WorkingHours { own.workingHours(over: company.workingHours) }

    // MARK: Of the company

    package var floodBrakeCalls: Int { settings.floodBrakeCalls }
    package var reopenStatusID: LeadStatus.ID? { settings.reopenStatusID }
    package var reopenedLeadOwner: ReopenedLeadOwner { settings.reopenedLeadOwner }
    package var callPushEmployeeIDs: [Employee.ID] { settings.callPushEmployeeIDs }
    package var pushDelaySeconds: Int { settings.pushDelaySeconds }
    package var notifyMissedLeadResponsible: Bool { settings.notifyMissedLeadResponsible }
    package var notifyMissedClientAdmins: Bool { settings.notifyMissedClientAdmins }
    package var missedFallback: Bool { settings.missedFallback }
    package var notifyAssigned: Bool { settings.notifyAssigned }
    package var missedNoticeAgeMinutes: Int { settings.missedNoticeAgeMinutes }
    package var noticesOutsideHours: NoticesOutsideHours { settings.noticesOutsideHours }
    package var distributionMode: DistributionMode { settings.distributionMode }
    package var distributesKnownClients: Bool { settings.distributesKnownClients }
    package var returnsToFormerOwner: Bool { settings.returnsToFormerOwner }
    package var usePhonetPauseAsPresence: Bool { settings.usePhonetPauseAsPresence }
    package var moduleEnabled: Bool { settings.moduleEnabled }
    package var language: Language { settings.language }
}

extension Settings {
    /// The settings in force for calls on a line.
    ///
    /// - Parameter line: nil: not known; the company's hold.
    package func inForce(on line: Line?) -> RulesInForce { RulesInForce(self, line) }
}
