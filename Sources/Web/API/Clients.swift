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
        filter.changedAfter = query.changedAfter(in: store.settings.settings, at: request.now)
        let page = query.page()
        try query.finish()
        return list(try store.clients(filter, page)) { records(request).client($0) }
    }

    func showClient(_ id: Int64, _ request: APIRequest) throws -> Answer {
        try store.client(Client.ID(id)).map { .json(records(request).client($0)) } ?? .notFound
    }

    func createClient(_ request: APIRequest) throws -> Answer {
        let row = try store.createClient(
            request.record(), by: request.author, at: request.now
        ).row()
        return created(.client(row.id.value), records(request).client(row), request)
    }

    func changeClient(_ id: Int64, _ request: APIRequest) throws -> Answer {
        let row = try store.updateClient(
            Client.ID(id), by: request.author, at: request.now, request.change()
        ).row()
        return .json(records(request).client(row))
    }

    func deleteClient(_ id: Int64, _ request: APIRequest) throws -> Answer {
        try store.deleteClient(Client.ID(id), by: request.author, at: request.now).answer
    }
}

extension RecordJSON {
    /// A client as the API shows it.
    func client(_ client: ClientRow) -> JSON {
        let url = JSON.string(
            links.card(
                CustomerCard(client), phone: client.details.phones.lazy.compactMap(\.e164).first))
        return .object(client.members + [("url", url)])
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
