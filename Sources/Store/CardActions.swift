import CallRules
import GRDB

// What people do with a call from its card. Calls go by the uuid of any leg, in any spelling.

extension Store {
    /// Puts the card of a call away, in all browsers of this person.
    ///
    /// - Returns: false when there is no such call.
    public func dismissCall(
        uuid: String, of person: Employee.ID, at now: Instant
    ) throws(StoreError) -> Bool {
        try write { transaction in
            guard let call = try CallRow.find(spelt: uuid, transaction.db) else { return false }
            try transaction.db.execute(
                sql: """
                    INSERT OR IGNORE INTO dismissed_call (call_id, employee_id, at)
                    VALUES (?, ?, ?)
                    """,
                arguments: [call.id.value, person.value, now.milliseconds])
            transaction.sql.watched.calls = true
            return true
        }
    }

    /// Makes a lead of a call's number, in the default status and with the source the settings have
    /// for such calls; the employee who asks is its responsible. A call that has a lead keeps it.
    ///
    /// - Returns: the call's lead; invalid at `phone` when nobody could be called by the number.
    public func createLead(
        ofCall uuid: String, by author: Author, at now: Instant
    ) throws(StoreError) -> SaveOutcome<LeadRow> {
        let settings = settings.settings
        return try saveTransaction { transaction in
            let db = transaction.db
            guard let call = try CallRow.find(spelt: uuid, db) else { throw Refusal.missing }
            if let known = try call.leadID.flatMap({ try LeadTable.find($0, db) }) { return known }
            guard let phone = call.phone else {
                throw Refusal.invalid([FieldProblem("phone", Mistake.noPhone(call.rawNumber))])
            }
            var details = LeadDetails()
            details.name = call.contactName.map { String($0.prefix(200)) } ?? phone
            details.phones = [PhoneNumber(phone)]
            details.sourceID =
                call.outcome == .answered || call.state == .talking
                ? settings.answeredCallLeadSourceID : settings.missedCallLeadSourceID
            details.responsibleID = author.employee
            let lead = try LeadTable.insert(details, origin: .manual, at: now, db)
            try db.execute(
                sql: "UPDATE lead SET call_id = ? WHERE id = ?",
                arguments: [call.id.value, lead.value])
            try db.execute(
                sql: "UPDATE call SET lead_id = ? WHERE id = ?",
                arguments: [lead.value, call.id.value])
            transaction.sql.watched.calls = true
            try AuditTable.insert(.leadMade, by: author, to: "lead/\(lead.value)", at: now, db)
            guard let row = try LeadTable.find(lead, db) else { throw Refusal.missing }
            return row
        }
    }

    /// Says whose call it was: from now on it is this client's, and so is its number, which the client
    /// gets if nobody has it.
    ///
    /// - Returns: whether the client got the number; invalid at `client_id` when there is none.
    public func attach(
        _ client: Client.ID, toCall uuid: String, by author: Author, at now: Instant
    ) throws(StoreError) -> SaveOutcome<Bool> {
        try saveTransaction { transaction in
            let db = transaction.db
            guard let call = try CallRow.find(spelt: uuid, db) else { throw Refusal.missing }
            guard let row = try ClientTable.find(client, db) else {
                throw Refusal.invalid([FieldProblem("client_id", Mistake.noClient)])
            }
            try CardActions.setClient(client, of: call, transaction)
            try AuditTable.insert(
                .clientAttached, by: author, to: "call/\(call.uuid)", at: now, db)
            guard let phone = call.phone, try !ClientTable.isTaken(phone, db) else { return false }
            var details = row.details
            details.phones.append(PhoneNumber(phone))
            try ClientTable.check(details, is: client, db)
            try ClientTable.writeLists(client, details, db)
            return true
        }
    }

    /// Takes `attach` back.
    ///
    /// - Parameter withNumber: the client got the number then, and loses it again.
    public func detachClient(
        fromCall uuid: String, withNumber: Bool, by author: Author, at now: Instant
    ) throws(StoreError) -> SaveOutcome<Bool> {
        try saveTransaction { transaction in
            let db = transaction.db
            guard let call = try CallRow.find(spelt: uuid, db) else { throw Refusal.missing }
            try CardActions.setClient(nil, of: call, transaction)
            try AuditTable.insert(
                .clientDetached, by: author, to: "call/\(call.uuid)", at: now, db)
            guard withNumber, let phone = call.phone, let client = call.clientID else {
                return false
            }
            try db.execute(
                sql: "DELETE FROM client_phone WHERE e164 = ? AND client_id = ?",
                arguments: [phone, client.value])
            return true
        }
    }
}

private enum CardActions {
    static func setClient(
        _ client: Client.ID?, of call: CallRow, _ transaction: Writer.Transaction
    ) throws {
        try transaction.db.execute(
            sql: "UPDATE call SET client_id = ? WHERE id = ?",
            arguments: [client?.value, call.id.value])
        transaction.sql.watched.calls = true
    }
}
