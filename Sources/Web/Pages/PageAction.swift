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
        case .settings: []
        case .connection: []
        case .webhookToken: []
        case .trustedNetworks: []
        case .settingVersions: []
        case .settingVersion: []
        case .whatIf: []
        case .numbers: []
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
