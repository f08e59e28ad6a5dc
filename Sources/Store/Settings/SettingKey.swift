import CallRules

/// The keys of the settings, in the order of the settings pages. The raw value is the key of the JSON
/// API, of the stored document and of the audit.
package enum SettingKey: String, CaseIterable, Sendable {
    case phonetDomain = "phonet_domain"
    case phonetAPIKey = "phonet_api_key"
    case leadsBeforeConnectionDays = "leads_before_connection_days"
    case defaultPeriodDays = "default_period_days"
    case createLeadOnMissedIncoming = "create_lead_on_missed_incoming"
    case createLeadOnMissedIncomingIfClientExists =
        "create_lead_on_missed_incoming_if_client_exists"
    case createLeadOnAnsweredIncoming = "create_lead_on_answered_incoming"
    case createLeadOnAnsweredIncomingIfClientExists =
        "create_lead_on_answered_incoming_if_client_exists"
    case createLeadOnMissedOutgoing = "create_lead_on_missed_outgoing"
    case createLeadOnMissedOutgoingIfClientExists =
        "create_lead_on_missed_outgoing_if_client_exists"
    case createLeadOnAnsweredOutgoing = "create_lead_on_answered_outgoing"
    case createLeadOnAnsweredOutgoingIfClientExists =
        "create_lead_on_answered_outgoing_if_client_exists"
    case floodBrakeCalls = "flood_brake_calls"
    case missedCallLeadSourceID = "missed_call_lead_source_id"
    case answeredCallLeadSourceID = "answered_call_lead_source_id"
    case reopenStatusID = "reopen_status_id"
    case reopenedLeadOwner = "reopened_lead_owner"
    case callPushEmployeeIDs = "call_push_employee_ids"
    case pushDelaySeconds = "push_delay_seconds"
    case notifyMissedLeadResponsible = "notify_missed_lead_responsible"
    case notifyMissedClientAdmins = "notify_missed_client_admins"
    case notifyMissedUnknown = "notify_missed_unknown"
    case notifyMissedUnknownEmployeeIDs = "notify_missed_unknown_employee_ids"
    case missedFallback = "missed_fallback"
    case notifyAssigned = "notify_assigned"
    case missedNoticeAgeMinutes = "missed_notice_age_minutes"
    case telegramEnabled = "telegram_enabled"
    case telegramBotToken = "telegram_bot_token"
    case telegramFullNumbers = "telegram_full_numbers"
    case noticesOutsideHours = "notices_outside_hours"
    case distributionMode = "distribution_mode"
    case distributionEmployeeIDs = "distribution_employee_ids"
    case distributeKnown = "distribute_known"
    case distributeFormerOwner = "distribute_former_owner"
    case usePhonetPauseAsPresence = "use_phonet_pause_as_presence"
    case moduleEnabled = "module_enabled"
    case webhookAllowedNetworks = "webhook_allowed_networks"
    case secretWebhookAddressesOnly = "secret_webhook_addresses_only"
    case employeesSee = "employees_see"
    case employeesMayListen = "employees_may_listen"
    case ssoRoleLimit = "sso_role_limit"
    case crmOrigins = "crm_origins"
    case keepCallsDays = "keep_calls_days"
    case keepMessagesDays = "keep_messages_days"
    case keepNoticesDays = "keep_notices_days"
    case keepAuditDays = "keep_audit_days"
    case keepComparisonsDays = "keep_comparisons_days"
    case keepEventsDays = "keep_events_days"
    case keepRecordingsDays = "keep_recordings_days"
    case keepRecordingsGigabytes = "keep_recordings_gigabytes"
    case timezone
    case workingHours = "working_hours"
    case workingHoursExceptions = "working_hours_exceptions"
    case language
    case clientURLTemplate = "client_url_template"
    case leadURLTemplate = "lead_url_template"
    case newContactURLTemplate = "new_contact_url_template"

    /// Whether a change asks for the password again: it decides whom the gateway believes, where
    /// Phonet's key is sent, or what the CRM's pages may show.
    package var isGuarded: Bool {
        if self == .secretWebhookAddressesOnly { return true }
        return switch kind {
        case .domain, .secret, .networks, .role, .origins: true
        case .truth, .number, .days, .urlTemplate, .timezone, .employees, .source, .reopenStatus,
            .reopenedOwner, .mode, .sight, .language, .week, .exceptions,
            .outsideHours:
            false
        }
    }

    /// The type of the key and its property in `Settings`.
    var kind: SettingField.Kind {
        switch self {
        case .phonetDomain: .domain(\.phonetDomain)
        case .phonetAPIKey: .secret(\.phonetAPIKey)
        case .leadsBeforeConnectionDays: .number(\.leadsBeforeConnectionDays, 0...90)
        case .defaultPeriodDays: .number(\.defaultPeriodDays, 0...366)
        case .createLeadOnMissedIncoming: .truth(\.company.createLead.missedIncoming.isOn)
        case .createLeadOnMissedIncomingIfClientExists:
            .truth(\.company.createLead.missedIncoming.evenIfClientExists)
        case .createLeadOnAnsweredIncoming: .truth(\.company.createLead.answeredIncoming.isOn)
        case .createLeadOnAnsweredIncomingIfClientExists:
            .truth(\.company.createLead.answeredIncoming.evenIfClientExists)
        case .createLeadOnMissedOutgoing: .truth(\.company.createLead.missedOutgoing.isOn)
        case .createLeadOnMissedOutgoingIfClientExists:
            .truth(\.company.createLead.missedOutgoing.evenIfClientExists)
        case .createLeadOnAnsweredOutgoing: .truth(\.company.createLead.answeredOutgoing.isOn)
        case .createLeadOnAnsweredOutgoingIfClientExists:
            .truth(\.company.createLead.answeredOutgoing.evenIfClientExists)
        case .floodBrakeCalls: .number(\.floodBrakeCalls, 0...1000)
        case .missedCallLeadSourceID: .source(\.company.missedCallLeadSourceID)
        case .answeredCallLeadSourceID: .source(\.company.answeredCallLeadSourceID)
        case .reopenStatusID: .reopenStatus(\.reopenStatusID)
        case .reopenedLeadOwner: .reopenedOwner(\.reopenedLeadOwner)
        case .callPushEmployeeIDs: .employees(\.callPushEmployeeIDs)
        case .pushDelaySeconds: .number(\.pushDelaySeconds, 0...3600)
        case .notifyMissedLeadResponsible: .truth(\.notifyMissedLeadResponsible)
        case .notifyMissedClientAdmins: .truth(\.notifyMissedClientAdmins)
        case .notifyMissedUnknown: .truth(\.company.notifyMissedUnknown)
        case .notifyMissedUnknownEmployeeIDs: .employees(\.company.notifyMissedUnknownEmployeeIDs)
        case .missedFallback: .truth(\.missedFallback)
        case .notifyAssigned: .truth(\.notifyAssigned)
        case .missedNoticeAgeMinutes: .number(\.missedNoticeAgeMinutes, 1...1440)
        case .telegramEnabled: .truth(\.telegramEnabled)
        case .telegramBotToken: .secret(\.telegramBotToken)
        case .telegramFullNumbers: .truth(\.telegramFullNumbers)
        case .noticesOutsideHours: .outsideHours(\.noticesOutsideHours)
        case .distributionMode: .mode(\.distributionMode)
        case .distributionEmployeeIDs: .employees(\.company.distributionEmployeeIDs)
        case .distributeKnown: .truth(\.distributesKnownClients)
        case .distributeFormerOwner: .truth(\.returnsToFormerOwner)
        case .usePhonetPauseAsPresence: .truth(\.usePhonetPauseAsPresence)
        case .moduleEnabled: .truth(\.moduleEnabled)
        case .webhookAllowedNetworks: .networks(\.webhookAllowedNetworks)
        case .secretWebhookAddressesOnly: .truth(\.secretWebhookAddressesOnly)
        case .employeesSee: .sight(\.employeesSee)
        case .employeesMayListen: .truth(\.employeesMayListen)
        case .ssoRoleLimit: .role(\.ssoRoleLimit)
        case .crmOrigins: .origins(\.crmOrigins)
        case .keepCallsDays: .days(\.retention.callDays, atLeast: Retention.minCallDays)
        case .keepMessagesDays: .days(\.retention.messageDays, atLeast: Retention.minMessageDays)
        case .keepNoticesDays: .days(\.retention.noticeDays, atLeast: Retention.minNoticeDays)
        case .keepAuditDays: .days(\.retention.auditDays, atLeast: Retention.minAuditDays)
        case .keepComparisonsDays:
            .days(\.retention.reconciliationDays, atLeast: Retention.minReconciliationDays)
        case .keepEventsDays: .days(\.retention.eventDays, atLeast: Retention.minEventDays)
        case .keepRecordingsDays: .number(\.keepRecordingsDays, 0...Retention.maxDays)
        case .keepRecordingsGigabytes: .number(\.keepRecordingsGigabytes, 1...10_000)
        case .timezone: .timezone(\.timezone)
        case .workingHours: .week(\.company.workingHours.week)
        case .workingHoursExceptions: .exceptions(\.company.workingHours.exceptions)
        case .language: .language(\.language)
        case .clientURLTemplate: .urlTemplate(\.clientURLTemplate)
        case .leadURLTemplate: .urlTemplate(\.leadURLTemplate)
        case .newContactURLTemplate: .urlTemplate(\.newContactURLTemplate)
        }
    }
}
