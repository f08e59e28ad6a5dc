/// The input of a rule: the call and its number, read when the rule runs.
package struct Facts: Hashable, Sendable {
    package var direction: Direction
    /// The outside number of the call.
    package var number: PhoneNumber
    /// The contact's name as Phonet knows it.
    package var contactName: String?
    /// The internal number that answered or called, or the only one that rang.
    package var `extension`: String?
    /// Who had `extension` when the call began, if they are active; for a new lead else the first
    /// active employee who talked.
    package var employee: Employee?
    /// The client with this number.
    package var client: Client?
    /// The newest lead with this number in a status of kind `active`.
    package var activeLead: Lead?
    /// The newest lead with this number in a status of kind `lost` or `junk`.
    package var reopenableLead: Lead?
    /// The name of the line, if it has one.
    package var lineName: String?
    /// Why a call known only from Phonet's history makes no lead; nil: nothing of its past forbids
    /// it, or it is known otherwise.
    package var past: Past?

    /// So many unanswered outgoing calls that nobody asked for made leads in the hour before that this one
    /// makes none.
    package var isFlood = false

    /// What keeps a call known only from Phonet's history from making a lead.
    package enum Past: String, CaseIterable, Sendable {
        /// It was before Phonet was connected, and before the days the administrator added.
        case beforeConnection = "before_connection"
        /// There was a conversation with the number since.
        case talkedSince = "talked_since"
    }

    package init(direction: Direction, number: PhoneNumber) {
        self.direction = direction
        self.number = number
    }

    /// Directions that have rules; internal calls have none.
    package enum Direction: String, CaseIterable, Sendable {
        case incoming, outgoing
    }

    /// The facts as they are stored with a decision.
    package var listed: [Fact] {
        [
            Fact("direction", .text(direction.rawValue)),
            Fact("number", number.e164.map(FactValue.text) ?? .none),
            Fact("number_class", .text(number.numberClass.rawValue)),
            Fact("extension", `extension`.map(FactValue.text) ?? .none),
            Fact("employee_id", id(employee?.id)),
            Fact("client_id", id(client?.id)),
            Fact("active_lead_id", id(activeLead?.id)),
            Fact("reopenable_lead_id", id(reopenableLead?.id)),
        ]
    }

    private func id(_ id: (some RowID)?) -> FactValue {
        id.map { .number($0.value) } ?? .none
    }
}

/// One named fact of a decision. Names are keys in the JSON API.
package struct Fact: Hashable, Sendable {
    /// The key of the fact in JSON.
    package let name: String
    package let value: FactValue

    package init(_ name: String, _ value: FactValue) {
        self.name = name
        self.value = value
    }
}

/// The value of a fact.
package enum FactValue: Hashable, Sendable {
    case none
    case truth(Bool)
    case number(Int64)
    case text(String)
}
