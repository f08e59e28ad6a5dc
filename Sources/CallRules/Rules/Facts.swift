/// What a rule sees: the call and the number, read at the moment of the decision.
public struct Facts: Hashable, Sendable {
    public var direction: Direction
    public var number: PhoneNumber
    /// The contact's name as Phonet knows it.
    public var contactName: String?
    /// The internal number that answered, called, or alone was rung.
    public var `extension`: String?
    /// The active employee who owns `extension`.
    public var employee: Employee?
    /// The client with this number.
    public var client: Client?
    /// The newest lead with this number in a status of kind `active`.
    public var activeLead: Lead?
    /// The newest lead with this number in a status of kind `lost` or `junk`.
    public var reopenableLead: Lead?

    public init(direction: Direction, number: PhoneNumber) {
        self.direction = direction
        self.number = number
    }

    /// Directions that have rules; internal calls have none.
    public enum Direction: String, CaseIterable, Sendable {
        case incoming, outgoing
    }

    /// The facts as stored beside a decision.
    public var listed: [Fact] {
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

/// One named fact beside a decision; names are the keys of the JSON API.
public struct Fact: Hashable, Sendable {
    public let name: String
    public let value: FactValue

    public init(_ name: String, _ value: FactValue) {
        self.name = name
        self.value = value
    }
}

/// The value of a fact.
public enum FactValue: Hashable, Sendable {
    case none
    case truth(Bool)
    case number(Int64)
    case text(String)
}
