import CallRules
import GRDB

/// What a browser gave us to send it pushes by (Push API, `PushSubscription`), unchecked.
package struct PushSubscriptionDetails: Hashable, Sendable {
    /// The address of its push service; whoever knows it can bother the browser.
    package let endpoint: String
    /// The browser's public key, base64url.
    package let p256dh: String
    /// The browser's secret, base64url.
    package let auth: String

    package init(endpoint: String, p256dh: String, auth: String) {
        self.endpoint = endpoint
        self.p256dh = p256dh
        self.auth = auth
    }
}

/// A browser somebody gets pushes in.
package struct PushSubscriptionRow: Hashable, Sendable {
    /// Nobody has more browsers; the oldest makes room for a new one.
    package static let mostEach = 20

    package let id: Int64
    package let employeeID: Employee.ID
    package let details: PushSubscriptionDetails
    /// What it called itself, at most 200 characters.
    package let browser: String
    package let createdAt: Instant
    package let lastDeliveredAt: Instant?
    /// Why the last push did not arrive; nil since one arrived.
    package let failure: DeliveryFailure?
}

extension Store {
    /// Keeps a browser, or what changed about it. One that was somebody else's becomes this
    /// person's, and what waits for the other does not reach it any more.
    ///
    /// - Returns: nil when there is no such person.
    package func subscribe(
        _ details: PushSubscriptionDetails, browser: String, of employee: Employee.ID,
        at now: Instant
    ) throws(StoreError) -> PushSubscriptionRow? {
        try write { transaction in
            let db = transaction.db
            guard try EmployeeTable.exists(employee, db) else { return nil }
            try db.execute(
                sql: "DELETE FROM push_subscription WHERE endpoint = ? AND employee_id <> ?",
                arguments: [details.endpoint, employee.value])
            try db.execute(
                sql: """
                    INSERT INTO push_subscription (employee_id, endpoint, p256dh, auth, browser,
                        created_at)
                    VALUES (?, ?, ?, ?, ?, ?)
                    ON CONFLICT (endpoint) DO UPDATE SET p256dh = excluded.p256dh,
                        auth = excluded.auth, browser = excluded.browser, trouble = NULL,
                        trouble_status = NULL
                    """,
                arguments: [
                    employee.value, details.endpoint, details.p256dh, details.auth, browser,
                    now.milliseconds,
                ])
            try db.execute(
                sql: """
                    DELETE FROM push_subscription WHERE employee_id = ?1 AND id NOT IN (
                        SELECT id FROM push_subscription WHERE employee_id = ?1
                        ORDER BY endpoint = ?2 DESC, id DESC LIMIT ?3)
                    """,
                arguments: [employee.value, details.endpoint, PushSubscriptionRow.mostEach])
            return try PushSubscriptionTable.rows(
                "endpoint = \(details.endpoint)", db
            ).first
        }
    }

    /// The browsers somebody gets pushes in, the newest first.
    package func pushSubscriptions(
        of employee: Employee.ID
    ) throws(StoreError) -> [PushSubscriptionRow] {
        try read { try PushSubscriptionTable.rows("employee_id = \(employee.value)", $0) }
    }

    /// Forgets one of somebody's browsers.
    ///
    /// - Returns: whether it was theirs.
    package func unsubscribe(_ id: Int64, of employee: Employee.ID) throws(StoreError) -> Bool {
        try write { transaction in
            try transaction.db.execute(
                sql: "DELETE FROM push_subscription WHERE id = ? AND employee_id = ?",
                arguments: [id, employee.value])
            return transaction.db.changesCount > 0
        }
    }
}

enum PushSubscriptionTable {
    /// The newest first.
    static func rows(_ condition: SQL, _ db: Database) throws -> [PushSubscriptionRow] {
        try SQLRequest<Row>(
            literal: "SELECT * FROM push_subscription WHERE \(condition) ORDER BY id DESC"
        ).fetchAll(db).map(PushSubscriptionRow.init)
    }

    static func noteDelivery(_ id: Int64, at now: Instant, _ db: Database) throws {
        try db.execute(
            sql: """
                UPDATE push_subscription
                SET last_delivered_at = ?, trouble = NULL, trouble_status = NULL WHERE id = ?
                """,
            arguments: [now.milliseconds, id])
    }

    static func note(_ failure: DeliveryFailure, _ id: Int64, _ db: Database) throws {
        try db.execute(
            sql: "UPDATE push_subscription SET trouble = ?, trouble_status = ? WHERE id = ?",
            arguments: [failure.failure, failure.status, id])
    }
}

extension PushSubscriptionRow {
    init(_ row: Row) {
        id = row["id"]
        employeeID = Employee.ID(row["employee_id"])
        details = PushSubscriptionDetails(
            endpoint: row["endpoint"], p256dh: row["p256dh"], auth: row["auth"])
        browser = row["browser"]
        createdAt = Instant(milliseconds: row["created_at"])
        lastDeliveredAt = (row["last_delivered_at"] as Int64?).map(Instant.init)
        failure = (row["trouble"] as String?).map {
            DeliveryFailure(failure: $0, status: row["trouble_status"])
        }
    }
}
