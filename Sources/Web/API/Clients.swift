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
        return list(try store.clients(filter, page, seenBy: .program)) {
            records(request).client($0)
        }
    }

    func showClient(_ id: Int64, _ request: APIRequest) throws -> Answer {
        try store.client(Client.ID(id), seenBy: .program).map {
            .json(records(request).client($0)).versioned($0.version)
        } ?? .notFound
    }

    func createClient(_ request: APIRequest) throws -> Answer {
        let answer: @Sendable (ClientRow) -> Answer = {
            created(.client($0.id.value), records(request).client($0), request).versioned(
                $0.version)
        }
        let row = try store.createClient(
            request.record(), by: request.author, at: request.now,
            keeping: request.keeping(answer)
        ).row()
        return answer(row)
    }

    func changeClient(_ id: Int64, _ request: APIRequest) throws -> Answer {
        let row = try store.updateClient(
            Client.ID(id), if: request.precondition(), by: request.author, at: request.now,
            request.change()
        ).row()
        return .json(records(request).client(row)).versioned(row.version)
    }

    func deleteClient(_ id: Int64, _ request: APIRequest) throws -> Answer {
        try store.deleteClient(
            Client.ID(id), if: request.precondition(), by: request.author, at: request.now
        ).answer
    }
}

extension RecordJSON {
    /// A client as the API shows it.
    func client(_ client: ClientRow) -> JSON {
        let url = JSON.string(
            links.card(
                CustomerCard(client), phone: client.details.phones.lazy.compactMap(\.e164).first))
        return .object(client.members + [("url", url), ("card_url", url)])
    }
}

extension ClientRow {
    /// The members of a client in the API and in exports, without its addresses.
    var members: [(String, JSON)] {
        [
            ("id", .integer(id.value)),
            ("version", .integer(version)),
            ("external_id", .text(details.externalID)),
            ("name", .string(details.name)),
            ("company", .text(details.company)),
            ("phones", .list(details.phones.map { .text($0.e164) })),
            ("other_phones", .list(details.otherPhones.map { .string($0) })),
            ("admin_employee_ids", .list(details.adminIDs.map { .integer($0.value) })),
            ("admin_external_ids", .list(adminExternalIDs.map { .text($0) })),
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
