import HTTPTypes

/// One method of one address.
struct Operation {
    typealias Run = (APIRequest) throws -> Answer

    let method: HTTPRequest.Method
    let run: Run

    static func get(_ run: @escaping Run) -> Operation { Operation(method: .get, run: run) }
    static func post(_ run: @escaping Run) -> Operation { Operation(method: .post, run: run) }
    static func put(_ run: @escaping Run) -> Operation { Operation(method: .put, run: run) }
    static func patch(_ run: @escaping Run) -> Operation { Operation(method: .patch, run: run) }
    static func delete(_ run: @escaping Run) -> Operation { Operation(method: .delete, run: run) }
}

extension API {
    /// What can be done at each address: the table of contents of the API.
    func operations(_ route: APIRoute) -> [Operation] {
        switch route {
        case .settings:
            [.get(showSettings), .patch(changeSettings)]
        case .employees:
            [.get(listEmployees), .post(createEmployee)]
        case .employee(let id):
            [
                .get { try showEmployee(id, $0) }, .patch { try changeEmployee(id, $0) },
                .delete { try deleteEmployee(id, $0) },
            ]
        case .presence(let id):
            [.put { try setPresence(id, $0) }]
        case .clients:
            [.get(listClients), .post(createClient)]
        case .client(let id):
            [
                .get { try showClient(id, $0) }, .patch { try changeClient(id, $0) },
                .delete { try deleteClient(id, $0) },
            ]
        case .leads:
            [.get(listLeads), .post(createLead)]
        case .lead(let id):
            [
                .get { try showLead(id, $0) }, .patch { try changeLead(id, $0) },
                .delete { try deleteLead(id, $0) },
            ]
        case .leadStatuses:
            [.get(listLeadStatuses), .post(createLeadStatus)]
        case .leadStatus(let id):
            [
                .get { try showLeadStatus(id, $0) }, .patch { try changeLeadStatus(id, $0) },
                .delete { try deleteLeadStatus(id, $0) },
            ]
        case .leadSources:
            [.get(listLeadSources), .post(createLeadSource)]
        case .leadSource(let id):
            [
                .get { try showLeadSource(id, $0) }, .patch { try changeLeadSource(id, $0) },
                .delete { try deleteLeadSource(id, $0) },
            ]
        case .calls:
            [.get(listCalls)]
        case .call(let uuid):
            [.get { try showCall(uuid, $0) }]
        case .notifications:
            [.get(listNotifications)]
        case .simulations:
            [.post(simulate)]
        case .webhookMessages:
            [.get(listWebhookMessages)]
        case .replay(let id):
            [.post { try replayMessage(id, $0) }]
        }
    }
}
