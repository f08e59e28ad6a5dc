import CallRules
import GRDB

/// The editable fields that clients and leads share.
protocol ContactDetails: Hashable, Sendable {
    /// The CRM's id; unique among its kind; at most 100 characters.
    var externalID: String? { get set }
    /// The address of the card in the CRM, http or https; at most 2,000 characters.
    var url: String? { get }
    /// 1…200 characters.
    var name: String { get }
    /// At most 20, each with an E.164 form; stored in that form, each once.
    var phones: [PhoneNumber] { get set }

    init()
    func merged(with other: Self) -> Self
}

/// A client or a lead as stored.
protocol StoredContact: Hashable, Sendable {
    associatedtype ID: RowID & DatabaseValueConvertible
    associatedtype Details: ContactDetails

    var id: ID { get }
    var details: Details { get }
    /// Grows with each change that has an event.
    var version: Int64 { get }
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
    /// The contact as the undoing of a merge needs it.
    static func merged(_ contact: Contact, _ db: Database) throws -> MergedContact
    /// Checks the fields that only this kind has, as far as that needs no query.
    static func checkOwnLines(_ details: Contact.Details, _ checks: inout FieldChecks)
    /// Nil when there is none with this id.
    static func find(_ id: Contact.ID, _ db: Database) throws -> Contact?
    /// Checks and writes what changed.
    static func update(
        _ old: Contact, to details: Contact.Details, by author: Author?, at now: Instant,
        _ db: Database) throws
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

    /// Nil also for one that the viewer does not see.
    static func find(
        _ id: Contact.ID, seenBy viewer: Viewer, _ db: Database
    ) throws -> Contact? {
        try viewer.sees(owner(id), db) ? find(id, db) : nil
    }

    /// Reads a row that was just written.
    static func saved(_ id: Contact.ID, _ db: Database) throws -> Contact {
        guard let contact = try find(id, db) else { throw Refusal.missing }
        return contact
    }

    /// The phones of several contacts.
    static func phones(of ids: [Contact.ID], _ db: Database) throws -> [Int64: [PhoneNumber]] {
        let rows = try Row.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT \(name)_id, e164 FROM \(name)_phone
                    WHERE \(name)_id IN (SELECT value FROM json_each(?)) ORDER BY \(name)_id, position
                    """), arguments: [JSONList.of(ids.map(\.value))])
        var phones: [Int64: [PhoneNumber]] = [:]
        for row in rows {
            let (id, phone): (Int64, String) = (row[0], row[1])
            phones[id, default: []].append(PhoneNumber(phone))
        }
        return phones
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
        try db.cachedStatement(sql: "DELETE FROM \(name)_phone WHERE \(name)_id = ?")
            .execute(arguments: [id])
        try insertPhones(id, phones, db)
    }

    /// Writes the phones of a card that has none.
    static func insertPhones(
        _ id: Contact.ID, _ phones: [PhoneNumber], _ db: Database
    ) throws {
        let insertion = try db.cachedStatement(
            sql: "INSERT INTO \(name)_phone (e164, \(name)_id, position) VALUES (?, ?, ?)")
        for (position, phone) in phones.distinctE164.enumerated() {
            try insertion.execute(arguments: [phone, id, position])
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
        try update(old, to: details, by: nil, at: now, db)
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

    /// Refuses a CRM id that another contact of this kind has, and names the other to whoever sees it.
    ///
    /// - Parameter id: nil: a new contact.
    static func checkExternalID(
        _ details: Contact.Details, is id: Contact.ID?, by author: Author?, _ db: Database
    ) throws {
        guard let externalID = details.externalID else { return }
        let other = try Row.fetchOne(
            db.cachedStatement(
                sql: "SELECT id, name FROM \(name) WHERE external_id = ? AND id <> ?"),
            arguments: [externalID, id?.value ?? 0])
        if let other {
            let viewer = author?.viewer ?? .program
            guard try viewer.sees(owner(Contact.ID(other["id"])), db) else {
                throw Refusal.conflict([FieldProblem("external_id", ValidationMessage.takenUnseen)])
            }
            throw Refusal.conflict([
                FieldProblem(
                    "external_id", ValidationMessage.taken(by: other["name"]), holder: other["id"])
            ])
        }
    }
}
