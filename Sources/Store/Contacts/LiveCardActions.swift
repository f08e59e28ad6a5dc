import CallRules
import GRDB

// Actions on the call of a live card. A call is named by the uuid of any leg, in any spelling.

extension Store {
    /// Removes the live card of a call in all browsers of this employee.
    ///
    /// - Returns: false when there is no such call, or the viewer does not see it.
    package func dismissCall(
        uuid: String, of person: Employee.ID, seenBy viewer: Viewer, at now: Instant
    ) throws(StoreError) -> Bool {
        try write(.system(at: now)) { transaction in
            guard let call = try CallRow.find(spelt: uuid, seenBy: viewer, transaction.db) else {
                return false
            }
            try transaction.db.execute(
                sql: """
                    INSERT OR IGNORE INTO dismissed_call (call_id, employee_id, at)
                    VALUES (?, ?, ?)
                    """,
                arguments: [call.id, person, now])
            return true
        }
    }

    /// Creates a lead with a call's number, in the default status and with the source that the settings
    /// name for such calls. Its responsible employee is the author. A call that has a lead keeps it.
    /// - Returns: the call's lead; a conflict when that is somebody else's; invalid at `phone` when the number has no E.164 form.
    package func createLead(
        ofCall uuid: String, by author: Author, at now: Instant
    ) throws(StoreError) -> SaveOutcome<LeadRow> {
        let snapshot = settings
        return try saveWithOlderCalls(.by(author, at: now), at: now) {
            transaction -> (Lead.ID, CallAttachment.ID?) in
            let db = transaction.db
            guard let call = try CallRow.find(spelt: uuid, seenBy: author.viewer, db) else {
                throw Refusal.missing
            }
            if let known = try call.leadID.flatMap({ try LeadTable.find($0, db) }) {
                guard try author.viewer.sees(.lead(known.id), db) else {
                    throw Refusal.conflict([])
                }
                return (known.id, nil)
            }
            guard let phone = call.number.e164 else {
                throw Refusal.invalid([
                    FieldProblem("phone", ValidationMessage.noPhone(call.number.raw))
                ])
            }
            let rules = snapshot.rules(of: call.line)
            var details = LeadDetails()
            details.name = call.contactName ?? phone
            details.phones = [PhoneNumber(phone)]
            details.sourceID =
                call.outcome == .answered || call.state == .talking
                ? rules.answeredCallLeadSourceID : rules.missedCallLeadSourceID
            details.responsibleID = author.employee
            let lead = try LeadTable.insert(details, origin: .manual, at: now, db)
            try db.execute(
                sql: "UPDATE lead SET call_id = ? WHERE id = ?",
                arguments: [call.id, lead])
            try db.execute(
                sql: "UPDATE call SET lead_id = ? WHERE id = ?",
                arguments: [lead, call.id])
            try LeadTable.audit(.leadMade, of: lead, by: author, at: now, db)
            let calls = try OlderCalls.attach(
                details.phones, to: .lead(lead), by: author, at: now, transaction)
            return (lead, calls)
        } reading: {
            try LeadTable.saved($0, $1)
        }
    }

    /// Attaches a call to a client or a lead. If nobody else of the kind has its number, the number is
    /// added to the contact card, and older calls of the number are attached too. Changes nothing when
    /// the call is attached to them already.
    /// - Returns: the attachment, nil when nothing changed; invalid at `client_id` or `lead_id`
    /// when there is no such client or lead.
    package func attach(
        _ owner: CallOwner, toCall uuid: String, by author: Author, at now: Instant
    ) throws(StoreError) -> SaveOutcome<CallAttachment?> {
        try saveWithOlderCalls(.by(author, at: now), at: now) {
            transaction -> (CallAttachment.ID?, CallAttachment.ID?) in
            let db = transaction.db
            guard let call = try CallRow.find(spelt: uuid, seenBy: author.viewer, db) else {
                throw Refusal.missing
            }
            guard try owner.exists(db), try author.viewer.sees(owner, db) else {
                throw Refusal.invalid([owner.unknown])
            }
            let former = call.id(like: owner)
            guard former != owner.id else { return (nil, nil) }
            let isFree = try call.number.e164.map { try !owner.shares($0, db) } ?? false
            let isNew =
                try isFree && call.number.e164.map { try owner.write($0, at: now, db) } == true
            let id = try AttachmentTable.insert(
                owner, withNumber: isNew, by: author, at: now, db)
            try AttachmentTable.add(call.id, to: id, from: former, owner, transaction)
            try AuditTable.insert(
                owner.attached, by: author, to: "call/\(call.uuid)", at: now, db)
            guard isNew, let phone = call.number.e164 else { return (id, nil) }
            try Following.note([phone], to: owner, in: id, seenBy: author.viewer, db)
            _ = try Following.step(of: id, at: now, transaction)
            return (id, id)
        } reading: { id, db in
            try id.flatMap { try AttachmentTable.find($0, db) }
        }
    }

    /// Detaches a call from its client or lead. The number stays on the contact card.
    /// - Parameter owner: the outcome is `missing` when the call is not attached to this one.
    package func detach(
        _ owner: CallOwner, fromCall uuid: String, by author: Author, at now: Instant
    ) throws(StoreError) -> SaveOutcome<Void> {
        try saveTransaction(.by(author, at: now)) { transaction in
            guard
                let call = try CallRow.find(
                    spelt: uuid, seenBy: author.viewer, transaction.db),
                call.id(like: owner) == owner.id
            else { throw Refusal.missing }
            try AttachmentTable.give(call.id, to: nil, owner, transaction)
            try AuditTable.insert(
                owner.detached, by: author, to: "call/\(call.uuid)", at: now, transaction.db)
        }
    }

    /// The attachment that gave a call its client or lead; nil when a rule did.
    /// - Parameter owner: of the call.
    package func attachment(
        of owner: CallOwner, toCall uuid: String, seenBy viewer: Viewer
    ) throws(StoreError) -> CallAttachment? {
        try read { db in
            guard let call = try CallRow.find(spelt: uuid, seenBy: viewer, db) else { return nil }
            return try AttachmentTable.list(
                """
                attachment.\(owner.column) = \(owner.id) AND id IN (
                    SELECT attachment_id FROM attached_call WHERE call_id = \(call.id))
                """, limit: 1, db
            ).first
        }
    }
}

extension CallRow {
    /// The id of the same kind as `owner`.
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
