import CallRules
import GRDB

/// What the audit keeps, by name; the raw values are stored.
public enum AuditAction: String, CaseIterable, Sendable {
    /// The first administrator was made, or an employee became it, by the one-time link.
    case setUp = "set_up"
    /// A one-time link was made; without a subject it is the one of the first run.
    case invited
    case invitationAccepted = "invitation_accepted"
    case signedIn = "signed_in"
    /// Wrong e-mail, wrong password, or too many tries; written sparingly.
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
    /// The subject, a `call/UUID`, was given to a client, or taken back.
    case clientAttached = "client_attached"
    case clientDetached = "client_detached"
    /// Somebody asked what is held about a number; the subject is the `inquiry/7`, and so it is when
    /// they took it with them as a file.
    case inquiryMade = "inquiry_made"
    case inquiryExported = "inquiry_exported"
    /// A number was taken out of the books; the subject is the `erasure/7`.
    case numberErased = "number_erased"
    case numberPseudonymised = "number_pseudonymised"
    /// What had been kept long enough was deleted; the subject is the `purge/7`.
    case purged
}

/// One line of the audit.
public struct AuditEntry: Hashable, Sendable {
    public let id: Int64
    public let at: Instant
    /// The name as it was then.
    public let actor: String
    /// Nil: no employee did it, or one who was deleted since.
    public let employee: Employee.ID?
    /// Empty: a command on the machine itself.
    public let sourceIP: String
    /// Nil for an action of a newer program.
    public let action: AuditAction?
    /// What it was done to, as `employee/3`; empty: nothing in particular.
    public let subject: String
}

/// The audit: rows are added, never changed, never removed; the database itself refuses.
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
                now.milliseconds, author.name, author.employee?.value, author.origin.sourceIP,
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
    public func auditEntries(_ page: PageRequest) throws(StoreError) -> Page<AuditEntry> {
        try read { db in
            let entries = try Row.fetchAll(
                db, sql: "SELECT * FROM audit_entry WHERE id < ? ORDER BY id DESC LIMIT ?",
                arguments: [page.after?.id ?? .max, page.limit + 1]
            ).map { row in
                AuditEntry(
                    id: row["id"], at: Instant(milliseconds: row["at"]), actor: row["actor"],
                    employee: (row["employee_id"] as Int64?).map(Employee.ID.init),
                    sourceIP: row["source_ip"], action: AuditAction(rawValue: row["action"]),
                    subject: row["subject"])
            }
            return Page(entries, limit: page.limit) { Cursor(id: $0.id) }
        }
    }
}
