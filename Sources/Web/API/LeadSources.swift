import CallRules
import HTTPTypes
import JSONText
import Store

extension API {
    func listLeadSources(_ request: APIRequest) throws -> Answer {
        list(try store.leadSources(try request.page()), JSON.init)
    }

    func showLeadSource(_ id: Int64, _ request: APIRequest) throws -> Answer {
        try store.leadSource(LeadSource.ID(id)).map { .json(JSON($0)) } ?? .notFound
    }

    func createLeadSource(_ request: APIRequest) throws -> Answer {
        let row = try store.createLeadSource(
            request.record(), by: request.author, at: request.now
        ).row()
        return created(.leadSource(row.id.value), JSON(row), request)
    }

    func changeLeadSource(_ id: Int64, _ request: APIRequest) throws -> Answer {
        let row = try store.updateLeadSource(
            LeadSource.ID(id), by: request.author, at: request.now, request.change()
        ).row()
        return .json(JSON(row))
    }

    func deleteLeadSource(_ id: Int64, _ request: APIRequest) throws -> Answer {
        try store.deleteLeadSource(LeadSource.ID(id), by: request.author, at: request.now).answer
    }
}

extension LeadSourceDetails: FieldRecord {
    mutating func take(_ fields: inout Fields) {
        fields.text("name", into: &name)
        fields.number("position", into: &position)
    }
}

extension JSON {
    init(_ source: LeadSource) {
        self = .object([
            ("id", .integer(source.id.value)),
            ("name", .string(source.name)),
            ("position", .number(source.position)),
        ])
    }
}
