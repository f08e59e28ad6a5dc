import HTTPTypes

/// One method of one page.
struct PageAction {
    typealias Run = (PageVisit) throws -> Answer

    let method: HTTPRequest.Method
    let run: Run

    static func get(_ run: @escaping Run) -> PageAction { PageAction(method: .get, run: run) }
    static func post(_ run: @escaping Run) -> PageAction { PageAction(method: .post, run: run) }
}

extension Pages {
    /// What can be done at each page: the table of contents. Who may come is `PageRoute.access`.
    func actions(_ route: PageRoute) -> [PageAction] {
        switch route {
        case .home: [.get(showHome)]
        case .setup: []
        case .invitation: []
        case .signIn: []
        case .signOut: []
        case .appearance: [.post(chooseAppearance)]
        case .me: []
        case .password: []
        case .sessions: []
        case .settings: [.get(showSettings), .post(saveSettings)]
        case .connection: [.post(checkConnection)]
        case .webhookToken: [.post(makeWebhookToken)]
        case .trustedNetworks: [.post(trustNetwork)]
        case .settingVersions: [.get(showSettingVersions)]
        case .settingVersion: [.get(showSettingVersion), .post(rollBackSettings)]
        case .whatIf: [.get(showWhatIf)]
        case .numbers: [.get(showNumbers)]
        case .employees: []
        case .newEmployee: []
        case .employee: []
        case .employeeDeletion: []
        case .employeeInvitation: []
        case .phonetUsers: []
        case .unownedExtensions: []
        case .leadStatuses: []
        case .leadStatus: []
        case .leadStatusDeletion: []
        case .leadSources: []
        case .leadSource: []
        case .leadSourceDeletion: []
        }
    }
}
