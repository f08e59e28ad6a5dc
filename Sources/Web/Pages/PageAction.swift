import HTTPTypes
import Store

/// One method of one page.
struct PageAction {
    typealias Run = (PageVisit) throws -> Answer

    let method: HTTPRequest.Method
    let run: Run

    static func get(_ run: @escaping Run) -> PageAction { PageAction(method: .get, run: run) }
    static func post(_ run: @escaping Run) -> PageAction { PageAction(method: .post, run: run) }

    /// A POST that gives somebody access, or decides whom the gateway believes: it asks for the
    /// password again. A form of which only some fields do so calls `PageVisit.askPassword` itself.
    static func guarded(_ run: @escaping Run) -> PageAction {
        .post { visit in
            try visit.askPassword()
            return try run(visit)
        }
    }
}

extension Pages {
    /// The methods of each page with the function that answers. `PageRoute.access` says who may
    /// open it.
    func actions(_ route: PageRoute) -> [PageAction] {
        switch route {
        case .home: [.get(showHome)]
        case .setup(token: nil): [.get(showWayToSetup)]
        case .setup(let token?):
            [.get { try showSetup(token, $0) }, .post { try setUp(token, $0) }]
        case .invitation(let token):
            [.get { try showInvitation(token, $0) }, .post { try acceptInvitation(token, $0) }]
        case .signIn: [.get(showSignIn), .post(signIn)]
        case .enter(let token): [.get { try enter(token, $0) }]
        case .sso: [.get(enterBySSO)]
        case .signOut: [.post(signOut)]
        case .appearance: [.post(chooseAppearance)]
        case .me: [.get(showMe)]
        case .password: [.post(changePassword)]
        case .sessions: [.post(signOutElsewhere)]
        case .fullRole: [.guarded(raiseRole)]
        case .noticePreference: [.post(saveNoticePreference)]
        case .pushSubscriptions: [.post(subscribe)]
        case .pushTrials: [.post(tryOutBrowser)]
        case .pushRemovals: [.post(unsubscribe)]
        case .telegramCode: [.post(makeTelegramCode)]
        case .telegramTrial: [.post(tryOutTelegram)]
        case .telegramUnlinking: [.post(unlinkTelegram)]
        case .settings(let topic): [.get(showSettings(topic)), .post(saveSettings(topic))]
        case .connection: [.post(checkConnection)]
        case .webhookToken: [.guarded(makeWebhookToken)]
        case .trustedNetworks: [.guarded(trustNetwork)]
        case .settingVersions: [.get(showSettingVersions)]
        case .settingVersion: [.get(showSettingVersion), .guarded(rollBackSettings)]
        case .whatIf: [.get(showWhatIf)]
        case .numbers: [.get(showNumbers)]
        case .employees: [.get(showEmployees)]
        case .newEmployee: [.get(showNewEmployee), .post(addEmployee)]
        case .employee(let id): [.get(showEmployee(id)), .post(saveEmployee(id))]
        case .employeeDeletion(let id):
            [.get(confirmEmployeeDeletion(id)), .post(deleteEmployee(id))]
        case .employeeInvitation(let id): [.guarded(inviteEmployee(id))]
        case .phonetUsers: [.get(showPhonetUsers), .post(takeFromPhonet)]
        case .unownedExtensions: [.post(assignExtension)]
        case .leadStatuses: [.get(showLeadStatuses), .post(saveLeadStatuses)]
        case .leadStatusDeletion(let id):
            [.get(confirmLeadStatusDeletion(id)), .post(deleteLeadStatus(id))]
        case .leadSources: [.post(saveLeadSources)]
        case .leadSourceDeletion(let id):
            [.get(confirmLeadSourceDeletion(id)), .post(deleteLeadSource(id))]
        case .callCategories: [.post(saveCallCategories)]
        case .callCategoryDeletion(let id):
            [.get(confirmCallCategoryDeletion(id)), .post(deleteCallCategory(id))]
        case .lines: [.get(showLines)]
        case .line(let id): [.get(showLine(id)), .post(saveLine(id))]
        case .calls: [.get(showCalls)]
        case .callsExport: [.get(exportCalls)]
        case .savedViews: [.post(changeSavedViews)]
        case .call(let uuid): [.get(showCall(uuid))]
        case .recording(let uuid): [.get(playRecording(uuid))]
        case .callDismissal(let uuid): [.post(dismissCall(uuid))]
        case .callLead(let uuid):
            [.get(showCallOwner(.lead, uuid)), .post(setCallLead(uuid))]
        case .callClient(let uuid):
            [.get(showCallOwner(.client, uuid)), .post(setCallOwner(.client, uuid))]
        case .callNote(let uuid): [.post(saveCallNote(uuid))]
        case .live: [.get(pollLive)]
        case .board: [.get(showBoard)]
        case .widget: [.get(showWidget)]
        case .widgetDialling: [.post(dialFromWidget)]
        case .notices: [.get(showNotices), .post(seeNotices)]
        case .notice(let id): [.post(openNotice(id))]
        case .audit: [.get(showAudit)]
        case .webhookLog: [.get(showMessages)]
        case .webhookMessage(let id): [.get(showMessage(id))]
        case .webhookReplays: [.post(replayMessages)]
        case .quarantine: [.get(showQuarantine)]
        case .apiTokens: [.get(showAPITokens), .guarded(makeAPIToken)]
        case .apiTokenRevocation(let id):
            [.get(confirmAPITokenRevocation(id)), .post(revokeAPIToken(id))]
        case .status: [.get(showStatus)]
        case .crm: [.get(showCRM), .guarded(addWebhookEndpoint)]
        case .ssoSecret: [.guarded(makeSSOSecret)]
        case .ssoSecretDeletion: [.guarded(removeSSOSecret)]
        case .webhookEndpoint(let id):
            [.get(showWebhookEndpoint(id)), .guarded(saveWebhookEndpoint(id))]
        case .webhookEndpointDeletion(let id):
            [.get(confirmWebhookEndpointDeletion(id)), .post(deleteWebhookEndpoint(id))]
        case .webhookSecret(let id): [.guarded(renewWebhookSecret(id))]
        case .webhookTest(let id): [.post(testWebhookEndpoint(id))]
        case .webhookRequeueing(let id): [.post(requeueWebhooks(id))]
        case .webhookDelivery(let id, let seq):
            [.get(showWebhookDelivery(id, seq)), .post(retryWebhookDelivery(id, seq))]
        case .reconciliation: [.get(showReconciliation), .post(beginReconciliation)]
        case .leads: [.get(showLeads)]
        case .newLead: [.get(showNewLead), .post(addLead)]
        case .lead(let id): [.get(show(LeadCard.self, id))]
        case .leadEditing(let id):
            [.get(showForm(LeadCard.self, id)), .post(save(LeadCard.self, id))]
        case .leadStatusChange(let id): [.post(setLeadStatus(id))]
        case .leadMerge(let id):
            [.get(showMerge(LeadCard.self, id)), .post(merge(LeadCard.self, id))]
        case .leadDeletion(let id):
            [.get(confirmDeletion(LeadCard.self, id)), .post(delete(LeadRow.self, id))]
        case .clients: [.get(showClients)]
        case .newClient: [.get(showNewClient), .post(addClient)]
        case .client(let id): [.get(show(ClientCard.self, id))]
        case .clientEditing(let id):
            [.get(showForm(ClientCard.self, id)), .post(save(ClientCard.self, id))]
        case .clientMerge(let id):
            [.get(showMerge(ClientCard.self, id)), .post(merge(ClientCard.self, id))]
        case .clientDeletion(let id):
            [.get(confirmDeletion(ClientCard.self, id)), .post(delete(ClientRow.self, id))]
        case .mergeUndoing(let id): [.post(undoMerge(id))]
        case .attachmentUndoing(let id): [.post(undoAttachment(id))]
        case .statistics: [.get(showStatistics)]
        case .search: [.get(showSearch)]
        case .statisticsExport: [.get(exportStatistics)]
        case .diallings: [.post(dial)]
        case .dialling(let id): [.get(showDialling(id))]
        case .diallingHangUp(let id): [.post(hangUpDialling(id))]
        case .missedCases: [.get(showMissedCases)]
        case .missedCaseClosing(let id): [.post(closeMissedCase(id))]
        case .missedCaseReopening(let id): [.post(reopenMissedCase(id))]
        case .ignoredNumbers: [.get(showIgnoredNumbers), .post(ignoreNumber)]
        case .ignoredNumberRemoval(let id): [.post(stopIgnoring(id))]
        case .privacy: [.get(showPrivacy), .post(inquire)]
        case .inquiry(let id): [.get(showInquiry(id))]
        case .inquiryFile(let id): [.get(exportInquiry(id))]
        case .erasure(let id): [.post(eraseNumber(id))]
        case .imports: [.get(showImports), .post(uploadImport)]
        case .importJob(let id): [.get(showImport(id)), .post(checkImport(id))]
        case .importRun(let id): [.post(runImport(id))]
        case .importCancellation(let id): [.post(cancelImport(id))]
        case .importRowErrors(let id): [.get(downloadImportRowErrors(id))]
        case .importCallsUndoing(let id): [.post(undoCalls(.importJob(ImportJob.ID(id))))]
        case .syncCallsUndoing(let id): [.post(undoCalls(.sync(SyncRun.ID(id))))]
        case .export(let kind): [.get(export(kind))]
        }
    }
}
