import CallRules
import HTTPTypes
import JSONText
import Store

extension API {
    func listEmployees(_ request: APIRequest) throws -> Answer {
        var query = Query(request.query)
        var filter = EmployeeFilter()
        filter.extension = query.text("extension")
        filter.externalID = query.text("external_id")
        filter.changedAfter = query.changedAfter(in: store.settings.settings, at: request.now)
        let page = query.page()
        try query.finish()
        return list(
            try store.employees(filter, page, at: request.now), records(request).employee)
    }

    func showEmployee(_ id: Int64, _ request: APIRequest) throws -> Answer {
        let row = try store.employee(Employee.ID(id), at: request.now)
        return row.map {
            .json(records(request).employee($0)).versioned($0.version)
        } ?? .notFound
    }

    func createEmployee(_ request: APIRequest) throws -> Answer {
        let answer: @Sendable (EmployeeRow) -> Answer = {
            created(.employee($0.id.value), records(request).employee($0), request)
                .versioned($0.version)
        }
        let row = try store.createEmployee(
            request.record(), by: request.author, at: request.now,
            keeping: request.keeping(answer)
        ).row()
        return answer(row)
    }

    func changeEmployee(_ id: Int64, _ request: APIRequest) throws -> Answer {
        let row = try store.updateEmployee(
            Employee.ID(id), if: request.precondition(), by: request.author, at: request.now,
            request.change()
        ).row()
        return .json(records(request).employee(row)).versioned(row.version)
    }

    func deleteEmployee(_ id: Int64, _ request: APIRequest) throws -> Answer {
        try store.deleteEmployee(
            Employee.ID(id), if: request.precondition(), by: request.author, at: request.now
        ).answer
    }

    /// Saves a heartbeat and returns the employee.
    func setPresence(_ id: Int64, _ request: APIRequest) throws -> Answer {
        let presence: Presence = try request.record()
        let limits = Presence.limits
        guard let online = presence.online else {
            throw APIError.invalid(
                "The body cannot be used.", [FieldProblem("online", english: "must be given")])
        }
        guard let seconds = presence.seconds, limits.contains(seconds) else {
            let message = "must be from \(limits.lowerBound) to \(limits.upperBound)"
            throw APIError.invalid(
                "The body cannot be used.", [FieldProblem("ttl_seconds", english: message)])
        }
        let row = try store.setPresence(
            Employee.ID(id), if: request.precondition(), online: online, seconds: seconds,
            at: request.now
        ).row()
        return .json(records(request).employee(row)).versioned(row.version)
    }
}

/// The body of a heartbeat that the CRM sends for an employee.
private struct Presence: FieldRecord {
    /// Shortest and longest time for which a heartbeat is valid, in seconds.
    static let limits = 1...600

    var online: Bool?
    /// How long the heartbeat is valid; 90 by default, as for a page.
    var seconds: Int? = 90

    mutating func take(_ fields: inout Fields) {
        switch fields.take("online") {
        case nil: break
        case .truth(let truth): online = truth
        default: fields.refuse("online", "must be true or false")
        }
        fields.number("ttl_seconds", into: &seconds)
    }
}

extension EmployeeDetails: FieldRecord {
    mutating func take(_ fields: inout Fields) {
        fields.text("external_id", into: &externalID)
        fields.text("name", into: &name)
        fields.text("email", into: &email)
        fields.text("extension", into: &self.extension)
        fields.choice("role", into: &role)
        for right in Viewer.Right.allCases {
            fields.truth("may_\(right.rawValue)", into: &self[right])
        }
        fields.truth("active", into: &active)
        fields.choice("language", into: &language)
    }
}

extension RecordJSON {
    /// An employee as the API shows it.
    func employee(_ employee: EmployeeRow) -> JSON {
        let details = employee.details
        return .object([
            ("id", .integer(employee.id.value)),
            ("version", .integer(employee.version)),
            ("external_id", .text(details.externalID)),
            ("name", .string(details.name)),
            ("email", .text(details.email)),
            ("extension", .text(details.extension)),
            ("role", .string(details.role.rawValue)),
            ("may_listen", .truth(details[.listen])),
            ("may_export", .truth(details[.export])),
            ("may_delete", .truth(details[.delete])),
            ("active", .truth(details.active)),
            ("language", .text(details.language?.rawValue)),
            ("online", .truth(employee.online)),
            ("last_seen_at", .time(employee.lastSeenAt)),
        ])
    }
}
