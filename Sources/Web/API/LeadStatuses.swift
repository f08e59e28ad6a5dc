import CallRules
import HTTPTypes
import JSONText
import Store

extension API {
    func listLeadStatuses(_ request: APIRequest) throws -> Answer {
        list(try store.leadStatuses(try request.page()), JSON.init)
    }

    func showLeadStatus(_ id: Int64, _ request: APIRequest) throws -> Answer {
        try store.leadStatus(LeadStatus.ID(id)).map {
            .json(JSON($0)).versioned(try store.version(of: $0.id))
        } ?? .notFound
    }

    func createLeadStatus(_ request: APIRequest) throws -> Answer {
        let answer: @Sendable (LeadStatus) -> Answer = {
            created(.leadStatus($0.id.value), JSON($0), request)
        }
        let row = try store.createLeadStatus(
            request.record(), by: request.author, at: request.now,
            keeping: request.keeping(answer)
        ).row()
        return answer(row).versioned(1)
    }

    func changeLeadStatus(_ id: Int64, _ request: APIRequest) throws -> Answer {
        let row = try store.updateLeadStatus(
            LeadStatus.ID(id), if: request.precondition(), by: request.author, at: request.now,
            request.change()
        ).row()
        return .json(JSON(row)).versioned(try store.version(of: row.id))
    }

    func deleteLeadStatus(_ id: Int64, _ request: APIRequest) throws -> Answer {
        try store.deleteLeadStatus(
            LeadStatus.ID(id), if: request.precondition(), by: request.author, at: request.now
        ).answer
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
