import CallRules
import HTTPTypes
import JSONText
import Store

extension API {
    /// What the rules would do with a call that has not happened. Saves nothing.
    func simulate(_ request: APIRequest) throws -> Answer {
        let question: Question = try request.record()
        let simulated = try store.simulated(
            try question.simulation(store.settings.lines), at: request.now)
        let language = store.settings.settings.language
        return .json(
            .object([
                ("decisions", .list(simulated.decisions.map { JSON($0, language) })),
                ("lead", simulated.lead.map { API.lead($0, made: simulated.leadCreated) } ?? .null),
                ("notifications", .list(simulated.notices.map(API.notice))),
            ]))
    }

    /// The lead of a simulation. A lead that the rules would create has no id: the id is null.
    private static func lead(_ lead: LeadRow, made: Bool) -> JSON {
        .object([
            ("id", made ? .null : .integer(lead.id.value)),
            ("created", .truth(made)),
            ("name", .string(lead.details.name)),
            ("phones", .list(lead.details.phones.map { .text($0.e164) })),
            ("status_id", .id(lead.details.statusID)),
            ("source_id", .id(lead.details.sourceID)),
            ("responsible_employee_id", .id(lead.details.responsibleID)),
        ])
    }

    private static func notice(_ notice: NoticeRow) -> JSON {
        .object([
            ("kind", .string(notice.kind.rawValue)),
            ("employee_id", .integer(notice.employeeID.value)),
            ("text", .string(notice.text)),
            ("due_at", .time(notice.dueAt)),
            ("dropped_reason", .text(notice.droppedReason?.rawValue)),
        ])
    }
}

/// The body of a simulation: a call that has not happened.
private struct Question: FieldRecord {
    var direction: Facts.Direction?
    var outcome: Call.Outcome?
    var phone: String?
    var `extension`: String?
    var lineID: Line.ID?

    mutating func take(_ fields: inout Fields) {
        fields.choice("direction", orNull: false, into: &direction)
        fields.choice("outcome", orNull: false, into: &outcome)
        fields.text("phone", into: &phone)
        fields.text("extension", into: &self.extension)
        fields.id("line_id", into: &lineID)
        if let text = phone, text.unicodeScalars.count > 60 {
            fields.refuse("phone", "must have at most 60 characters")
        }
        if let text = self.extension, !(1...20).contains(text.unicodeScalars.count) {
            fields.refuse("extension", "must have 1 to 20 characters")
        }
    }

    /// The call to simulate.
    ///
    /// - Throws: a 422 when `direction` or `outcome` is missing, or there is no such line.
    func simulation(_ lines: LineBook) throws(APIError) -> Simulation {
        guard let direction, let outcome else {
            let missing = [(direction == nil, "direction"), (outcome == nil, "outcome")]
                .filter(\.0).map { FieldProblem($0.1, english: "must be given") }
            throw .invalid("The body cannot be used.", missing)
        }
        let line = lineID.flatMap { lines[$0] }
        if let lineID, line == nil {
            throw .invalid(
                "The body cannot be used.",
                [FieldProblem("line_id", english: "there is no line \(lineID.value)")])
        }
        return Simulation(
            direction: direction, outcome: outcome, phone: phone ?? "", extension: self.extension,
            line: line?.number)
    }
}
