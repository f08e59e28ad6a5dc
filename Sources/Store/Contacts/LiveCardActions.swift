import CallRules
import GRDB

// What people do with a call from its card. Calls go by the uuid of any leg, in any spelling.

extension Store {
    /// Puts the card of a call away, in all browsers of this person.
    ///
    /// - Returns: false when there is no such call.
    package func dismissCall(
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
            return true
        }
    }

    /// Makes a lead of a call's number, in the default status and with the source the settings have
    /// for such calls; the employee who asks is its responsible. A call that has a lead keeps it.
    ///
    /// - Returns: the call's lead; invalid at `phone` when nobody could be called by the number.
    package func createLead(
        ofCall uuid: String, by author: Author, at now: Instant
    ) throws(StoreError) -> SaveOutcome<LeadRow> {
        let settings = settings.settings
        return try saveWithOlderCalls { transaction in
            let db = transaction.db
            guard let call = try CallRow.find(spelt: uuid, db) else { throw Refusal.missing }
            if let known = try call.leadID.flatMap({ try LeadTable.find($0, db) }) {
                return (known, nil)
            }
            guard let phone = call.phone else {
                throw Refusal.invalid([
                    FieldProblem("phone", ValidationMessage.noPhone(call.rawNumber))
                ])
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
            try LeadTable.audit(.leadMade, of: lead, by: author, at: now, db)
            let calls = try OlderCalls.attach(
                details.phones, to: .lead(lead), by: author, at: now, transaction)
            return (try LeadTable.saved(lead, db), calls)
        }
    }

    /// Says whose call it was: from now on it is this client's or lead's, and so is its number, which is
    /// written on the card if nobody has it and brings its older calls along. Given to the one who has it
    /// already, nothing changes.
    ///
    /// - Returns: what was attached, nil where nothing changed; invalid at `client_id` or `lead_id` when
    ///   there is no such client or lead.
    package func attach(
        _ owner: CallOwner, toCall uuid: String, by author: Author, at now: Instant
    ) throws(StoreError) -> SaveOutcome<CallAttachment?> {
        try saveWithOlderCalls { transaction in
            let db = transaction.db
            guard let call = try CallRow.find(spelt: uuid, db) else { throw Refusal.missing }
            guard try owner.exists(db) else { throw Refusal.invalid([owner.unknown]) }
            let former = call.id(like: owner)
            guard former != owner.id else { return (nil, nil) }
            let isFree = try call.phone.map { try !owner.shares($0, db) } ?? false
            let isNew = try isFree && call.phone.map { try owner.write($0, at: now, db) } == true
            let id = try AttachmentTable.insert(
                owner, withNumber: isNew, by: author, at: now, db)
            try AttachmentTable.add(call.id, to: id, from: former, owner, transaction)
            try AuditTable.insert(
                owner.attached, by: author, to: "call/\(call.uuid)", at: now, db)
            let rest = OlderCalls(
                owner: owner, phones: isNew ? [call.phone].compactMap(\.self) : [], attachment: id)
            let isUnfinished = try rest.attachMore(transaction)
            return (try AttachmentTable.find(id, db), isUnfinished ? rest : nil)
        }
    }

    /// Says that a call was not the client's or lead's it was joined to. The number stays whose it is.
    ///
    /// - Parameter owner: whom it is taken from; missing when it is not theirs.
    package func detach(
        _ owner: CallOwner, fromCall uuid: String, by author: Author, at now: Instant
    ) throws(StoreError) -> SaveOutcome<Void> {
        try saveTransaction { transaction in
            guard let call = try CallRow.find(spelt: uuid, transaction.db),
                call.id(like: owner) == owner.id
            else { throw Refusal.missing }
            try AttachmentTable.give(call.id, to: nil, owner, transaction)
            try AuditTable.insert(
                owner.detached, by: author, to: "call/\(call.uuid)", at: now, transaction.db)
        }
    }

    /// What made a call its client's or lead's, and can be taken back; nil when rules did it.
    ///
    /// - Parameter owner: whose it is.
    package func attachment(
        of owner: CallOwner, toCall uuid: String
    ) throws(StoreError) -> CallAttachment? {
        try read { db in
            guard let call = try CallRow.find(spelt: uuid, db) else { return nil }
            return try AttachmentTable.list(
                """
                attachment.\(owner.column) = \(owner.id) AND id IN (
                    SELECT attachment_id FROM attached_call WHERE call_id = \(call.id.value))
                """, limit: 1, db
            ).first
        }
    }
}

extension CallRow {
    /// The client for a client, the lead for a lead.
    fileprivate func id(like owner: CallOwner) -> Int64? {
        switch owner {
        case .client: clientID?.value
        case .lead: leadID?.value
        }
    }
}

extension CallOwner {
    fileprivate var unknown: FieldProblem {
        switch self {
        case .client: FieldProblem("client_id", ValidationMessage.noClient)
        case .lead: FieldProblem("lead_id", ValidationMessage.noLead)
        }
    }

    fileprivate var attached: AuditAction {
        switch self {
        case .client: .clientAttached
        case .lead: .leadAttached
        }
    }

    fileprivate var detached: AuditAction {
        switch self {
        case .client: .clientDetached
        case .lead: .leadDetached
        }
    }
}
