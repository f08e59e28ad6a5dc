import CallRules
import HTTPTypes
import JSONText
import Store

extension API {
    func listLines(_ request: APIRequest) throws -> Answer {
        list(try store.lines(try request.page()), JSON.init)
    }

    func showLine(_ id: Int64, _ request: APIRequest) throws -> Answer {
        try store.line(Line.ID(id)).map { .json(JSON($0)).versioned($0.version) } ?? .notFound
    }

    /// Changes what the body names: the name, and what the line has of its own.
    func changeLine(_ id: Int64, _ request: APIRequest) throws -> Answer {
        var fields = try request.fields()
        var change = LineChange()
        for name in fields.names {
            guard let value = fields.take(name) else { continue }
            switch (name, value) {
            case ("name", .null): change.name = ""
            case ("name", .string(let text)): change.name = text
            case ("name", _): fields.refuse(name, "must be a text or null")
            default:
                if let input = SettingInput(value) {
                    change.rules[name] = input
                } else {
                    fields.refuse(name, "has a value of the wrong kind")
                }
            }
        }
        try fields.finish()
        let row = try store.updateLine(
            Line.ID(id), change, if: request.precondition(), by: request.author, at: request.now
        ).row()
        return .json(JSON(row)).versioned(row.version)
    }
}

extension JSON {
    init(_ row: LineRow) {
        self = .object(
            [
                ("id", .integer(row.id.value)),
                ("number", .string(row.line.number)),
                ("name", .text(row.line.name)),
                ("version", .integer(row.version)),
                ("seen_at", .time(row.seenAt)),
            ] + LineField.all.map { ($0.key, JSON($0.value(in: row.line.own))) })
    }
}
