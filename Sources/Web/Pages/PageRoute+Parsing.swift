import Store

extension PageRoute {
    /// The route of an address; nil: there is none.
    ///
    /// - Parameter parts: of the path behind the prefix.
    init?(_ parts: [Substring]) {
        guard parts.count <= 3 else { return nil }
        let first = parts.first.map(String.init) ?? ""
        let second = parts.dropFirst().first.map(String.init)
        let third = parts.dropFirst(2).first.map(String.init)
        let id = second.flatMap { Int64($0) } ?? third.flatMap { Int64($0) }
        switch (first, second, third) {
        case ("", nil, nil): self = .home
        case ("setup", let token, nil): self = .setup(token: token)
        case ("invitation", let token?, nil): self = .invitation(token: token)
        case ("sign-in", nil, nil): self = .signIn
        case ("enter", let token?, nil): self = .enter(token: token)
        case ("sso", nil, nil): self = .sso
        case ("sign-out", nil, nil): self = .signOut
        case ("appearance", nil, nil): self = .appearance
        case ("me", nil, nil): self = .me
        case ("me", "password", nil): self = .password
        case ("me", "sessions", nil): self = .sessions
        case ("me", "role", nil): self = .fullRole
        case ("me", "notices", nil): self = .noticePreference
        case ("me", "push-subscriptions", nil): self = .pushSubscriptions
        case ("me", "push-trials", nil): self = .pushTrials
        case ("me", "push-removals", nil): self = .pushRemovals
        case ("me", "telegram-code", nil): self = .telegramCode
        case ("me", "telegram-trial", nil): self = .telegramTrial
        case ("me", "telegram-unlinking", nil): self = .telegramUnlinking
        case ("settings", nil, nil): self = .settings(.connection)
        case ("settings", "connection", nil): self = .connection
        case ("settings", "webhook-token", nil): self = .webhookToken
        case ("settings", "trusted-networks", nil): self = .trustedNetworks
        case ("settings", let topic?, nil) where SettingTopic(rawValue: topic) != nil:
            self = .settings(SettingTopic(rawValue: topic) ?? .connection)
        case ("settings", "history", nil): self = .settingVersions
        case ("settings", "history", _?): self.init(id, PageRoute.settingVersion)
        case ("what-if", nil, nil): self = .whatIf
        case ("numbers", nil, nil): self = .numbers
        case ("employees", nil, nil): self = .employees
        case ("employees", "new", nil): self = .newEmployee
        case ("employees", "phonet", nil): self = .phonetUsers
        case ("employees", "extensions", nil): self = .unownedExtensions
        case ("employees", _?, nil): self.init(id, PageRoute.employee)
        case ("employees", _?, "deletion"): self.init(id, PageRoute.employeeDeletion)
        case ("employees", _?, "invitation"): self.init(id, PageRoute.employeeInvitation)
        case ("lead-statuses", nil, nil): self = .leadStatuses
        case ("lead-statuses", _?, "deletion"): self.init(id, PageRoute.leadStatusDeletion)
        case ("lead-sources", nil, nil): self = .leadSources
        case ("lead-sources", _?, "deletion"): self.init(id, PageRoute.leadSourceDeletion)
        case ("call-categories", nil, nil): self = .callCategories
        case ("call-categories", _?, "deletion"): self.init(id, PageRoute.callCategoryDeletion)
        case ("lines", nil, nil): self = .lines
        case ("lines", _?, nil): self.init(id, PageRoute.line)
        case ("calls", nil, nil): self = .calls
        case ("calls", "export", nil): self = .callsExport
        case ("calls", "views", nil): self = .savedViews
        case ("calls", let uuid?, nil): self = .call(uuid)
        case ("calls", let uuid?, "recording"): self = .recording(uuid)
        case ("calls", let uuid?, "dismissal"): self = .callDismissal(uuid)
        case ("calls", let uuid?, "lead"): self = .callLead(uuid)
        case ("calls", let uuid?, "client"): self = .callClient(uuid)
        case ("calls", let uuid?, "note"): self = .callNote(uuid)
        case ("live", nil, nil): self = .live
        case ("widget", nil, nil): self = .widget
        case ("widget", "dialling", nil): self = .widgetDialling
        case ("notices", nil, nil): self = .notices
        case ("notices", _?, nil): self.init(id, PageRoute.notice)
        case ("audit", nil, nil): self = .audit
        case ("webhook-log", nil, nil): self = .webhookLog
        case ("webhook-log", "replays", nil): self = .webhookReplays
        case ("webhook-log", "quarantine", nil): self = .quarantine
        case ("webhook-log", _?, nil): self.init(id, PageRoute.webhookMessage)
        case ("tokens", nil, nil): self = .apiTokens
        case ("tokens", _?, "revocation"): self.init(id, PageRoute.apiTokenRevocation)
        case ("status", nil, nil): self = .status
        case ("crm", nil, nil): self = .crm
        case ("crm", "sso-secret", nil): self = .ssoSecret
        case ("crm", "sso-secret", "deletion"): self = .ssoSecretDeletion
        case ("crm", _?, nil): self.init(id, PageRoute.webhookEndpoint)
        case ("crm", _?, "deletion"): self.init(id, PageRoute.webhookEndpointDeletion)
        case ("crm", _?, "secret"): self.init(id, PageRoute.webhookSecret)
        case ("crm", _?, "test"): self.init(id, PageRoute.webhookTest)
        case ("crm", _?, "requeueing"): self.init(id, PageRoute.webhookRequeueing)
        case ("crm", _?, let seq?):
            guard let seq = Int64(seq), seq > 0 else { return nil }
            self.init(id) { .webhookDelivery($0, seq) }
        case ("reconciliation", nil, nil): self = .reconciliation
        case ("leads", nil, nil): self = .leads
        case ("leads", "new", nil): self = .newLead
        case ("leads", _?, nil): self.init(id, PageRoute.lead)
        case ("leads", _?, "edit"): self.init(id, PageRoute.leadEditing)
        case ("leads", _?, "status"): self.init(id, PageRoute.leadStatusChange)
        case ("leads", _?, "merge"): self.init(id, PageRoute.leadMerge)
        case ("leads", _?, "deletion"): self.init(id, PageRoute.leadDeletion)
        case ("clients", nil, nil): self = .clients
        case ("clients", "new", nil): self = .newClient
        case ("clients", _?, nil): self.init(id, PageRoute.client)
        case ("clients", _?, "edit"): self.init(id, PageRoute.clientEditing)
        case ("clients", _?, "merge"): self.init(id, PageRoute.clientMerge)
        case ("clients", _?, "deletion"): self.init(id, PageRoute.clientDeletion)
        case ("merges", _?, "undoing"): self.init(id, PageRoute.mergeUndoing)
        case ("attachments", _?, "undoing"): self.init(id, PageRoute.attachmentUndoing)
        case ("statistics", nil, nil): self = .statistics
        case ("search", nil, nil): self = .search
        case ("statistics", "export", nil): self = .statisticsExport
        case ("dialling", nil, nil): self = .diallings
        case ("dialling", _?, nil): self.init(id, PageRoute.dialling)
        case ("dialling", _?, "hang-up"): self.init(id, PageRoute.diallingHangUp)
        case ("board", nil, nil): self = .board
        case ("missed", nil, nil): self = .missedCases
        case ("missed", _?, "closing"): self.init(id, PageRoute.missedCaseClosing)
        case ("missed", _?, "reopening"): self.init(id, PageRoute.missedCaseReopening)
        case ("ignored-numbers", nil, nil): self = .ignoredNumbers
        case ("ignored-numbers", _?, "removal"): self.init(id, PageRoute.ignoredNumberRemoval)
        case ("privacy", nil, nil): self = .privacy
        case ("privacy", _?, nil): self.init(id, PageRoute.inquiry)
        case ("privacy", _?, "file"): self.init(id, PageRoute.inquiryFile)
        case ("privacy", _?, "erasure"): self.init(id, PageRoute.erasure)
        case ("imports", nil, nil): self = .imports
        case ("imports", _?, nil): self.init(id, PageRoute.importJob)
        case ("imports", _?, "run"): self.init(id, PageRoute.importRun)
        case ("imports", _?, "cancellation"): self.init(id, PageRoute.importCancellation)
        case ("imports", _?, "row-errors"): self.init(id, PageRoute.importRowErrors)
        case ("imports", _?, "calls-undoing"): self.init(id, PageRoute.importCallsUndoing)
        case ("sync-runs", _?, "calls-undoing"): self.init(id, PageRoute.syncCallsUndoing)
        case ("exports", let kind?, nil):
            guard let kind = ImportKind(rawValue: kind) else { return nil }
            self = .export(kind)
        default: return nil
        }
    }

    private init?(_ id: Int64?, _ route: (Int64) -> PageRoute) {
        guard let id, id > 0 else { return nil }
        self = route(id)
    }
}
