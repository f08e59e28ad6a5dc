import CallRules
import GRDB

/// The editable fields that clients and leads share.
protocol ContactDetails: Hashable, Sendable {
    /// The CRM's id; unique among its kind; at most 100 characters.
    var externalID: String? { get }
    /// The address of the card in the CRM, http or https; at most 2,000 characters.
    var url: String? { get }
    /// 1…200 characters.
    var name: String { get }
    /// At most 20, each with an E.164 form; stored in that form, each once.
    var phones: [PhoneNumber] { get set }

    func merged(with other: Self) -> Self
}

/// A client or a lead as stored.
protocol StoredContact: Hashable, Sendable {
    associatedtype ID: RowID & DatabaseValueConvertible
    associatedtype Details: ContactDetails

    var id: ID { get }
    var details: Details { get }
    var updatedAt: Instant { get }
}

/// The table of clients or of leads: the checks, saves, audit lines and merges that both kinds share.
protocol ContactTable {
    associatedtype Contact: StoredContact

    /// The name of the table, `client`. The names `client_phone` and `client_id` and the audit subject
    /// `client/3` are derived from it.
    static var name: String { get }
    static var actions: ContactActions { get }

    static func owner(_ id: Contact.ID) -> CallOwner
    /// Checks the fields that only this kind has, as far as that needs no query.
    static func checkOwnLines(_ details: Contact.Details, _ checks: inout FieldChecks)
    /// Nil when there is none with this id.
    static func find(_ id: Contact.ID, _ db: Database) throws -> Contact?
    /// Checks and writes what changed.
    static func update(
        _ old: Contact, to details: Contact.Details, at now: Instant, _ db: Database) throws
}

/// The audit actions of one kind of contact.
struct ContactActions: Sendable {
    let added: AuditAction
    let changed: AuditAction
    let deleted: AuditAction
    let merged: AuditAction
}

extension ContactTable {
    static func checkOwnLines(_ details: Contact.Details, _ checks: inout FieldChecks) {}

    /// Reads a row that was just written.
    static func saved(_ id: Contact.ID, _ db: Database) throws -> Contact {
        guard let contact = try find(id, db) else { throw Refusal.missing }
        return contact
    }

    /// - Parameter author: nil: no audit line.
    static func audit(
        _ action: AuditAction, of id: Contact.ID, by author: Author?, at now: Instant,
        _ db: Database
    ) throws {
        guard let author else { return }
        try AuditTable.insert(action, by: author, to: subject(id), at: now, db)
    }

    static func subject(_ id: Contact.ID) -> String { "\(name)/\(id.value)" }

    static func phones(of id: Contact.ID, _ db: Database) throws -> [PhoneNumber] {
        try String.fetchAll(
            db.cachedStatement(
                sql: "SELECT e164 FROM \(name)_phone WHERE \(name)_id = ? ORDER BY position"),
            arguments: [id]
        ).map { PhoneNumber($0) }
    }

    /// Writes nothing when the card has exactly these.
    static func writePhones(
        _ id: Contact.ID, _ phones: [PhoneNumber], _ db: Database
    ) throws {
        guard try self.phones(of: id, db).map(\.e164) != phones.distinctE164 else { return }
        try db.execute(sql: "DELETE FROM \(name)_phone WHERE \(name)_id = ?", arguments: [id])
        for (position, phone) in phones.distinctE164.enumerated() {
            try db.execute(
                sql: "INSERT INTO \(name)_phone (e164, \(name)_id, position) VALUES (?, ?, ?)",
                arguments: [phone, id, position])
        }
    }

    /// Adds a phone at the end of the contact card.
    ///
    /// - Returns: false when the card has it already.
    static func add(
        _ phone: PhoneNumber, to id: Contact.ID, at now: Instant, _ db: Database
    ) throws -> Bool {
        let old = try saved(id, db)
        var details = old.details
        guard !details.phones.has(phone) else { return false }
        details.phones.append(phone)
        try update(old, to: details, at: now, db)
        return true
    }

    /// Checks the fields of either kind of contact.
    static func checks(_ details: Contact.Details) -> FieldChecks {
        var checks = FieldChecks()
        checks.line("external_id", details.externalID, 1...100)
        if let problem = details.url.flatMap(URLTemplate.problem(inAddress:)) {
            checks.refuse("url", problem)
        }
        checks.line("name", details.name, 1...200)
        checkOwnLines(details, &checks)
        checks.phones(details.phones)
        return checks
    }

    /// Refuses a CRM id that another contact of this kind has.
    ///
    /// - Parameter id: nil: a new contact.
    static func checkExternalID(
        _ details: Contact.Details, is id: Contact.ID?, _ db: Database
    ) throws {
        let other = try String.fetchOne(
            db.cachedStatement(sql: "SELECT name FROM \(name) WHERE external_id = ? AND id <> ?"),
            arguments: [details.externalID, id?.value ?? 0])
        if let other {
            throw Refusal.conflict([
                FieldProblem("external_id", ValidationMessage.taken(by: other))
            ])
        }
    }
}

extension Store {
    /// Adds a contact. Older calls of its phones that have no contact of this kind are attached to it,
    /// unless another contact of this kind has the phone too.
    func create<Table: ContactTable>(
        in table: Table.Type, by author: Author?, at now: Instant,
        _ insert: @escaping (Database) throws -> Table.Contact.ID
    ) throws(StoreError) -> SaveOutcome<Table.Contact> {
        try saveWithOlderCalls(.by(author, at: now)) { transaction in
            let db = transaction.db
            let id = try insert(db)
            try Table.audit(Table.actions.added, of: id, by: author, at: now, db)
            let calls = try OlderCalls.attach(
                Table.phones(of: id, db), to: Table.owner(id), by: author, at: now, transaction)
            return (id, calls)
        } reading: {
            try Table.saved($0, $1)
        }
    }

    func update<Table: ContactTable>(
        in table: Table.Type, _ id: Table.Contact.ID, expecting seen: Instant?,
        by author: Author?, at now: Instant,
        _ change: @escaping (inout Table.Contact.Details) -> Void
    ) throws(StoreError) -> SaveOutcome<Table.Contact> {
        try saveWithOlderCalls(.by(author, at: now)) { transaction in
            let db = transaction.db
            guard let old = try Table.find(id, db) else { throw Refusal.missing }
            try old.updatedAt.expect(seen)
            var details = old.details
            change(&details)
            // The same phones in another spelling.
            if details.phones.distinctE164 == old.details.phones.map(\.e164) {
                details.phones = old.details.phones
            }
            if details != old.details {
                try Table.update(old, to: details, at: now, db)
                try Table.audit(Table.actions.changed, of: id, by: author, at: now, db)
            }
            let calls = try OlderCalls.attach(
                details.phones.filter { !old.details.phones.has($0) }, to: Table.owner(id),
                by: author, at: now, transaction)
            return (id, calls)
        } reading: {
            try Table.saved($0, $1)
        }
    }

    func delete<Table: ContactTable>(
        in table: Table.Type, _ id: Table.Contact.ID, by author: Author, at now: Instant
    ) throws(StoreError) -> DeleteOutcome {
        let outcome = try save(.by(author, at: now)) { db in
            guard try Table.find(id, db) != nil else { throw Refusal.missing }
            try ContactRemoval(gone: Table.owner(id), heir: nil).begin(db)
            try Table.audit(Table.actions.deleted, of: id, by: author, at: now, db)
        }
        return if case .saved = outcome { .deleted } else { .missing }
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
            guard merge.kept != merge.gone, let kept = try Table.find(merge.kept, db),
                let gone = try Table.find(merge.gone, db)
            else { throw Refusal.missing }
            try kept.updatedAt.expect(merge.keptSeen)
            try gone.updatedAt.expect(merge.goneSeen)
            try move(merge, transaction)
            try ContactRemoval(gone: Table.owner(gone.id), heir: kept.id.value).begin(db)
            try Table.update(kept, to: kept.details.merged(with: gone.details), at: now, db)
            try Table.audit(Table.actions.merged, of: kept.id, by: author, at: now, db)
            return kept.id
        } reading: {
            try Table.saved($0, $1)
        }
    }
}
