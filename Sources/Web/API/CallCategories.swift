import CallRules
import HTTPTypes
import JSONText
import Store

extension API {
    func listCallCategories(_ request: APIRequest) throws -> Answer {
        list(try store.callCategories(try request.page()), JSON.init)
    }

    func showCallCategory(_ id: Int64, _ request: APIRequest) throws -> Answer {
        try store.callCategory(CallCategory.ID(id)).map {
            .json(JSON($0)).versioned(try store.version(of: $0.id))
        } ?? .notFound
    }

    func createCallCategory(_ request: APIRequest) throws -> Answer {
        let answer: @Sendable (CallCategory) -> Answer = {
            created(.callCategory($0.id.value), JSON($0), request)
        }
        let row = try store.createCallCategory(
            request.record(), by: request.author, at: request.now,
            keeping: request.keeping(answer)
        ).row()
        return answer(row).versioned(1)
    }

    func changeCallCategory(_ id: Int64, _ request: APIRequest) throws -> Answer {
        let row = try store.updateCallCategory(
            CallCategory.ID(id), if: request.precondition(), by: request.author, at: request.now,
            request.change()
        ).row()
        return .json(JSON(row)).versioned(try store.version(of: row.id))
    }

    func deleteCallCategory(_ id: Int64, _ request: APIRequest) throws -> Answer {
        try store.deleteCallCategory(
            CallCategory.ID(id), if: request.precondition(), by: request.author, at: request.now
        ).answer
    }
}

extension JSON {
    init(_ category: CallCategory) {
        self = .object([
            ("id", .integer(category.id.value)),
            ("name", .string(category.name)),
            ("position", .number(category.position)),
        ])
    }
}
