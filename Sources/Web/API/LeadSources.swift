import CallRules
import HTTPTypes
import JSONText
import Store

extension API {
    func listLeadSources(_ request: APIRequest) throws -> Answer {
        list(try store.leadSources(try request.page()), JSON.init)
    }

    func showLeadSource(_ id: Int64, _ request: APIRequest) throws -> Answer {
        try store.leadSource(LeadSource.ID(id)).map {
            .json(JSON($0)).versioned(try store.version(of: $0.id))
        } ?? .notFound
    }

    func createLeadSource(_ request: APIRequest) throws -> Answer {
        let answer: @Sendable (LeadSource) -> Answer = {
            created(.leadSource($0.id.value), JSON($0), request)
        }
        let row = try store.createLeadSource(
            request.record(), by: request.author, at: request.now,
            keeping: request.keeping(answer)
        ).row()
        return answer(row).versioned(1)
    }

    func changeLeadSource(_ id: Int64, _ request: APIRequest) throws -> Answer {
        let row = try store.updateLeadSource(
            LeadSource.ID(id), if: request.precondition(), by: request.author, at: request.now,
            request.change()
        ).row()
        return .json(JSON(row)).versioned(try store.version(of: row.id))
    }

    func deleteLeadSource(_ id: Int64, _ request: APIRequest) throws -> Answer {
        try store.deleteLeadSource(
            LeadSource.ID(id), if: request.precondition(), by: request.author, at: request.now
        ).answer
    }
}

extension NamedItemDetails: FieldRecord {
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
