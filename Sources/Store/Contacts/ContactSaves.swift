import CallRules
import GRDB

// How clients and leads are added, changed, deleted and merged.

extension ContactTable {
    /// Adds a contact with its audit line and the first of its older calls.
    /// - Returns: also the attachment whose calls follow in further transactions; nil: there is none.
    fileprivate static func added(
        by author: Author?, at now: Instant, _ transaction: Writer.Transaction,
        _ insert: (Database) throws -> Contact.ID
    ) throws -> (Contact.ID, CallAttachment.ID?) {
        let db = transaction.db
        let id = try insert(db)
        try audit(actions.added, of: id, by: author, at: now, db)
        let calls = try OlderCalls.attach(
            phones(of: id, db), to: owner(id), by: author, at: now, transaction)
        return (id, calls)
    }

    /// Changes a contact, with an audit line if anything changed, and the first of its older calls.
    /// - Returns: the attachment whose calls follow in further transactions; nil: there is none.
    fileprivate static func changed(
        _ old: Contact, by author: Author?, at now: Instant, _ transaction: Writer.Transaction,
        _ change: (inout Contact.Details) -> Void
    ) throws -> CallAttachment.ID? {
        let db = transaction.db
        var details = old.details
        change(&details)
        // The same phones in another spelling.
        if details.phones.distinctE164 == old.details.phones.map(\.e164) {
            details.phones = old.details.phones
        }
        if details != old.details {
            try update(old, to: details, by: author, at: now, db)
            try audit(actions.changed, of: old.id, by: author, at: now, db)
        }
        return try OlderCalls.attach(
            details.phones.filter { !old.details.phones.has($0) }, to: owner(old.id), by: author,
            at: now, transaction)
    }
}

extension Store {
    /// Adds a contact. Older calls of its phones that have no contact of this kind are attached to it,
    /// unless another contact of this kind has the phone too.
    func create<Table: ContactTable>(
        in table: Table.Type, by author: Author?, at now: Instant,
        keeping: AnswerKeeping<Table.Contact>? = nil,
        _ insert: @escaping (Database) throws -> Table.Contact.ID
    ) throws(StoreError) -> SaveOutcome<Table.Contact> {
        try saveWithOlderCalls(.by(author, at: now), at: now) { transaction in
            try Table.added(by: author, at: now, transaction, insert)
        } reading: { id, db in
            let contact = try Table.saved(id, db)
            try keeping?.keep(contact, at: now, db)
            return contact
        }
    }

    func update<Table: ContactTable>(
        in table: Table.Type, _ id: Table.Contact.ID, expecting seen: Instant?,
        if condition: Precondition, by author: Author?, at now: Instant,
        _ change: @escaping (inout Table.Contact.Details) -> Void
    ) throws(StoreError) -> SaveOutcome<Table.Contact> {
        try saveWithOlderCalls(.by(author, at: now), at: now) { transaction in
            let viewer = author?.viewer ?? .program
            guard let old = try Table.find(id, seenBy: viewer, transaction.db) else {
                throw Refusal.missing
            }
            try old.updatedAt.expect(seen)
            try condition.check(old.version)
            return (id, try Table.changed(old, by: author, at: now, transaction, change))
        } reading: {
            try Table.saved($0, $1)
        }
    }

    /// Changes the contact that the CRM knows by this id, or adds it.
    ///
    /// - Parameter insert: adds a contact with the details.
    func put<Table: ContactTable>(
        in table: Table.Type, externalID: String, if condition: Precondition, by author: Author,
        at now: Instant, _ change: @escaping (inout Table.Contact.Details) -> Void,
        insert: @escaping (Table.Contact.Details, Database) throws -> Table.Contact.ID
    ) throws(StoreError) -> SaveOutcome<PutRecord<Table.Contact>> {
        try saveWithOlderCalls(.by(author, at: now), at: now) {
            transaction -> ((id: Table.Contact.ID, isNew: Bool), CallAttachment.ID?) in
            let old = try Table.find(externalID: externalID, transaction.db)
            try condition.check(old?.version)
            if let old {
                let calls = try Table.changed(old, by: author, at: now, transaction, change)
                return ((old.id, false), calls)
            }
            let (id, calls) = try Table.added(by: author, at: now, transaction) { db in
                var details = Table.Contact.Details()
                details.externalID = externalID
                change(&details)
                return try insert(details, db)
            }
            return ((id, true), calls)
        } reading: { put, db in
            PutRecord(row: try Table.saved(put.id, db), isNew: put.isNew)
        }
    }

    func delete<Table: ContactTable>(
        in table: Table.Type, _ id: Table.Contact.ID, if condition: Precondition,
        by author: Author, at now: Instant
    ) throws(StoreError) -> DeleteOutcome {
        try delete(in: table, if: condition, by: author, at: now) {
            try Table.find(id, seenBy: author.viewer, $0)
        }
    }

    /// Deletes the contact that has this id in the CRM; an alias deletes nobody.
    func delete<Table: ContactTable>(
        in table: Table.Type, externalID: String, if condition: Precondition, by author: Author,
        at now: Instant
    ) throws(StoreError) -> DeleteOutcome {
        try delete(in: table, if: condition, by: author, at: now) {
            try Table.find(ownExternalID: externalID, $0)
        }
    }

    private func delete<Table: ContactTable>(
        in table: Table.Type, if condition: Precondition, by author: Author, at now: Instant,
        _ find: @escaping (Database) throws -> Table.Contact?
    ) throws(StoreError) -> DeleteOutcome {
        let outcome = try save(.by(author, at: now)) { db in
            guard let contact = try find(db) else { throw Refusal.missing }
            try condition.check(contact.version)
            let id = contact.id
            try ContactRemoval(gone: Table.owner(id), heir: nil).begin(db)
            try Table.audit(Table.actions.deleted, of: id, by: author, at: now, db)
        }
        return switch outcome {
        case .saved: .deleted
        case .stale(let version): .stale(currentVersion: version)
        case .invalid, .conflict, .missing: .missing
        }
    }

    /// Merges two contacts; rows beyond the first transaction follow in further ones.
    ///
    /// - Parameter move: moves further rows to the kept contact, before the other is deleted.
    func merge<Table: ContactTable>(
        in table: Table.Type, _ merge: Merge<Table.Contact.ID>, by author: Author,
        at now: Instant,
        moving move: @escaping (Merge<Table.Contact.ID>, Writer.Transaction) throws -> Void
    ) throws(StoreError) -> SaveOutcome<Table.Contact> {
        try saveTransaction(.by(author, at: now)) { transaction in
            let db = transaction.db
            let viewer = author.viewer
            guard merge.kept != merge.gone,
                let kept = try Table.find(merge.kept, seenBy: viewer, db),
                let gone = try Table.find(merge.gone, seenBy: viewer, db)
            else { throw Refusal.missing }
            try kept.updatedAt.expect(merge.keptSeen)
            try gone.updatedAt.expect(merge.goneSeen)
            try MergeUndoing.note(
                Table.owner(kept.id), Table.owner(gone.id),
                before: (try Table.merged(kept, db), try Table.merged(gone, db)), by: author,
                at: now, db)
            try move(merge, transaction)
            try ContactRemoval(gone: Table.owner(gone.id), heir: kept.id.value).begin(db)
            try Table.update(
                kept, to: kept.details.merged(with: gone.details), by: author, at: now, db)
            try Table.audit(Table.actions.merged, of: kept.id, by: author, at: now, db)
            return kept.id
        } reading: {
            try Table.saved($0, $1)
        }
    }
}
