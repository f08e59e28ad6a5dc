import CallRules
import GRDB

extension Store {
    /// Stores a dialling with an audit line before the request to Phonet, unless it is a
    /// repetition: the same key, or the same employee and number within `Dialling.sameSeconds`. Of
    /// two concurrent requests only one gets a new row.
    ///
    /// - Returns: `.invalid` at `employee_id` for an employee who cannot call, at `phone` for a
    ///   number that cannot be dialled.
    package func writeDown(
        _ order: DiallingOrder, by author: Author, at now: Instant
    ) throws(StoreError) -> SaveOutcome<WrittenDialling> {
        try save(.upkeep) { db in
            let named: [CallOwner?] = [
                order.clientID.map { .client($0) }, order.leadID.map { .lead($0) },
            ]
            for contact in named.compactMap(\.self) {
                guard try author.viewer.sees(contact, db) else { throw Refusal.missing }
            }
            var checks = FieldChecks()
            let employee = try EmployeeTable.find(order.employee, at: now, db)
            let number = employee?.details.extension
            if let employee {
                if !employee.details.active {
                    checks.refuse("employee_id", ValidationMessage.inactive)
                }
                if number == nil { checks.refuse("employee_id", ValidationMessage.noOwnExtension) }
            } else {
                checks.refuse("employee_id", ValidationMessage.noEmployee(order.employee))
            }
            let phone = order.number.dialled
            if phone == nil { checks.refuse("phone", ValidationMessage.noPhone(order.number.raw)) }
            try checks.throwIfAny()
            guard let number, let phone else { throw Refusal.missing }
            if let known = try Store.known(order, phone, at: now, db) {
                return WrittenDialling(dialling: known, isNew: false)
            }
            let new = try DiallingTable.insert(order, extension: number, phone: phone, at: now, db)
            try AuditTable.insert(
                .callAsked, by: author, to: "dialling/\(new.id.value)", at: now, db)
            return WrittenDialling(dialling: new, isNew: true)
        }
    }

    private static func known(
        _ order: DiallingOrder, _ phone: String, at now: Instant, _ db: Database
    ) throws -> Dialling? {
        if let key = order.key,
            let same = try DiallingTable.find(key: key, of: order.employee, db)
        {
            return same
        }
        return try DiallingTable.latest(
            of: order.employee, to: phone, within: Dialling.sameSeconds, of: now, db)
    }

    /// Stores the answer of Phonet, unless there is one already.
    ///
    /// - Returns: the dialling with its answer; nil: there is none with this id.
    package func answered(
        _ id: Dialling.ID, _ answer: Dialling.Answer, at now: Instant
    ) throws(StoreError) -> Dialling? {
        try write(.upkeep) { transaction in
            try DiallingTable.save(answer, of: id, at: now, transaction.db)
            return try DiallingTable.find(id, transaction.db)
        }
    }

    /// The latest dialling that Phonet accepted under this uuid.
    ///
    /// - Parameter uuid: canonical.
    package func dialling(uuid: String) throws(StoreError) -> Dialling? {
        try read { try DiallingTable.find(uuid: uuid, $0) }
    }

    /// Writes the audit line of a hang-up.
    ///
    /// - Parameter uuid: canonical.
    package func hungUp(
        _ uuid: String, by author: Author, at now: Instant
    ) throws(StoreError) {
        try write(.upkeep) {
            try AuditTable.insert(.callHungUp, by: author, to: "call/\(uuid)", at: now, $0.db)
        }
    }
}
