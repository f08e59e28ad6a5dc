import CallRules
import JSONText
import Store

/// Reads the lines of a sync.
struct SyncLineReader {
    let kind: SyncKind

    /// The longest line, in bytes.
    static let longestLine = 1 << 20

    /// A line of NDJSON.
    func line(_ bytes: [UInt8], number: Int) -> SyncLine {
        do {
            return line(try JSON.read(bytes, .strict), number: number)
        } catch {
            return unusable(
                number, nil, "line",
                "is no acceptable JSON: \(error.reason.rawValue) (byte \(error.offset))")
        }
    }

    /// A line as JSON.
    func line(_ value: JSON, number: Int) -> SyncLine {
        guard case .object(let members) = value else {
            return unusable(number, nil, "line", "must be a JSON object")
        }
        var reading = Reading(members)
        let id = reading.id("external_id")
        guard let id, !id.isEmpty else {
            return unusable(number, nil, "external_id", "must be given, a text or a whole number")
        }
        if id.unicodeScalars.count > 100
            || id.unicodeScalars.contains(where: { $0.properties.generalCategory == .control })
        {
            return unusable(
                number, id, "external_id", "must have 1 to 100 characters, none of them controls")
        }
        let updatedAt = reading.moment("updated_at")
        let isGone = reading.truth("deleted") ?? false
        var heir: String?
        if kind != .employees, let value = reading.take("merged_into"), value != .null {
            heir = Reading.idText(value)
            if heir == nil { reading.refuse("merged_into", "must be an external_id or null") }
        }
        let fields = reading.fields(kind)
        if heir != nil, !isGone {
            reading.refuse("merged_into", "needs “deleted”: true")
        }
        let problems = reading.finish()
        let content: SyncLine.Content =
            !problems.isEmpty
            ? .unusable(problems) : isGone ? .gone(mergedInto: heir) : .fields(fields)
        return SyncLine(
            number: number, externalID: id, content: content, updatedAt: updatedAt,
            warnings: reading.warnings)
    }

    /// A line that is too long to be read.
    func tooLong(number: Int) -> SyncLine {
        unusable(number, nil, "line", "must have at most \(SyncLineReader.longestLine) bytes")
    }

    private func unusable(
        _ number: Int, _ id: String?, _ field: String, _ message: String
    ) -> SyncLine {
        SyncLine(
            number: number, externalID: id,
            content: .unusable([FieldProblem(field, english: message)]))
    }
}

/// The members of one line. Each is read once; what is left at the end is unknown.
private struct Reading {
    private var values: [(name: String, value: JSON)]
    private var problems: [FieldProblem] = []
    private(set) var warnings: [String] = []

    init(_ members: JSON.Members) {
        values = members.pairs.map { ($0.name, $0.value) }
    }

    mutating func take(_ name: String) -> JSON? {
        guard let index = values.firstIndex(where: { $0.name == name }) else { return nil }
        return values.remove(at: index).value
    }

    mutating func refuse(_ name: String, _ message: String) {
        problems.append(FieldProblem(name, english: message))
    }

    mutating func finish() -> [FieldProblem] {
        problems + values.map { FieldProblem($0.name, english: "is no field of this line") }
    }

    /// SQL databases keep many ids as numbers.
    static func idText(_ value: JSON) -> String? {
        switch value {
        case .string(let text): text
        case .integer(let number): String(number)
        default: nil
        }
    }

    mutating func id(_ name: String) -> String? { take(name).flatMap(Reading.idText) }

    /// A text; empty for null.
    private mutating func text(_ name: String) -> String? {
        guard let value = take(name) else { return nil }
        if value == .null { return "" }
        if let text = Reading.idText(value) { return text }
        refuse(name, "must be a text or null")
        return nil
    }

    /// A text; `.some(nil)` for null and for an empty one.
    private mutating func textOrNone(_ name: String) -> String?? {
        text(name).map { $0.isEmpty ? nil : $0 }
    }

    private mutating func texts(_ name: String) -> [String]? {
        switch take(name) {
        case nil: return nil
        case .null: return []
        case .string(let text) where text.isEmpty: return []
        case .list(let items):
            // An outer join leaves null where there is no row.
            let texts = items.filter { $0 != .null }.map(Reading.idText)
            if texts.allSatisfy({ $0 != nil }) { return texts.compactMap(\.self) }
            fallthrough
        default:
            refuse(name, "must be a list of texts")
            return nil
        }
    }

    /// SQL databases write truth as 0 and 1.
    mutating func truth(_ name: String) -> Bool? {
        switch take(name) {
        case nil, .null: return nil
        case .truth(let truth): return truth
        case .integer(0): return false
        case .integer(1): return true
        default:
            refuse(name, "must be true or false")
            return nil
        }
    }

    /// A time as RFC 3339, or as SQL databases write it, which is taken as UTC.
    mutating func moment(_ name: String) -> Instant? {
        switch take(name) {
        case nil, .null: return nil
        case .string(let text):
            let written = text.count > 10 ? text.prefix(10) + "T" + text.dropFirst(11) : text[...]
            if let moment = Timestamp.instant(String(written))
                ?? Timestamp.instant(written + "Z")
            {
                return moment
            }
            warnings.append("\(name): “\(text.prefix(40))” is no time; the line is taken")
            return nil
        default:
            warnings.append("\(name): is no time; the line is taken")
            return nil
        }
    }

    private mutating func choice(_ name: String) -> SyncFields.Choice?? {
        switch take(name) {
        case nil: return nil
        case .null: return .some(nil)
        case .string(let text): return .some(text.isEmpty ? nil : .name(text))
        case .integer(let id): return .some(.id(id))
        default:
            refuse(name, "must be a name, an id or null")
            return nil
        }
    }

    mutating func fields(_ kind: SyncKind) -> SyncFields {
        var fields = SyncFields()
        fields.name = text("name")
        switch kind {
        case .clients, .leads:
            fields.phones = texts("phones")
            fields.url = textOrNone("url")
        case .employees:
            fields.email = textOrNone("email")
            fields.extension = textOrNone("extension")
            fields.active = truth("active")
            if let name = text("role") {
                fields.role = Employee.Role(rawValue: name)
                if fields.role == nil {
                    refuse(
                        "role",
                        "must be one of: "
                            + Employee.Role.allCases.map(\.rawValue).joined(separator: ", "))
                }
            }
        }
        switch kind {
        case .clients:
            fields.company = textOrNone("company")
            fields.admins = texts("admins")
        case .leads:
            fields.status = choice("status")
            fields.source = choice("source")
            fields.responsible = textOrNone("responsible")
        case .employees: break
        }
        return fields
    }
}
