import CallRules

/// Who or what made a change, as the event log stores it.
package enum Actor: Hashable, Sendable {
    /// A rule of the gateway, whatever message made it run.
    case rule
    /// A person who was signed in.
    case employee(Employee.ID)
    /// The CRM, through the JSON API.
    case token(APITokenRow.ID)
    /// A message of Phonet, or a record of its history.
    case phonet
    /// The gateway itself, or a command of the operator.
    case system

    /// How the actor is stored and named in bodies; renaming a raw value needs a migration.
    package enum Kind: String, CaseIterable, Sendable {
        case rule, employee, token, phonet, system
    }

    package var kind: Kind {
        switch self {
        case .rule: .rule
        case .employee: .employee
        case .token: .token
        case .phonet: .phonet
        case .system: .system
        }
    }

    /// The id of the employee or token; nil: neither.
    package var id: Int64? {
        switch self {
        case .employee(let id): id.value
        case .token(let id): id.value
        case .rule, .phonet, .system: nil
        }
    }

    /// Nil: the kind needs an id and has none.
    init?(_ kind: Kind, id: Int64?) {
        switch (kind, id) {
        case (.rule, _): self = .rule
        case (.phonet, _): self = .phonet
        case (.system, _): self = .system
        case (.employee, let id?): self = .employee(Employee.ID(id))
        case (.token, let id?): self = .token(APITokenRow.ID(id))
        case (.employee, nil), (.token, nil): return nil
        }
    }
}

extension Author {
    /// The same person, token or command in the event log: audit and log learn it from one value.
    package var actor: Actor {
        if let employee { return .employee(employee) }
        return token.map { .token($0) } ?? .system
    }
}

/// What a piece of work of the writer is for. Every piece has one, so that no change of a record can
/// be without an event that says who made it.
enum Cause: Hashable, Sendable {
    /// The piece may change records. Rules that it makes run are actors of their own.
    case change(by: Actor, at: Instant)
    /// The piece changes no call, lead, client, employee or missed case. One that does is undone with
    /// an error.
    case upkeep

    /// - Parameter author: nil: the gateway itself.
    static func by(_ author: Author?, at now: Instant) -> Cause {
        .change(by: author?.actor ?? .system, at: now)
    }

    static func phonet(at now: Instant) -> Cause { .change(by: .phonet, at: now) }

    static func system(at now: Instant) -> Cause { .change(by: .system, at: now) }

    /// Upkeep counts as the system's.
    var actor: Actor {
        switch self {
        case .change(let actor, _): actor
        case .upkeep: .system
        }
    }

    /// Whose request it was; nil: not a token's. What its rules made is of the same request.
    var token: APITokenRow.ID? {
        if case .change(.token(let id), _) = self { id } else { nil }
    }
}
