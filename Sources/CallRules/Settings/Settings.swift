/// All settings of the company: one document, saved as a whole under one version. Keys and limits
/// are those of `SettingField`, defaults are the values here.
package struct Settings: Hashable, Sendable {
    /// The host of the Phonet account; empty: not set.
    package var phonetDomain = ""
    /// Write-only on screens, which show its last four characters.
    package var phonetAPIKey = ""
    /// The period of the call log and statistics when none is chosen, in days.
    package var defaultPeriodDays = 7
    package var createLead = CreationSwitches()
    /// The source of leads made by missed calls; nil: none.
    package var missedCallLeadSourceID: LeadSource.ID?
    /// The source of leads made by answered calls; nil: none.
    package var answeredCallLeadSourceID: LeadSource.ID?
    /// A status of kind `active`; nil switches rule R off.
    package var reopenStatusID: LeadStatus.ID?
    /// Employees who get a notice of every ringing incoming call.
    package var callPushEmployeeIDs: [Employee.ID] = []
    /// Seconds between forming a notice and sending it.
    package var pushDelaySeconds = 0
    package var notifyMissedLeadResponsible = false
    package var notifyMissedClientAdmins = false
    package var notifyMissedUnknown = false
    /// Empty means `callPushEmployeeIDs`.
    package var notifyMissedUnknownEmployeeIDs: [Employee.ID] = []
    /// A missed call found in Phonet's history makes a notice only if it ended within this many
    /// minutes.
    package var missedNoticeAgeMinutes = 60
    package var distributionMode = DistributionMode.off
    /// Empty means every active employee.
    package var distributionEmployeeIDs: [Employee.ID] = []
    /// An employee with a pause set at Phonet is not online for `DistributionMode.active`.
    package var usesPhonetPauseAsPresence = false
    /// False: no rule runs, no notice is sent, and every customer lookup is answered “not found”.
    package var moduleEnabled = true
    /// Addresses and networks whose webhooks are trusted.
    package var webhookAllowedNetworks = Settings.phonetAddresses
    /// Whether the role `employee` may listen to recordings; administrators always may.
    package var employeesMayListen = true
    package var retention = Retention()
    /// IANA name.
    package var timezone = "Europe/Kyiv"
    package var language = Language.uk
    package var clientURLTemplate = ""
    package var leadURLTemplate = ""
    package var newContactURLTemplate = ""

    package init() {}

    /// Phonet's known source addresses (protocol §4).
    package static let phonetAddresses = [
        "89.184.65.208", "89.184.82.130", "89.184.67.228",
        "89.184.82.191", "89.184.65.137", "95.213.132.131",
    ]

    /// Whether any rule can make or reopen a lead or form a notice.
    package var hasRuleOn: Bool {
        createLead.anyIsOn || reopenStatusID != nil || !callPushEmployeeIDs.isEmpty
            || notifyMissedLeadResponsible || notifyMissedClientAdmins || notifyMissedUnknown
    }

    /// Who gets a notice of a missed call from an unknown number.
    package var unknownCallEmployeeIDs: [Employee.ID] {
        notifyMissedUnknownEmployeeIDs.isEmpty
            ? callPushEmployeeIDs : notifyMissedUnknownEmployeeIDs
    }
}

/// Rule C: one switch for each direction and outcome, each with "even if a client has the number".
package struct CreationSwitches: Hashable, Sendable {
    package var missedIncoming = CreationSwitch()
    package var answeredIncoming = CreationSwitch()
    package var missedOutgoing = CreationSwitch()
    package var answeredOutgoing = CreationSwitch()

    package init() {}

    /// Whether any call makes a lead.
    package var anyIsOn: Bool {
        [missedIncoming, answeredIncoming, missedOutgoing, answeredOutgoing]
            .contains(where: \.isOn)
    }
}

/// Whether a kind of call makes a lead.
package struct CreationSwitch: Hashable, Sendable {
    package var isOn = false
    package var evenIfClientExists = false

    package init(isOn: Bool = false, evenIfClientExists: Bool = false) {
        self.isOn = isOn
        self.evenIfClientExists = evenIfClientExists
    }
}

/// Rule D: how leads of missed incoming calls are distributed.
package enum DistributionMode: String, CaseIterable, Sendable {
    /// The employee whose phone rang, if it was one person.
    case off
    /// The employee whose last assignment is longest ago (Рівномірний).
    case even
    /// The same among employees online; with nobody online as `even` (Активний).
    case active
}
