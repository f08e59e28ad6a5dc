import CallRules
import HTTPTypes
import JSONText
import Store

extension API {
    func listIgnoredNumbers(_ request: APIRequest) throws -> Answer {
        list(try store.ignoredNumbers(try request.page(), seenBy: .program)) { JSON($0) }
    }

    func showIgnoredNumber(_ id: Int64, _ request: APIRequest) throws -> Answer {
        try store.ignoredNumber(IgnoredNumber.ID(id), seenBy: .program).map {
            .json(JSON($0)).versioned($0.version)
        } ?? .notFound
    }

    func createIgnoredNumber(_ request: APIRequest) throws -> Answer {
        let answer: @Sendable (IgnoredNumberRow) -> Answer = {
            created(.ignoredNumber($0.id.value), JSON($0), request).versioned($0.version)
        }
        let row = try store.ignore(
            request.record(), by: request.author, at: request.now,
            keeping: request.keeping(answer)
        ).row()
        return answer(row)
    }

    func changeIgnoredNumber(_ id: Int64, _ request: APIRequest) throws -> Answer {
        var fields = try request.fields()
        var reason: String?
        if let value = fields.take("reason") {
            if case .string(let text) = value {
                reason = text
            } else {
                fields.refuse("reason", "must be a text")
            }
        }
        try fields.finish()
        let row = try store.changeIgnoredNumber(
            IgnoredNumber.ID(id), if: request.precondition(), reason: reason, by: request.author,
            at: request.now
        ).row()
        return .json(JSON(row)).versioned(row.version)
    }

    func deleteIgnoredNumber(_ id: Int64, _ request: APIRequest) throws -> Answer {
        try store.stopIgnoring(
            IgnoredNumber.ID(id), if: request.precondition(), by: request.author, at: request.now
        ).answer
    }
}

extension IgnoredNumberDetails: FieldRecord {
    mutating func take(_ fields: inout Fields) {
        fields.text("number", into: &number)
        fields.truth("is_prefix", into: &isPrefix)
        fields.text("reason", into: &reason)
    }
}

extension JSON {
    init(_ row: IgnoredNumberRow) {
        self = .object([
            ("id", .integer(row.id.value)),
            ("version", .integer(row.version)),
            ("number", .string(row.number)),
            ("is_prefix", .truth(row.isPrefix)),
            ("reason", .string(row.reason)),
            ("created_at", .time(row.createdAt)),
            ("created_by", .string(row.createdBy)),
            ("calls", .number(row.calls)),
        ])
    }
}
