import CallRules
import HTTPTypes
import JSONText
import Store

extension API {
    func listClients(_ request: APIRequest) throws -> Answer {
        var query = Query(request.query)
        var filter = ClientFilter()
        filter.phone = query.phone("phone")
        filter.externalID = query.text("external_id")
        filter.text = query.text("q")
        if let text = filter.text, !(1...100).contains(text.unicodeScalars.count) {
            query.refuse("q", "must have 1 to 100 characters")
        }
        let page = query.page()
        try query.finish()
        return list(try store.clients(filter, page)) { json($0, request) }
    }

    func showClient(_ id: Int64, _ request: APIRequest) throws -> Answer {
        try store.client(Client.ID(id)).map { .json(json($0, request)) } ?? .notFound
    }

    func createClient(_ request: APIRequest) throws -> Answer {
        let row = try store.createClient(
            request.record(), by: request.author, at: request.now
        ).row()
        return created(.client(row.id.value), json(row, request), request)
    }

    func changeClient(_ id: Int64, _ request: APIRequest) throws -> Answer {
        let row = try store.updateClient(
            Client.ID(id), by: request.author, at: request.now, request.change()
        ).row()
        return .json(json(row, request))
    }

    func deleteClient(_ id: Int64, _ request: APIRequest) throws -> Answer {
        try store.deleteClient(Client.ID(id), by: request.author, at: request.now).answer
    }

    private func json(_ client: ClientRow, _ request: APIRequest) -> JSON {
        let links = CRMLinks(settings: store.settings.settings, base: request.addresses.pages)
        let phone = client.details.phones.lazy.compactMap(\.e164).first
        let url = links.card(CustomerCard(client), phone: phone)
        return .object(client.members + [("url", .string(url))])
    }
}

extension ClientRow {
    /// The members of a client in the API, without `url`.
    var members: [(String, JSON)] {
        [
            ("id", .integer(id.value)),
            ("version", .integer(version)),
            ("external_id", .text(details.externalID)),
            ("name", .string(details.name)),
            ("company", .text(details.company)),
            ("phones", .list(details.phones.map { .text($0.e164) })),
            ("admin_employee_ids", .list(details.adminIDs.map { .integer($0.value) })),
        ]
    }
}

extension ClientDetails: FieldRecord {
    mutating func take(_ fields: inout Fields) {
        fields.text("external_id", into: &externalID)
        fields.text("url", into: &url)
        fields.text("name", into: &name)
        fields.text("company", into: &company)
        fields.phones("phones", into: &phones)
        fields.ids("admin_employee_ids", into: &adminIDs)
    }
}
