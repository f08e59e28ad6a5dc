import CallRules
import GRDB

/// Actions of the audit; the raw values are stored.
package enum AuditAction: String, CaseIterable, Sendable {
    /// The one-time link created the first administrator, or made an employee the administrator.
    case setUp = "set_up"
    /// A one-time link was created; without a subject it is the link of the first run.
    case invited
    case invitationAccepted = "invitation_accepted"
    case signedIn = "signed_in"
    /// Wrong e-mail address, wrong password or too many attempts; not every attempt is written.
    case signInRefused = "sign_in_refused"
    /// A program made a link with which the subject signs in.
    case signInLinkMade = "sign_in_link_made"
    /// The author signed in with a link; the subject is the `token/7` that made it.
    case signedInByLink = "signed_in_by_link"
    /// The subject signed in with a JWT that the CRM signed.
    case signedInBySSO = "signed_in_by_sso"
    /// The subject, who signed in through the CRM, typed the password and has the full role now.
    case roleRaised = "role_raised"
    case signedOut = "signed_out"
    /// All sessions of the subject were closed; the session that asked for it may have been kept.
    case signedOutEverywhere = "signed_out_everywhere"
    case passwordChanged = "password_changed"
    case employeeAdded = "employee_added"
    case employeeChanged = "employee_changed"
    case employeeDeleted = "employee_deleted"
    /// A user of Phonet was imported as the subject; one line for each user.
    case employeeTakenOver = "employee_taken_over"
    /// An extension seen in calls was assigned to the subject.
    case extensionAssigned = "extension_assigned"
    case leadStatusesChanged = "lead_statuses_changed"
    case leadSourcesChanged = "lead_sources_changed"
    case callCategoriesChanged = "call_categories_changed"
    /// A number was put on the ignore list, its reason was changed, or it was taken away; the subject is the
    /// `ignored-number/7`.
    case numberIgnored = "number_ignored"
    case ignoredNumberChanged = "ignored_number_changed"
    case numberNoLongerIgnored = "number_no_longer_ignored"
    /// The note or the category of the subject, a `call/UUID`, was changed.
    case callNoted = "call_noted"
    /// A line got a name or settings of its own; the subject is the `line/7`.
    case lineChanged = "line_changed"
    /// A secret webhook address was created.
    case webhookTokenMade = "webhook_token_made"
    /// The recording of the subject, a `call/UUID`, was played; one line for all ranges of one playback.
    case listened
    /// Phonet was asked to start a call; the subject is the `dialling/7`.
    case callAsked = "call_asked"
    /// Phonet was asked to end the call; the subject is the `call/UUID`.
    case callHungUp = "call_hung_up"
    /// A missed call was closed by hand, without a call back; the subject is the `missed-case/7`.
    case missedCaseClosed = "missed_case_closed"
    case missedCaseReopened = "missed_case_reopened"
    /// A lead was created by hand from a call; the subject is the `lead/7`.
    case leadMade = "lead_made"
    case leadAdded = "lead_added"
    case leadChanged = "lead_changed"
    case leadDeleted = "lead_deleted"
    /// Another lead was merged into the subject.
    case leadsMerged = "leads_merged"
    /// The subject is the `client/7`.
    case clientAdded = "client_added"
    case clientChanged = "client_changed"
    case clientDeleted = "client_deleted"
    /// Another client was merged into the subject.
    case clientsMerged = "clients_merged"
    /// The subject, a `call/UUID`, was attached to a client or a lead, or detached from it.
    case clientAttached = "client_attached"
    case clientDetached = "client_detached"
    case leadAttached = "lead_attached"
    case leadDetached = "lead_detached"
    /// A merge was undone; the subject is the `client/7` or `lead/7` that is there again.
    case mergeUndone = "merge_undone"
    /// An attachment of calls to the subject, a `client/7` or `lead/7`, was undone.
    case attachmentUndone = "attachment_undone"
    /// A file of clients or leads was imported; the subject is the `import/7`.
    case imported
    /// A CRM sent clients, leads or employees, and something changed; the subject is the `sync/7`.
    case synced
    /// The subject, `calls`, `clients` or `leads`, was exported to a file.
    case exported
    /// The settings were saved; the subject is the new `setting-version/7`.
    case settingsChanged = "settings_changed"
    /// The subject, an `address/203.0.113.9`, was added to the trusted addresses.
    case addressTrusted = "address_trusted"
    /// Webhook messages were replayed; the subject lists them, `messages/17-40,55`.
    case messagesReplayed = "messages_replayed"
    /// An API token was created or revoked; the subject is the `token/7`.
    case apiTokenMade = "api_token_made"
    case apiTokenRevoked = "api_token_revoked"
    /// The secret for JWTs of the CRM was created or deleted.
    case ssoSecretMade = "sso_secret_made"
    case ssoSecretDeleted = "sso_secret_deleted"
    /// A webhook endpoint was added, changed or deleted; the subject is the `webhook-endpoint/7`.
    case webhookEndpointAdded = "webhook_endpoint_added"
    case webhookEndpointChanged = "webhook_endpoint_changed"
    case webhookEndpointDeleted = "webhook_endpoint_deleted"
    /// The gateway switched it off: it failed for five days, or said that it is gone.
    case webhookEndpointStopped = "webhook_endpoint_stopped"
    case webhookSecretMade = "webhook_secret_made"
    case webhookTried = "webhook_tried"
    /// An employee linked a conversation with the Telegram bot, or ended it.
    case telegramLinked = "telegram_linked"
    case telegramUnlinked = "telegram_unlinked"
    /// Deliveries to it were sent again.
    case webhooksRepeated = "webhooks_repeated"
    /// A backup was made; the subject is the `backup/7`.
    case backupMade = "backup_made"
    /// An inquiry about a phone was started, or its result was exported; the subject is the `inquiry/7`.
    case inquiryMade = "inquiry_made"
    case inquiryExported = "inquiry_exported"
    /// The erasure of a phone was started; the subject is the `erasure/7`.
    case numberErased = "number_erased"
    case numberPseudonymised = "number_pseudonymised"
    /// A purge was started; the subject is the `purge/7`.
    case purged
}

/// Filter of the audit list.
package struct AuditFilter: Hashable, Sendable {
    /// Nil: any author.
    package var actor: Actor?
    /// Nil: any action.
    package var action: AuditAction?
    /// From this moment on.
    package var from: Instant?
    /// Before this moment.
    package var to: Instant?
    /// Part of the subject as it is stored, as `call/3f9c`.
    package var subject: String?
    /// Further subjects to match, each in full.
    package var alsoSubjects: [String] = []

    /// The author of a line.
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
    /// When the action was done.
    package let at: Instant
    /// The author's name at that time.
    package let actor: String
    /// Nil: the author is no employee, or the employee was deleted since.
    package let employee: Employee.ID?
    /// Empty: a command on the machine itself.
    package let sourceIP: String
    /// Nil: a newer version of the program wrote this action.
    package let action: AuditAction?
    /// The object of the action, as `employee/3`; empty: none in particular.
    package let subject: String
}

/// The audit. Triggers refuse changes, and refuse deletions that no purge makes.
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
    /// A page tests 50,000 lines at most. It may have fewer rows than `limit`, or none, and still have a
    /// next page.
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
    /// The scan of the lines that match a filter.
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
