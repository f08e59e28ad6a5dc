import CallRules

/// What a line may have of its own, as the company has it. Short for stories about one line or none;
/// the program itself has no such shortcut, so that no rule forgets the line.
extension Settings {
    package var createLead: CreationSwitches {
        get { company.createLead }
        set { company.createLead = newValue }
    }
    package var missedCallLeadSourceID: LeadSource.ID? {
        get { company.missedCallLeadSourceID }
        set { company.missedCallLeadSourceID = newValue }
    }
    package var answeredCallLeadSourceID: LeadSource.ID? {
        get { company.answeredCallLeadSourceID }
        set { company.answeredCallLeadSourceID = newValue }
    }
    package var notifyMissedUnknown: Bool {
        get { company.notifyMissedUnknown }
        set { company.notifyMissedUnknown = newValue }
    }
    package var notifyMissedUnknownEmployeeIDs: [Employee.ID] {
        get { company.notifyMissedUnknownEmployeeIDs }
        set { company.notifyMissedUnknownEmployeeIDs = newValue }
    }
    package var distributionEmployeeIDs: [Employee.ID] {
        get { company.distributionEmployeeIDs }
        set { company.distributionEmployeeIDs = newValue }
    }
    package var workingHours: WorkingHours {
        get { company.workingHours }
        set { company.workingHours = newValue }
    }
}
