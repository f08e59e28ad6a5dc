import CallRules
import HTTPTypes
import JSONText
import Store

extension API {
    func listLeadStatuses(_ request: APIRequest) throws -> Answer {
        list(try store.leadStatuses(try request.page()), JSON.init)
    }

    func showLeadStatus(_ id: Int64, _ request: APIRequest) throws -> Answer {
        try store.leadStatus(LeadStatus.ID(id)).map { .json(JSON($0)) } ?? .notFound
    }

    func createLeadStatus(_ request: APIRequest) throws -> Answer {
        let row = try store.createLeadStatus(
            request.record(), by: request.author, at: request.now
        ).row()
        return created(.leadStatus(row.id.value), JSON(row), request)
    }

    func changeLeadStatus(_ id: Int64, _ request: APIRequest) throws -> Answer {
        let row = try store.updateLeadStatus(
            LeadStatus.ID(id), by: request.author, at: request.now, request.change()
        ).row()
        return .json(JSON(row))
    }

    func deleteLeadStatus(_ id: Int64, _ request: APIRequest) throws -> Answer {
        try store.deleteLeadStatus(LeadStatus.ID(id), by: request.author, at: request.now).answer
    }
}

extension LeadStatusDetails: FieldRecord {
    mutating func take(_ fields: inout Fields) {
        fields.text("name", into: &name)
        fields.choice("kind", into: &kind)
        fields.number("position", into: &position)
        fields.truth("is_default", into: &isDefault)
    }
}

extension JSON {
    init(_ status: LeadStatus) {
        self = .object([
            ("id", .integer(status.id.value)),
            ("name", .string(status.name)),
            ("kind", .string(status.kind.rawValue)),
            ("position", .number(status.position)),
            ("is_default", .truth(status.isDefault)),
        ])
    }
}
