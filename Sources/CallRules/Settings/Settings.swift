/// Everything the administrator decides: one document, saved as a whole under one version.
///
/// Keys, limits and defaults are those of product.md §2.
public struct Settings: Hashable, Sendable {
    public var phonetDomain = ""
    /// Write-only for people; only its last four characters are ever shown.
    public var phonetAPIKey = ""
    public var defaultPeriodDays = 7
    public var createLead = CreationSwitches()
    public var missedCallLeadSourceID: LeadSource.ID?
    public var answeredCallLeadSourceID: LeadSource.ID?
    /// A status of kind `active`; nil switches rule R off.
    public var reopenStatusID: LeadStatus.ID?
    public var callPushEmployeeIDs: [Employee.ID] = []
    public var pushDelaySeconds = 0
    public var notifyMissedLeadResponsible = false
    public var notifyMissedClientAdmins = false
    public var notifyMissedUnknown = false
    /// Empty means `callPushEmployeeIDs`.
    public var notifyMissedUnknownEmployeeIDs: [Employee.ID] = []
    /// A missed call found in Phonet's history is told only if it ended within so many minutes.
    public var missedNoticeAgeMinutes = 60
    public var distributionMode = DistributionMode.off
    /// Empty means every active employee.
    public var distributionEmployeeIDs: [Employee.ID] = []
    /// Whoever set a pause at Phonet is not online for `DistributionMode.active`.
    public var usesPhonetPauseAsPresence = false
    public var moduleEnabled = true
    public var webhookAllowedNetworks = Settings.phonetAddresses
    /// Whether the role `employee` may listen to recordings; administrators always may.
    public var employeesMayListen = true
    public var retention = Retention()
    /// IANA name.
    public var timezone = "Europe/Kyiv"
    public var language = Language.uk
    public var clientURLTemplate = ""
    public var leadURLTemplate = ""
    public var newContactURLTemplate = ""

    public init() {}

    /// Phonet's known source addresses (protocol §4).
    public static let phonetAddresses = [
        "89.184.65.208", "89.184.82.130", "89.184.67.228",
        "89.184.82.191", "89.184.65.137", "95.213.132.131",
    ]

    /// Whether a call makes, opens or tells anybody anything.
    public var hasRuleOn: Bool {
        createLead.anyIsOn || reopenStatusID != nil || !callPushEmployeeIDs.isEmpty
            || notifyMissedLeadResponsible || notifyMissedClientAdmins || notifyMissedUnknown
    }

    /// Who gets a notice of a missed call from an unknown number (item 18).
    public var unknownCallEmployeeIDs: [Employee.ID] {
        notifyMissedUnknownEmployeeIDs.isEmpty
            ? callPushEmployeeIDs : notifyMissedUnknownEmployeeIDs
    }
}

/// Items 7–10: one switch for each direction and outcome, and its "even if a client is known".
public struct CreationSwitches: Hashable, Sendable {
    public var missedIncoming = CreationSwitch()
    public var answeredIncoming = CreationSwitch()
    public var missedOutgoing = CreationSwitch()
    public var answeredOutgoing = CreationSwitch()

    public init() {}

    /// Whether any call makes a lead.
    public var anyIsOn: Bool {
        [missedIncoming, answeredIncoming, missedOutgoing, answeredOutgoing]
            .contains(where: \.isOn)
    }
}

/// Whether a kind of call makes a lead.
public struct CreationSwitch: Hashable, Sendable {
    public var isOn = false
    public var evenIfClientExists = false

    public init(isOn: Bool = false, evenIfClientExists: Bool = false) {
        self.isOn = isOn
        self.evenIfClientExists = evenIfClientExists
    }
}

/// Item 19: how leads of missed incoming calls are shared out.
public enum DistributionMode: String, CaseIterable, Sendable {
    /// The employee whose phone rang, if it was one person.
    case off
    /// The one whose last turn is longest ago (Рівномірний).
    case even
    /// The same among those online; nobody online: `even` (Активний).
    case active
}
