import CallRules
import Store

extension PageRoute {
    /// The page to redirect to after a form of this address: the page itself, or the page with the
    /// form.
    var redirectTarget: PageRoute {
        switch self {
        case .signOut, .appearance, .live, .diallings: .home
        case .enter, .sso: .signIn
        case .password, .sessions, .fullRole, .noticePreference, .pushSubscriptions, .pushTrials,
            .pushRemovals, .telegramCode, .telegramTrial, .telegramUnlinking:
            .me
        case .connection, .webhookToken, .trustedNetworks: .settings(.connection)
        case .employeeInvitation(let id): .employee(id)
        case .unownedExtensions: .employees
        case .leadSources, .callCategories: .leadStatuses
        case .callsExport, .savedViews: .calls
        case .statisticsExport: .statistics
        case .recording(let uuid), .callDismissal(let uuid), .callNote(let uuid): .call(uuid)
        case .widgetDialling: .widget
        case .notice: .notices
        case .webhookReplays: .webhookLog
        case .leadStatusChange(let id): .lead(id)
        case .attachmentUndoing, .mergeUndoing: .clients
        case .diallingHangUp(let id): .dialling(id)
        case .missedCaseClosing, .missedCaseReopening: .missedCases
        case .ignoredNumberRemoval: .ignoredNumbers
        case .inquiryFile(let id), .erasure(let id): .inquiry(id)
        case .importRun(let id), .importCancellation(let id), .importRowErrors(let id),
            .importCallsUndoing(let id):
            .importJob(id)
        case .syncCallsUndoing: .imports
        case .export: .imports
        case .ssoSecret, .ssoSecretDeletion: .crm
        case .webhookSecret(let id), .webhookTest(let id), .webhookRequeueing(let id):
            .webhookEndpoint(id)
        case .home, .setup, .invitation, .signIn, .me, .settings, .settingVersions,
            .settingVersion, .whatIf, .numbers, .employees, .newEmployee, .employee,
            .employeeDeletion, .phonetUsers, .leadStatuses, .leadStatusDeletion,
            .leadSourceDeletion, .callCategoryDeletion, .lines, .line, .calls, .call, .callLead,
            .callClient,
            .notices, .audit,
            .webhookLog,
            .webhookMessage, .quarantine, .apiTokens, .apiTokenRevocation, .status, .crm,
            .webhookEndpoint, .webhookEndpointDeletion, .webhookDelivery, .reconciliation, .leads,
            .newLead, .lead, .leadEditing, .leadMerge, .leadDeletion, .clients, .newClient,
            .client, .clientEditing, .clientMerge, .clientDeletion, .statistics, .search, .dialling,
            .missedCases, .ignoredNumbers, .privacy, .inquiry, .imports, .importJob, .widget,
            .board:
            self
        }
    }

    /// The sidebar entry of the page.
    var section: PageRoute {
        switch redirectTarget {
        case .settingVersion: .settingVersions
        case .newEmployee, .employee, .employeeDeletion, .phonetUsers: .employees
        case .leadStatusDeletion, .leadSourceDeletion, .callCategoryDeletion: .leadStatuses
        case .line: .lines
        case .call, .callLead, .callClient: .calls
        case .webhookMessage, .quarantine: .webhookLog
        case .settings, .apiTokens, .apiTokenRevocation: .settings(.connection)
        case .newLead, .lead, .leadEditing, .leadMerge, .leadDeletion: .leads
        case .newClient, .client, .clientEditing, .clientMerge, .clientDeletion: .clients
        case .ignoredNumbers: .missedCases
        case .inquiry: .privacy
        case .importJob: .imports
        case .webhookEndpoint, .webhookEndpointDeletion, .webhookDelivery: .crm
        case let other: other
        }
    }

    /// Whether its form may send a file; then the body may be large.
    var takesFile: Bool { self == .imports }

    /// Who may open the page.
    enum Access: Hashable {
        /// Everybody, signed in or not.
        case anyone
        /// Everybody who is signed in.
        case employee
        /// Everybody who is signed in and has this tick.
        case right(Viewer.Right)
        /// Supervisors and administrators who are signed in.
        case overseer
        /// Administrators who are signed in.
        case admin

        /// Whether somebody signed in with this role may open it; a tick may be lacking still.
        func admits(_ role: Employee.Role) -> Bool {
            switch self {
            case .anyone, .employee, .right: true
            case .overseer: role >= .supervisor
            case .admin: role == .admin
            }
        }
    }

    var access: Access {
        switch self {
        case .home, .setup, .invitation, .signIn, .enter, .sso, .widget, .appearance: .anyone
        case .signOut, .me, .password, .sessions, .fullRole, .noticePreference, .pushSubscriptions,
            .pushTrials, .pushRemovals, .telegramCode, .telegramTrial, .telegramUnlinking, .calls,
            .savedViews, .call, .recording,
            .callDismissal, .callLead, .callClient, .callNote, .live, .widgetDialling, .notices,
            .notice,
            .leads, .newLead,
            .lead, .leadEditing, .leadStatusChange, .clients, .newClient, .client, .clientEditing,
            .attachmentUndoing, .statistics, .search, .diallings, .dialling, .diallingHangUp,
            .missedCases,
            .missedCaseClosing, .missedCaseReopening, .ignoredNumbers, .ignoredNumberRemoval:
            .employee
        case .callsExport, .statisticsExport: .right(.export)
        case .board: .overseer
        case .leadDeletion, .clientDeletion: .right(.delete)
        case .settings, .connection, .webhookToken, .trustedNetworks, .settingVersions,
            .settingVersion, .whatIf, .numbers, .employees, .newEmployee, .employee,
            .employeeDeletion, .employeeInvitation, .phonetUsers, .unownedExtensions, .leadStatuses,
            .leadStatusDeletion, .leadSources, .leadSourceDeletion, .callCategories,
            .callCategoryDeletion, .lines, .line, .audit, .webhookLog,
            .webhookMessage,
            .webhookReplays, .quarantine, .apiTokens, .apiTokenRevocation, .status, .crm,
            .ssoSecret, .ssoSecretDeletion,
            .webhookEndpoint, .webhookEndpointDeletion, .webhookSecret, .webhookTest,
            .webhookRequeueing, .webhookDelivery, .reconciliation,
            .leadMerge, .clientMerge, .mergeUndoing, .privacy, .inquiry,
            .inquiryFile, .erasure, .imports, .importJob, .importRun, .importCancellation,
            .importRowErrors, .importCallsUndoing, .syncCallsUndoing, .export:
            .admin
        }
    }
}
