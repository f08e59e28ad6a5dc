import CallRules
import GRDB

/// A browser's push subscription as it was sent (Push API, `PushSubscription`), unchecked.
package struct PushSubscriptionDetails: Hashable, Sendable {
    /// The push service's address for this browser. Secret: anybody who knows it can send to the
    /// browser.
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

/// A browser that gets an employee's pushes.
package struct PushSubscriptionRow: Hashable, Sendable {
    /// The most browsers of one employee; a new one replaces the oldest.
    package static let maxEach = 20

    package let id: Int64
    package let employeeID: Employee.ID
    package let details: PushSubscriptionDetails
    /// Its `User-Agent`, at most 200 characters.
    package let browser: String
    /// When the browser subscribed.
    package let createdAt: Instant
    /// When the push service last accepted a push; nil: never.
    package let lastDeliveredAt: Instant?
    /// Why the last push failed; nil: it arrived, or none was sent.
    package let failure: DeliveryFailure?
}

extension Store {
    /// Saves a browser or its new keys. A browser of another employee is moved to this one;
    /// deliveries that wait for the other employee are no longer sent to it.
    ///
    /// - Returns: nil when there is no such employee.
    package func subscribe(
        _ details: PushSubscriptionDetails, browser: String, of employee: Employee.ID,
        at now: Instant
    ) throws(StoreError) -> PushSubscriptionRow? {
        try write(.upkeep) { transaction in
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
                        auth = excluded.auth, browser = excluded.browser, failure = NULL,
                        failure_details = NULL
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
                arguments: [employee.value, details.endpoint, PushSubscriptionRow.maxEach])
            return try PushSubscriptionTable.rows(
                "endpoint = \(details.endpoint)", db
            ).first
        }
    }

    /// The browsers that get an employee's pushes, the newest first.
    package func pushSubscriptions(
        of employee: Employee.ID
    ) throws(StoreError) -> [PushSubscriptionRow] {
        try read { try PushSubscriptionTable.rows("employee_id = \(employee.value)", $0) }
    }

    /// One browser of this employee; nil: it was removed, or belongs to another employee now.
    package func pushSubscription(
        _ id: Int64, of employee: Employee.ID?
    ) throws(StoreError) -> PushSubscriptionRow? {
        try read { try PushSubscriptionTable.rows("id = \(id) AND employee_id IS \(employee)", $0) }
            .first
    }

    /// Deletes one of an employee's browsers.
    ///
    /// - Returns: false when the browser does not belong to the employee.
    package func unsubscribe(_ id: Int64, of employee: Employee.ID) throws(StoreError) -> Bool {
        try write(.upkeep) { transaction in
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
        ).fetchAll(db).map { try PushSubscriptionRow($0) }
    }
}

extension PushSubscriptionRow {
    init(_ row: Row) throws(UnknownCode) {
        id = row["id"]
        employeeID = Employee.ID(row["employee_id"])
        details = PushSubscriptionDetails(
            endpoint: row["endpoint"], p256dh: row["p256dh"], auth: row["auth"])
        browser = row["browser"]
        createdAt = Instant(milliseconds: row["created_at"])
        lastDeliveredAt = (row["last_delivered_at"] as Int64?).map(Instant.init)
        if let code: DeliveryFailure.Code = try row.codeIfPresent("failure") {
            failure = try DeliveryFailure(
                code, details: row["failure_details"], column: "failure_details")
        } else {
            failure = nil
        }
    }
}
