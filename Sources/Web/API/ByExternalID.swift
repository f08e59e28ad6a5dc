import CallRules
import HTTPTypes
import JSONText
import Store

// Records by their ids in the CRM.

extension API {
    func show(_ kind: ExternalKind, _ id: String?, _ request: APIRequest) throws -> Answer {
        let id = try request.externalID(id)
        let records = records(request)
        return switch kind {
        case .clients:
            try store.client(externalID: id).map {
                .json(records.client($0)).versioned($0.version)
            } ?? .notFound
        case .leads:
            try store.lead(externalID: id).map {
                .json(records.lead($0)).versioned($0.version)
            } ?? .notFound
        case .employees:
            try store.employee(externalID: id, at: request.now).map {
                .json(records.employee($0)).versioned($0.version)
            } ?? .notFound
        }
    }

    /// Changes the record, or adds it: 200, or 201 with `Location`. Members that the body does not name
    /// stay.
    func put(_ kind: ExternalKind, _ id: String?, _ request: APIRequest) throws -> Answer {
        let id = try request.externalID(id)
        let records = records(request)
        switch kind {
        case .clients:
            let put = try store.putClient(
                externalID: id, if: request.precondition(), by: request.author, at: request.now,
                request.change(ClientDetails.self, at: id)
            ).row()
            return answer(put, .client(put.row.id.value), records.client(put.row), request)
                .versioned(put.row.version)
        case .leads:
            let put = try store.putLead(
                externalID: id, if: request.precondition(), by: request.author, at: request.now,
                request.change(LeadDetails.self, at: id)
            ).row()
            return answer(put, .lead(put.row.id.value), records.lead(put.row), request)
                .versioned(put.row.version)
        case .employees:
            let put = try store.putEmployee(
                externalID: id, if: request.precondition(), by: request.author, at: request.now,
                request.change(EmployeeDetails.self, at: id)
            ).row()
            return answer(put, .employee(put.row.id.value), records.employee(put.row), request)
                .versioned(put.row.version)
        }
    }

    func delete(_ kind: ExternalKind, _ id: String?, _ request: APIRequest) throws -> Answer {
        let id = try request.externalID(id)
        switch kind {
        case .clients:
            return try store.deleteClient(
                externalID: id, if: request.precondition(), by: request.author, at: request.now
            ).answer
        case .leads:
            return try store.deleteLead(
                externalID: id, if: request.precondition(), by: request.author, at: request.now
            ).answer
        case .employees:
            guard let row = try store.employee(externalID: id, at: request.now) else {
                return .notFound
            }
            return try store.deleteEmployee(
                row.id, if: request.precondition(), by: request.author, at: request.now
            ).answer
        }
    }

    /// The id of the employee whom the CRM knows by this id.
    ///
    /// - Throws: 404 when there is none, 422 when the request names none.
    func named(_ id: String?, _ request: APIRequest) throws -> Int64 {
        let id = try request.externalID(id)
        guard let row = try store.employee(externalID: id, at: request.now) else {
            throw APIError.missing
        }
        return row.id.value
    }

    private func answer<Row>(
        _ put: PutRecord<Row>, _ route: APIRoute, _ body: JSON, _ request: APIRequest
    ) -> Answer {
        put.isNew ? created(route, body, request) : .json(body)
    }
}

/// A record that the CRM may name by an id of its own.
private protocol ExternalRecord: FieldRecord {
    var externalID: String? { get set }
}

extension ClientDetails: ExternalRecord {}
extension LeadDetails: ExternalRecord {}
extension EmployeeDetails: ExternalRecord {}

extension APIRequest {
    /// The id in the CRM, from the path or from the parameter `external_id`.
    ///
    /// - Throws: a 422 when there is none, and for other parameters.
    fileprivate func externalID(_ inPath: String?) throws(APIError) -> String {
        var query = Query(query)
        let id = inPath ?? query.text("external_id") ?? ""
        if id.isEmpty { query.refuse("external_id", "must be given") }
        try query.finish()
        return id
    }

    /// The changes of the body to a record at this id, which the body may repeat and not change.
    fileprivate func change<Record: ExternalRecord>(
        _ type: Record.Type, at id: String
    ) throws -> (inout Record) -> Void {
        let change = try change(type)
        var trial = Record()
        trial.externalID = id
        change(&trial)
        guard trial.externalID == id else {
            throw APIError.invalid(
                "The body cannot be used; nothing was changed.",
                [FieldProblem("external_id", english: "must be the one of the address")])
        }
        return change
    }
}
