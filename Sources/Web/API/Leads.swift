import CallRules
import HTTPTypes
import JSONText
import Store

extension API {
    func listLeads(_ request: APIRequest) throws -> Answer {
        var query = Query(request.query)
        var filter = LeadFilter()
        filter.phone = query.phone("phone")
        filter.externalID = query.text("external_id")
        filter.statusID = query.id("status_id")
        filter.responsibleID = query.id("responsible_employee_id")
        filter.changedAfter = query.changedAfter(in: store.settings.settings, at: request.now)
        let page = query.page()
        try query.finish()
        return list(try store.leads(filter, page, seenBy: .program)) { records(request).lead($0) }
    }

    func showLead(_ id: Int64, _ request: APIRequest) throws -> Answer {
        try store.lead(Lead.ID(id), seenBy: .program).map {
            .json(records(request).lead($0)).versioned($0.version)
        } ?? .notFound
    }

    func createLead(_ request: APIRequest) throws -> Answer {
        let answer: @Sendable (LeadRow) -> Answer = {
            created(.lead($0.id.value), records(request).lead($0), request).versioned($0.version)
        }
        let row = try store.createLead(
            request.record(), origin: .api, by: request.author, at: request.now,
            keeping: request.keeping(answer)
        ).row()
        return answer(row)
    }

    func changeLead(_ id: Int64, _ request: APIRequest) throws -> Answer {
        let row = try store.updateLead(
            Lead.ID(id), if: request.precondition(), by: request.author, at: request.now,
            request.change()
        ).row()
        return .json(records(request).lead(row)).versioned(row.version)
    }

    func deleteLead(_ id: Int64, _ request: APIRequest) throws -> Answer {
        try store.deleteLead(
            Lead.ID(id), if: request.precondition(), by: request.author, at: request.now
        ).answer
    }
}

extension LeadDetails: FieldRecord {
    mutating func take(_ fields: inout Fields) {
        fields.text("external_id", into: &externalID)
        fields.text("url", into: &url)
        fields.text("name", into: &name)
        fields.phones("phones", into: &phones)
        if let value = fields.take("status_id") {
            if let number = value.wholeNumber {
                statusID = LeadStatus.ID(number)
            } else {
                fields.refuse("status_id", "must be an id")
            }
        }
        fields.id("source_id", into: &sourceID)
        fields.id("responsible_employee_id", into: &responsibleID)
    }
}

extension RecordJSON {
    /// A lead as the API shows it.
    func lead(_ lead: LeadRow) -> JSON {
        let url = JSON.string(
            links.card(
                CustomerCard(lead), phone: lead.details.phones.lazy.compactMap(\.e164).first))
        return .object(lead.members + [("url", url), ("card_url", url)])
    }
}

extension LeadRow {
    /// The members of a lead in the API and in exports, without its addresses.
    var members: [(String, JSON)] {
        [
            ("id", .integer(id.value)),
            ("version", .integer(version)),
            ("external_id", .text(details.externalID)),
            ("name", .string(details.name)),
            ("phones", .list(details.phones.map { .text($0.e164) })),
            ("other_phones", .list(details.otherPhones.map { .string($0) })),
            ("status_id", .id(details.statusID)),
            ("source_id", .id(details.sourceID)),
            ("responsible_employee_id", .id(details.responsibleID)),
            ("responsible_external_id", .text(responsibleExternalID)),
            ("origin", .string(origin.rawValue)),
            ("call_uuid", .text(callUUID)),
            ("created_at", .time(createdAt)),
            ("updated_at", .time(updatedAt)),
        ]
    }
}
