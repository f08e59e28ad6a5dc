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
        case .employees: [.get(showEmployees)]
        case .newEmployee: [.get(showNewEmployee), .post(addEmployee)]
        case .employee(let id): [.get(showEmployee(id)), .post(saveEmployee(id))]
        case .employeeDeletion(let id): [.get(askAboutEmployee(id)), .post(deleteEmployee(id))]
        case .employeeInvitation(let id): [.post(inviteEmployee(id))]
        case .phonetUsers: [.get(showPhonetUsers), .post(takeFromPhonet)]
        case .unownedExtensions: [.post(assignExtension)]
        case .leadStatuses: [.get(showStages), .post(saveLeadStatuses)]
        case .leadStatusDeletion(let id):
            [.get(askAboutLeadStatus(id)), .post(deleteLeadStatus(id))]
        case .leadSources: [.post(saveLeadSources)]
        case .leadSourceDeletion(let id):
            [.get(askAboutLeadSource(id)), .post(deleteLeadSource(id))]
        }
    }
}
