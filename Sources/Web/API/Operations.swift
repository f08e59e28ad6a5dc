import HTTPTypes

/// A request handler for one method of one address.
struct Operation {
    typealias Run = (APIRequest) throws -> Answer

    let method: HTTPRequest.Method
    /// Whether it makes something, so that `Idempotency-Key` counts.
    var takesKey = false
    let run: Run

    /// GET with query parameters, which `run` checks. Every other operation refuses parameters.
    static func list(_ run: @escaping Run) -> Operation { Operation(method: .get, run: run) }
    static func get(_ run: @escaping Run) -> Operation { plain(.get, run) }
    static func post(_ run: @escaping Run) -> Operation { plain(.post, run) }
    /// A POST that makes something.
    static func create(_ run: @escaping Run) -> Operation {
        var operation = plain(.post, run)
        operation.takesKey = true
        return operation
    }
    static func put(_ run: @escaping Run) -> Operation { plain(.put, run) }
    static func patch(_ run: @escaping Run) -> Operation { plain(.patch, run) }
    static func delete(_ run: @escaping Run) -> Operation { plain(.delete, run) }

    private static func plain(_ method: HTTPRequest.Method, _ run: @escaping Run) -> Operation {
        Operation(method: method) { request in
            try Query(request.query).finish()
            return try run(request)
        }
    }
}

extension API {
    /// The operations at each address of the API.
    func operations(_ route: APIRoute) -> [Operation] {
        switch route {
        case .settings:
            [.get(showSettings), .patch(changeSettings)]
        case .employees:
            [.list(listEmployees), .create(createEmployee)]
        case .employee(let id):
            [
                .get { try showEmployee(id, $0) }, .patch { try changeEmployee(id, $0) },
                .delete { try deleteEmployee(id, $0) },
            ]
        case .byExternalID(let kind, let id):
            [
                Operation(method: .get) { try show(kind, id, $0) },
                Operation(method: .put) { try put(kind, id, $0) },
                Operation(method: .delete) { try delete(kind, id, $0) },
            ]
        case .part(.presence, let id):
            [.put { try setPresence(id, $0) }]
        case .part(.signInLinks, let id):
            [.post { try createSignInLink(id, $0) }]
        case .part(.sessions, let id):
            [.delete { try endSessions(id, $0) }]
        case .partByExternalID(.presence, let id):
            [Operation(method: .put) { try setPresence(named(id, $0), $0) }]
        case .partByExternalID(.signInLinks, let id):
            [Operation(method: .post) { try createSignInLink(named(id, $0), $0) }]
        case .partByExternalID(.sessions, let id):
            [Operation(method: .delete) { try endSessions(named(id, $0), $0) }]
        case .ssoSecret:
            [.post(renewSSOSecret), .delete(deleteSSOSecret)]
        case .sync(let kind):
            [
                Operation(method: .post) { request in
                    var whole: [UInt8]? = request.body
                    return try sync(kind, request) {
                        defer { whole = nil }
                        return whole
                    }
                }
            ]
        case .clients:
            [.list(listClients), .create(createClient)]
        case .client(let id):
            [
                .get { try showClient(id, $0) }, .patch { try changeClient(id, $0) },
                .delete { try deleteClient(id, $0) },
            ]
        case .leads:
            [.list(listLeads), .create(createLead)]
        case .lead(let id):
            [
                .get { try showLead(id, $0) }, .patch { try changeLead(id, $0) },
                .delete { try deleteLead(id, $0) },
            ]
        case .leadStatuses:
            [.list(listLeadStatuses), .create(createLeadStatus)]
        case .leadStatus(let id):
            [
                .get { try showLeadStatus(id, $0) }, .patch { try changeLeadStatus(id, $0) },
                .delete { try deleteLeadStatus(id, $0) },
            ]
        case .leadSources:
            [.list(listLeadSources), .create(createLeadSource)]
        case .leadSource(let id):
            [
                .get { try showLeadSource(id, $0) }, .patch { try changeLeadSource(id, $0) },
                .delete { try deleteLeadSource(id, $0) },
            ]
        case .callCategories:
            [.list(listCallCategories), .create(createCallCategory)]
        case .callCategory(let id):
            [
                .get { try showCallCategory(id, $0) }, .patch { try changeCallCategory(id, $0) },
                .delete { try deleteCallCategory(id, $0) },
            ]
        case .lines:
            [.list(listLines)]
        case .line(let id):
            [.get { try showLine(id, $0) }, .patch { try changeLine(id, $0) }]
        case .calls:
            [.list(listCalls), .create(dial)]
        case .call(let uuid):
            [.get { try showCall(uuid, $0) }, .patch { try changeCall(uuid, $0) }]
        case .recording(let uuid):
            [.get { try playRecording(uuid, $0) }]
        case .hangUp(let uuid):
            [.post { try hangUp(uuid, $0) }]
        case .ignoredNumbers:
            [.list(listIgnoredNumbers), .create(createIgnoredNumber)]
        case .ignoredNumber(let id):
            [
                .get { try showIgnoredNumber(id, $0) }, .patch { try changeIgnoredNumber(id, $0) },
                .delete { try deleteIgnoredNumber(id, $0) },
            ]
        case .missedCalls:
            [.list(listMissedCalls)]
        case .missedCall(let id):
            [.get { try showMissedCall(id, $0) }]
        case .events:
            [.list(listEvents)]
        case .notifications:
            [.list(listNotifications)]
        case .simulations:
            [.post(simulate)]
        case .statistics:
            [.list(showStatistics)]
        case .search:
            [.list(search)]
        case .webhookMessages:
            [.list(listWebhookMessages)]
        case .webhookMessage(let id):
            [.get { try showWebhookMessage(id, $0) }]
        case .replay(let id):
            [.post { try replayMessage(id, $0) }]
        case .webhookEndpoints:
            [.get(listWebhookEndpoints), .post(createWebhookEndpoint)]
        case .webhookEndpoint(let id):
            [
                .get { try showWebhookEndpoint(id, $0) },
                .patch { try changeWebhookEndpoint(id, $0) },
                .delete { try deleteWebhookEndpoint(id, $0) },
            ]
        case .webhookSecret(let id):
            [.post { try renewWebhookSecret(id, $0) }]
        case .webhookTest(let id):
            [.post { try testWebhookEndpoint(id, $0) }]
        case .webhookDeliveries(let id):
            [.list { try listWebhookDeliveries(id, $0) }]
        case .webhookRetry(let id, let seq):
            [.post { try retryWebhookDelivery(id, seq, $0) }]
        case .webhookReplay(let id):
            [.post { try replayWebhooks(id, $0) }]
        }
    }
}
