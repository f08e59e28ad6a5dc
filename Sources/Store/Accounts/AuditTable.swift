import CallRules
import GRDB

/// Actions of the audit; the raw values are stored.
package enum AuditAction: String, CaseIterable, Sendable {
    /// The first administrator was made, or an employee became it, by the one-time link.
    case setUp = "set_up"
    /// A one-time link was made; without a subject it is the one of the first run.
    case invited
    case invitationAccepted = "invitation_accepted"
    case signedIn = "signed_in"
    /// Wrong e-mail address, wrong password or too many attempts; not every attempt is written.
    case signInRefused = "sign_in_refused"
    case signedOut = "signed_out"
    /// All sessions of the subject were closed, but perhaps the one it was asked from.
    case signedOutEverywhere = "signed_out_everywhere"
    case passwordChanged = "password_changed"
    case employeeAdded = "employee_added"
    case employeeChanged = "employee_changed"
    case employeeDeleted = "employee_deleted"
    /// The subject's own line for each of Phonet's users who was taken over.
    case employeeTakenOver = "employee_taken_over"
    /// An extension seen in calls was given to the subject.
    case extensionAssigned = "extension_assigned"
    case leadStatusesChanged = "lead_statuses_changed"
    case leadSourcesChanged = "lead_sources_changed"
    /// A secret webhook address was made.
    case webhookTokenMade = "webhook_token_made"
    /// The recording of the subject, a `call/UUID`, was played; once for all pieces of a listening.
    case listened
    /// Phonet was asked to dial; the subject is the `dialling/7`.
    case callAsked = "call_asked"
    /// Phonet was asked to end the call that is the subject, as `call/UUID`.
    case callHungUp = "call_hung_up"
    /// Somebody said that a missed call needs no calling back; the subject is the `missed-case/7`.
    case missedCaseClosed = "missed_case_closed"
    case missedCaseReopened = "missed_case_reopened"
    /// Somebody made the lead that is the subject, `lead/7`, of a call.
    case leadMade = "lead_made"
    case leadAdded = "lead_added"
    case leadChanged = "lead_changed"
    case leadDeleted = "lead_deleted"
    /// Another lead became part of the subject.
    case leadsMerged = "leads_merged"
    /// The subject is the `client/7`.
    case clientAdded = "client_added"
    case clientChanged = "client_changed"
    case clientDeleted = "client_deleted"
    /// Another client became part of the subject.
    case clientsMerged = "clients_merged"
    /// The subject, a `call/UUID`, was given to a client or a lead, or taken from them.
    case clientAttached = "client_attached"
    case clientDetached = "client_detached"
    case leadAttached = "lead_attached"
    case leadDetached = "lead_detached"
    /// Calls that had become those of the subject, a `client/7` or `lead/7`, were taken back at once.
    case attachmentUndone = "attachment_undone"
    /// A file of clients or leads was imported; the subject is the `import/7`.
    case imported
    /// The subject, `calls`, `clients` or `leads`, was written to a file for somebody.
    case exported
    /// The settings were saved; the subject is the `setting-version/7` it made.
    case settingsChanged = "settings_changed"
    /// The subject, an `address/203.0.113.9`, was added to the trusted ones.
    case addressTrusted = "address_trusted"
    /// Webhook messages were replayed; the subject names all of them, `messages/17-40,55`.
    case messagesReplayed = "messages_replayed"
    /// An API token was made or ended; the subject is the `token/7`.
    case apiTokenMade = "api_token_made"
    case apiTokenRevoked = "api_token_revoked"
    /// The database was copied; the subject is the `backup/7`.
    case backupMade = "backup_made"
    /// Somebody asked what is held about a number; the subject is the `inquiry/7`, and so it is when
    /// they took it with them as a file.
    case inquiryMade = "inquiry_made"
    case inquiryExported = "inquiry_exported"
    /// The erasure of a phone was started; the subject is the `erasure/7`.
    case numberErased = "number_erased"
    case numberPseudonymised = "number_pseudonymised"
    /// A purge was started; the subject is the `purge/7`.
    case purged
}

/// Which lines of the audit a list holds.
package struct AuditFilter: Hashable, Sendable {
    package var actor: Actor?
    package var action: AuditAction?
    /// From this moment on.
    package var from: Instant?
    /// Before this moment.
    package var to: Instant?
    /// Part of the subject as it is stored, as `call/3f9c`.
    package var subject: String?
    /// Subjects that are meant as well, in full.
    package var alsoSubjects: [String] = []

    /// Who did it.
    package enum Actor: Hashable, Sendable {
        case employee(Employee.ID)
        /// No employee: a command or an API token.
        case named(String)
    }

    package init() {}
}

/// One line of the audit.
package struct AuditEntry: Hashable, Sendable {
    package let id: Int64
    package let at: Instant
    /// The name at that time.
    package let actor: String
    /// Nil: no employee did it, or one who was deleted since.
    package let employee: Employee.ID?
    /// Empty: a command on the machine itself.
    package let sourceIP: String
    /// Nil for an action of a newer program.
    package let action: AuditAction?
    /// What it was done to, as `employee/3`; empty: nothing in particular.
    package let subject: String
}

/// The audit. Triggers of the database refuse to change rows, and to delete them before a purge may.
enum AuditTable {
    static func insert(
        _ action: AuditAction, by author: Author, to subject: String, at now: Instant,
        _ db: Database
    ) throws {
        try db.execute(
            sql: """
                INSERT INTO audit_entry (at, actor, employee_id, source_ip, action, subject)
                VALUES (?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                now, author.name, author.employee, author.origin.sourceIP,
                action.rawValue, subject,
            ])
    }

    static func insert(
        _ action: AuditAction, by author: Author, to employee: Employee.ID, at now: Instant,
        _ db: Database
    ) throws {
        try insert(action, by: author, to: "employee/\(employee.value)", at: now, db)
    }
}

extension Store {
    /// The audit, the latest first.
    ///
    /// A page looks through fifty thousand lines at most: it may hold fewer rows than were asked for,
    /// even none, and still have a next one.
    package func auditEntries(
        _ page: Pagination, _ filter: AuditFilter = AuditFilter()
    ) throws(StoreError) -> Page<AuditEntry> {
        try read { db in
            var scan = try AuditTable.scan(filter, db)
            if let after = page.after { scan.bounds.append("id < \(after.id)") }
            let found = try scan.ids(.descending, limit: page.limit, window: 50_000, db)
            let rows = try SQLRequest<Row>(
                literal: "SELECT * FROM audit_entry WHERE id IN \(found.ids) ORDER BY id DESC"
            ).fetchAll(db)
            return Page(
                items: rows.map(AuditEntry.init), next: found.end.map { Cursor(id: $0) })
        }
    }
}

extension AuditTable {
    /// The scan of the lines that a filter selects.
    fileprivate static func scan(_ filter: AuditFilter, _ db: Database) throws -> TableScan {
        var scan = TableScan(table: "audit_entry")
        let order = TimeOrder(table: scan.table, column: "at")
        switch filter.actor {
        case .employee(let id)?: scan.bounds.append("employee_id = \(id.value)")
        case .named(let name)?:
            scan.conditions.append("employee_id IS NULL AND actor = \(name)")
        case nil: break
        }
        if let action = filter.action { scan.conditions.append("action = \(action.rawValue)") }
        try scan.narrow(by: order, from: filter.from, to: filter.to, db)
        if let subject = filter.subject {
            scan.conditions.append(
                "instr(subject, \(subject)) > 0 OR subject IN \(filter.alsoSubjects)")
        }
        return scan
    }
}

extension AuditEntry {
    fileprivate init(_ row: Row) {
        id = row["id"]
        at = row["at"]
        actor = row["actor"]
        employee = row["employee_id"]
        sourceIP = row["source_ip"]
        action = AuditAction(rawValue: row["action"])
        subject = row["subject"]
    }
}
