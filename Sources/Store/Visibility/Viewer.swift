import CallRules

/// For whose eyes something is read: which calls, clients and leads they see, and what they may do with
/// them. Made of a session and the settings in force, for each request anew; programs see everything.
///
/// Every function of `Store` that returns calls, clients, leads, recordings, notices or counts of them
/// to a page takes one. Functions that write for a person take it with the `Author`.
package struct Viewer: Hashable, Sendable {
    /// What a person may do besides looking. Ticks on the employee's card.
    package enum Right: String, CaseIterable, Sendable {
        /// Listens to recordings of calls of others.
        case listen
        /// Takes lists away as files.
        case export
        /// Deletes clients and leads.
        case delete
    }

    /// The signed-in person; nil: a program, a command or the gateway itself.
    package let employee: Employee.ID?
    /// The role in force; nil: no person.
    package let role: Employee.Role?
    /// Who sees only what is theirs or nobody's; nil: sees everything.
    let owner: Employee.ID?
    private let rights: Set<Right>
    /// Whether recordings of their own calls may be listened to.
    private let listensToOwn: Bool

    private init(
        employee: Employee.ID?, role: Employee.Role?, owner: Employee.ID?, rights: Set<Right>,
        listensToOwn: Bool
    ) {
        self.employee = employee
        self.role = role
        self.owner = owner
        self.rights = rights
        self.listensToOwn = listensToOwn
    }

    /// API tokens, commands of the operator and the gateway's own threads. Never for a page.
    package static let program = Viewer(
        employee: nil, role: nil, owner: nil, rights: Set(Right.allCases), listensToOwn: true)

    /// For work in the background that somebody began.
    ///
    /// - Parameter owner: the employee, if they see only what is theirs or nobody's; nil: who sees everything.
    static func onBehalf(of owner: Employee.ID?) -> Viewer {
        Viewer(employee: nil, role: nil, owner: owner, rights: [], listensToOwn: false)
    }

    /// The person of a session, with the role in force in it.
    package init(_ session: SessionRow, _ settings: Settings) {
        self.init(session.employee, role: session.role, settings)
    }

    /// An employee.
    ///
    /// - Parameter role: in force; it may be less than the employee's own.
    package init(_ person: EmployeeRow, role: Employee.Role, _ settings: Settings) {
        let isEmployee = role == .employee
        let silent = isEmployee && !settings.employeesMayListen
        self.init(
            employee: person.id, role: role,
            owner: isEmployee && settings.employeesSee == .own ? person.id : nil,
            rights: role == .admin
                ? Set(Right.allCases)
                : person.details.rights.subtracting(silent ? [.listen] : []),
            listensToOwn: !silent)
    }

    /// Whether they see everybody's calls, clients and leads.
    package var seesEverything: Bool { owner == nil }

    /// Whether they see what belongs to a person alone: notices and diallings of others.
    package var oversees: Bool { role.map { $0 >= .supervisor } ?? true }

    package var isAdmin: Bool { role == .admin }

    /// Changes when an open page may have to show something else.
    package var mark: String {
        let ticks = Right.allCases.filter(may).map(\.rawValue).joined(separator: " ")
        return "\(role?.rawValue ?? "") \(seesEverything ? "all" : "own") \(listensToOwn) \(ticks)"
    }

    package func may(_ right: Right) -> Bool { rights.contains(right) }

    /// Whether they may listen to the recordings of a call.
    ///
    /// - Parameter tookPart: whether they took part in it.
    package func mayListen(tookPart: Bool) -> Bool {
        may(.listen) || tookPart && listensToOwn
    }
}

extension SessionRow {
    /// The role in force in this session. Whatever asks for a person's role asks here: nothing else
    /// decides what a session may do.
    package var role: Employee.Role { employee.details.role }
}
