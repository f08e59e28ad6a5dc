import CallRules
import Foundation
import GRDB

/// The tables `webhook_endpoint` and `webhook_endpoint_type`.
enum WebhookEndpointTable {
    static func find(_ id: WebhookEndpoint.ID, _ db: Database) throws -> WebhookEndpoint? {
        try Row.fetchOne(
            db.cachedStatement(sql: "SELECT * FROM webhook_endpoint WHERE id = ?"),
            arguments: [id]
        ).map { try row($0, db) }
    }

    /// Every endpoint, by id.
    static func all(_ db: Database) throws -> [WebhookEndpoint] {
        try Row.fetchAll(
            db.cachedStatement(sql: "SELECT * FROM webhook_endpoint ORDER BY id")
        ).map { try row($0, db) }
    }

    static func insert(
        _ details: WebhookEndpointDetails, secret: [UInt8], at now: Instant, _ db: Database
    ) throws -> WebhookEndpoint.ID {
        try db.execute(
            sql: """
                INSERT INTO webhook_endpoint (url, description, takes_all, is_on, secret, token_id,
                    created_at) VALUES (?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                details.url, details.description, details.types == .all, details.isOn,
                Data(secret), details.tokenID, now,
            ])
        let id = WebhookEndpoint.ID(db.lastInsertedRowID)
        try write(details.types, of: id, db)
        return id
    }

    /// Saves the details. What waits becomes due at once when the endpoint is switched on.
    static func update(
        _ endpoint: WebhookEndpoint, to details: WebhookEndpointDetails, at now: Instant,
        _ db: Database
    ) throws {
        try db.execute(
            sql: """
                UPDATE webhook_endpoint
                SET url = ?1, description = ?2, takes_all = ?3, is_on = ?4, token_id = ?5,
                    off_cause = iif(?4, NULL, off_cause)
                WHERE id = ?6
                """,
            arguments: [
                details.url, details.description, details.types == .all, details.isOn,
                details.tokenID, endpoint.id,
            ])
        if details.types != endpoint.details.types { try write(details.types, of: endpoint.id, db) }
        guard details.isOn, !endpoint.details.isOn else { return }
        try db.execute(
            sql: """
                UPDATE webhook_endpoint SET failing_since = NULL, failed_tries = 0, asks_one = 0 WHERE id = ?
                """, arguments: [endpoint.id])
        try makeDue(endpoint.id, at: now, db)
    }

    private static func write(
        _ types: WebhookTypes, of id: WebhookEndpoint.ID, _ db: Database
    ) throws {
        try db.execute(
            sql: "DELETE FROM webhook_endpoint_type WHERE endpoint_id = ?", arguments: [id])
        guard case .some(let types) = types else { return }
        for type in types {
            try db.execute(
                sql: "INSERT INTO webhook_endpoint_type (endpoint_id, type) VALUES (?, ?)",
                arguments: [id, type.rawValue])
        }
    }

    static func switchOffForDeletion(_ id: WebhookEndpoint.ID, _ db: Database) throws {
        try db.execute(
            sql: "UPDATE webhook_endpoint SET is_on = 0, off_cause = NULL WHERE id = ?",
            arguments: [id])
    }

    /// Deletes some deliveries of an endpoint.
    ///
    /// - Returns: whether there are more.
    static func deleteDeliveries(of id: WebhookEndpoint.ID, _ db: Database) throws -> Bool {
        try db.execute(
            sql: """
                DELETE FROM delivery WHERE id IN (
                    SELECT id FROM delivery WHERE address = ? AND event_seq IS NOT NULL LIMIT 500)
                """, arguments: [id])
        return db.changesCount == 500
    }

    /// Deletes an endpoint with the deliveries that it still has; false: there is none with this id.
    static func delete(_ id: WebhookEndpoint.ID, _ db: Database) throws -> Bool {
        try db.execute(sql: "DELETE FROM webhook_endpoint WHERE id = ?", arguments: [id])
        return db.changesCount > 0
    }

    /// Gives the endpoint another secret; the present one signs for a day more.
    static func renew(
        _ id: WebhookEndpoint.ID, secret: [UInt8], at now: Instant, _ db: Database
    ) throws -> Instant {
        let end = now.advanced(bySeconds: WebhookEndpoint.oldSecretSeconds)
        try db.execute(
            sql: """
                UPDATE webhook_endpoint
                SET old_secret = secret, old_secret_until = ?, secret = ? WHERE id = ?
                """, arguments: [end, Data(secret), id])
        return end
    }

    /// The secrets that sign now, the present one first.
    static func secrets(
        of id: WebhookEndpoint.ID, at now: Instant, _ db: Database
    ) throws -> [[UInt8]] {
        let row = try Row.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT secret, iif(old_secret_until > ?, old_secret, NULL) AS old_secret
                    FROM webhook_endpoint WHERE id = ?
                    """), arguments: [now, id])
        guard let row else { return [] }
        let secrets: [Data?] = [row["secret"], row["old_secret"]]
        return secrets.compactMap { $0.map { Array($0) } }
    }

    /// Lets everything that waits for an endpoint be sent now.
    static func makeDue(_ id: WebhookEndpoint.ID, at now: Instant, _ db: Database) throws {
        try db.execute(
            sql: """
                UPDATE delivery SET next_at = ?2 WHERE address = ?1 AND event_seq IS NOT NULL
                    AND state = 'waiting' AND next_at > ?2
                """, arguments: [id, now])
    }

    private static func row(_ row: Row, _ db: Database) throws -> WebhookEndpoint {
        let id = WebhookEndpoint.ID(row["id"])
        let isOn: Bool = row["is_on"]
        let types = try String.fetchAll(
            db.cachedStatement(
                sql: "SELECT type FROM webhook_endpoint_type WHERE endpoint_id = ?"),
            arguments: [id]
        ).map { code in
            guard let type = EventType(rawValue: code) else {
                throw UnknownCode(
                    column: "webhook_endpoint_type.type", value: code, type: "EventType")
            }
            return type
        }
        let failing: Instant? = row["failing_since"]
        let last: Int64? = row["last_delivery_id"]
        return WebhookEndpoint(
            id: id,
            details: WebhookEndpointDetails(
                url: row["url"], types: row["takes_all"] ? .all : .some(Set(types)),
                description: row["description"], isOn: isOn, tokenID: row["token_id"]),
            state: isOn
                ? failing.map { .failing(since: $0) } ?? .on
                : .off(try row.codeIfPresent("off_cause")),
            oldSecretUntil: row["old_secret_until"],
            lastDelivery: try last.flatMap { try WebhookDeliveryTable.find($0, db) },
            createdAt: row["created_at"])
    }
}

// MARK: - What attempts tell of the endpoint

extension WebhookEndpointTable {
    /// After so many attempts without a success between, of `outrightRecords` records or more, an
    /// endpoint fails outright and is asked with one event at a time.
    static let outrightTries = 10
    static let outrightRecords = 3

    static func noteDelivery(_ id: Int64, at now: Instant, _ db: Database) throws {
        let failedOutright = try Bool.fetchOne(
            db.cachedStatement(sql: "SELECT asks_one FROM webhook_endpoint WHERE id = ?"),
            arguments: [id])
        try db.execute(
            sql: """
                UPDATE webhook_endpoint SET last_delivered_at = ?, failure = NULL,
                    failure_details = NULL, failing_since = NULL, failed_tries = 0, asks_one = 0
                WHERE id = ?
                """, arguments: [now, id])
        if failedOutright == true { try makeDue(WebhookEndpoint.ID(id), at: now, db) }
    }

    static func note(
        _ failure: DeliveryFailure, _ id: Int64, at now: Instant, _ db: Database
    ) throws {
        try db.execute(
            sql: """
                UPDATE webhook_endpoint SET failure = ?, failure_details = ?,
                    failing_since = coalesce(failing_since, ?), failed_tries = failed_tries + 1
                WHERE id = ?
                """, arguments: [failure.code.rawValue, failure.details, now, id])
        let row = try Row.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT failing_since, failed_tries, asks_one FROM webhook_endpoint WHERE id = ?
                    """), arguments: [id])
        guard let row, let since = row["failing_since"] as Instant?, row["asks_one"] == false,
            row["failed_tries"] >= outrightTries
        else { return }
        let records = try Int.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT count(*) FROM (
                        SELECT DISTINCT record_kind, record_id
                        FROM delivery_attempt INDEXED BY delivery_attempt_failed
                        CROSS JOIN delivery ON delivery.id = delivery_id
                        WHERE failure IS NOT NULL AND ended_at >= ?2
                            AND address = ?1 AND event_seq IS NOT NULL LIMIT ?3)
                    """), arguments: [id, since, outrightRecords])
        guard records == outrightRecords else { return }
        try db.execute(
            sql: "UPDATE webhook_endpoint SET asks_one = 1 WHERE id = ?", arguments: [id])
    }

    static func noteLast(_ delivery: Int64, at address: Int64, _ db: Database) throws {
        try db.execute(
            sql: "UPDATE webhook_endpoint SET last_delivery_id = ? WHERE id = ?",
            arguments: [delivery, address])
    }

    static func switchOff(
        _ id: Int64, _ cause: WebhookEndpoint.OffCause, at now: Instant, _ db: Database
    ) throws {
        try db.execute(
            sql: "UPDATE webhook_endpoint SET is_on = 0, off_cause = ? WHERE id = ? AND is_on = 1",
            arguments: [cause.rawValue, id])
        guard db.changesCount > 0 else { return }
        try AuditTable.insert(
            .webhookEndpointStopped, by: .command, to: "webhook-endpoint/\(id)", at: now, db)
    }

    /// Switches off the endpoints to which nothing could be delivered for five days.
    static func switchOffFailing(at now: Instant, _ db: Database) throws {
        let limit = now.earlier(bySeconds: WebhookEndpoint.longestFailureSeconds)
        let ids = try Int64.fetchAll(
            db.cachedStatement(
                sql: "SELECT id FROM webhook_endpoint WHERE is_on = 1 AND failing_since <= ?"),
            arguments: [limit])
        for id in ids { try switchOff(id, .failing, at: now, db) }
    }
}
