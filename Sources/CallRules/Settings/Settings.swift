/// All settings of the company: one document, saved as a whole under one version. Keys and
/// limits are in `SettingKey`, defaults are the values here.
package struct Settings: Hashable, Sendable {
    /// The host of the Phonet account; empty: not set.
    package var phonetDomain = ""
    /// Write-only on screens, which show its last four characters.
    package var phonetAPIKey = ""
    /// The period of the call log and statistics when none is chosen, in days.
    package var defaultPeriodDays = 7
    /// What holds on every line that does not have its own.
    package var company = LineRules()
    /// Calls known only from Phonet's history make leads if they began after Phonet was connected,
    /// or at most this many days before.
    package var leadsBeforeConnectionDays = 0
    /// The most leads an hour that unanswered outgoing calls make which nobody asked for here; 0: any
    /// number.
    package var floodBrakeCalls = 20
    /// A status of kind `active`; nil switches rule R off.
    package var reopenStatusID: LeadStatus.ID?
    /// Who is responsible for a lead that rule R reopened.
    package var reopenedLeadOwner = ReopenedLeadOwner.callerIfNone
    /// Employees who get a notice of every ringing incoming call.
    package var callPushEmployeeIDs: [Employee.ID] = []
    /// Seconds between forming a notice and sending it.
    package var pushDelaySeconds = 0
    /// A missed call makes a notice to the responsible employee of the active lead, and a new lead
    /// to the employee who gets it.
    package var notifyMissedLeadResponsible = false
    /// A missed call makes a notice to the admins of the client.
    package var notifyMissedClientAdmins = false
    /// A missed call of a client or a lead nobody is responsible for is told to those who are told
    /// of unknown numbers.
    package var missedFallback = true
    /// Whoever is given a lead of a call they took no part in gets a notice.
    package var notifyAssigned = true
    /// A call missed more than this many minutes ago makes no notice.
    package var missedNoticeAgeMinutes = 60
    /// Whether notices go to Telegram, if there is a bot.
    package var telegramEnabled = true
    /// The token of the Telegram bot; empty: there is none. Write-only on screens.
    package var telegramBotToken = ""
    /// Whether messages in Telegram show whole phone numbers.
    package var telegramFullNumbers = false
    /// What becomes of notices outside working hours.
    package var noticesOutsideHours = NoticesOutsideHours.atOnce
    /// How rule D chooses.
    package var distributionMode = DistributionMode.off
    /// Leads of known clients are distributed, too. False: they go to the client's first admin.
    package var distributesKnownClients = false
    /// A caller with a closed lead goes back to its responsible employee instead of the next in
    /// turn.
    package var returnsToFormerOwner = false
    /// An employee with a pause set at Phonet is not online for `DistributionMode.active`.
    package var usePhonetPauseAsPresence = false
    /// False: no rule runs, no notice is sent, and every customer lookup is answered “not found”.
    package var moduleEnabled = true
    /// Addresses and networks whose webhooks are trusted.
    package var webhookAllowedNetworks = Settings.phonetAddresses
    /// True: a webhook at an address without a secret counts as one of an untrusted source.
    package var secretWebhookAddressesOnly = false
    /// Whether the role `employee` may listen to recordings; others may by their own rights.
    package var employeesMayListen = true
    /// Whose calls, clients and leads the role `employee` sees.
    package var employeesSee = EmployeesSee.all
    /// The highest role of whoever signs in through the CRM without a password.
    package var ssoRoleLimit = Employee.Role.employee
    /// Addresses of the CRM, scheme and host, whose pages may hold the widget.
    package var crmOrigins: [String] = []
    /// How long each kind of data is kept.
    package var retention = Retention()
    /// Days for which copies of recordings are kept on this server, at most `Retention.maxDays`; 0: none.
    package var keepRecordingsDays = 0
    /// The most room of all copies together, in GB of 2³⁰ bytes; the oldest go first.
    package var keepRecordingsGigabytes = 10
    /// The company's time zone, an IANA name.
    package var timezone = "Europe/Kyiv"
    /// The language of employees who have chosen none.
    package var language = Language.uk
    /// The address of a client's card in the CRM; empty: the gateway's own card.
    package var clientURLTemplate = ""
    /// The address of a lead's card in the CRM; empty: the gateway's own card.
    package var leadURLTemplate = ""
    /// The address in the CRM that makes a contact of an unknown number; empty: the gateway's own.
    package var newContactURLTemplate = ""

    package init() {}

    /// Phonet's known source addresses (protocol §4).
    package static let phonetAddresses = [
        "89.184.65.208", "89.184.82.130", "89.184.67.228",
        "89.184.82.191", "89.184.65.137", "95.213.132.131",
    ]

    /// The settings that decide which webhooks take effect.
    package struct WebhookTrust: Hashable, Sendable {
        let networks: [String]
        let secretAddressesOnly: Bool
        let domain: String
    }

    /// When it changes, quarantined messages may take effect.
    package var webhookTrust: WebhookTrust {
        WebhookTrust(
            networks: webhookAllowedNetworks, secretAddressesOnly: secretWebhookAddressesOnly,
            domain: phonetDomain)
    }

    /// The first of these values of `accountDomain` that names another account than
    /// `phonetDomain`; nil: none, or the domain is not set.
    package func foreignAccount(_ accountDomains: [String]) -> String? {
        phonetDomain.isEmpty
            ? nil
            : accountDomains.first { !PhonetDomain.isSame($0, as: phonetDomain) }
    }

    /// Whether any rule can make or reopen a lead or form a notice.
    package var hasRuleOn: Bool {
        company.createLead.anyIsOn || reopenStatusID != nil || !callPushEmployeeIDs.isEmpty
            || notifyMissedLeadResponsible || notifyMissedClientAdmins
            || company.notifyMissedUnknown
    }

    /// Whether missed calls of unknown numbers are to be told to a list that is empty.
    package var tellsNobodyOfUnknown: Bool {
        company.notifyMissedUnknown && company.notifyMissedUnknownEmployeeIDs.isEmpty
            && callPushEmployeeIDs.isEmpty
    }
}

/// Whose calls, clients and leads the role `employee` sees.
package enum EmployeesSee: String, CaseIterable, Sendable {
    /// Everybody's.
    case all
    /// Their own, and what nobody owns.
    case own
}

/// Who becomes responsible for a lead that an outgoing call reopened.
package enum ReopenedLeadOwner: String, CaseIterable, Sendable {
    /// The responsible employee stays.
    case keep
    /// Whoever calls.
    case caller
    /// Whoever calls, if nobody is responsible or the responsible employee is inactive.
    case callerIfNone = "caller_if_none"
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
    /// Also when a client has the number.
    package var evenIfClientExists = false

    package init(isOn: Bool = false, evenIfClientExists: Bool = false) {
        self.isOn = isOn
        self.evenIfClientExists = evenIfClientExists
    }
}

/// Rule D: how leads are distributed: of missed incoming calls, and of other calls whose extension
/// nobody owns, unless the mode is `off`.
package enum DistributionMode: String, CaseIterable, Sendable {
    /// The employee whose phone rang, if it was one person.
    case off
    /// The employee whose last assignment is longest ago (Рівномірний).
    case even
    /// The same among employees online; with nobody online as `even` (Активний).
    case active
}
