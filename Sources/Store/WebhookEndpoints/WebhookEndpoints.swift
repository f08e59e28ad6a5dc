import CallRules
import Foundation
import GRDB

extension Store {
    /// Every webhook endpoint, by id.
    package func webhookEndpoints() throws(StoreError) -> [WebhookEndpoint] {
        try read { try WebhookEndpointTable.all($0) }
    }

    /// The endpoint with this id; nil: there is none.
    package func webhookEndpoint(
        _ id: WebhookEndpoint.ID
    ) throws(StoreError) -> WebhookEndpoint? {
        try read { try WebhookEndpointTable.find(id, $0) }
    }

    /// Stores a new endpoint. It is told of what happens from now on.
    ///
    /// - Parameters:
    ///   - details: the address was let pass by `WebhookGate`.
    ///   - secret: `WebhookEndpoint.secretBytes` random bytes.
    package func createWebhookEndpoint(
        _ details: WebhookEndpointDetails, secret: [UInt8], by author: Author, at now: Instant
    ) throws(StoreError) -> SaveOutcome<WebhookEndpoint> {
        try save(.upkeep) { db in
            var checks = FieldChecks()
            try Store.check(details, &checks, db)
            if try WebhookEndpointTable.all(db).count >= WebhookEndpoint.limit {
                checks.refuse("url", ValidationMessage.tooManyEndpoints(WebhookEndpoint.limit))
            }
            try checks.throwIfAny()
            let id = try WebhookEndpointTable.insert(details, secret: secret, at: now, db)
            try Store.note(.webhookEndpointAdded, id, by: author, at: now, db)
            return try Store.found(id, db)
        }
    }

    /// Changes an endpoint. When it is switched on, what waits is sent at once, and what happens from now
    /// on is queued.
    ///
    /// - Parameter change: changes the present details.
    package func updateWebhookEndpoint(
        _ id: WebhookEndpoint.ID, by author: Author, at now: Instant,
        _ change: @escaping (inout WebhookEndpointDetails) -> Void
    ) throws(StoreError) -> SaveOutcome<WebhookEndpoint> {
        try save(.upkeep) { db in
            let endpoint = try Store.found(id, db)
            var details = endpoint.details
            change(&details)
            guard details != endpoint.details else { return endpoint }
            var checks = FieldChecks()
            try Store.check(details, &checks, db)
            try checks.throwIfAny()
            try WebhookEndpointTable.update(endpoint, to: details, at: now, db)
            try Store.note(.webhookEndpointChanged, id, by: author, at: now, db)
            return try Store.found(id, db)
        }
    }

    /// Deletes an endpoint with its deliveries; false: there is none with this id.
    package func deleteWebhookEndpoint(
        _ id: WebhookEndpoint.ID, by author: Author, at now: Instant
    ) throws(StoreError) -> Bool {
        // First it is off, so that no delivery is added; then they go in pieces, for webhooks of Phonet
        // wait for each.
        try write(.upkeep) { try WebhookEndpointTable.switchOffForDeletion(id, $0.db) }
        while try write(.upkeep, { try WebhookEndpointTable.deleteDeliveries(of: id, $0.db) }) {}
        return try write(.upkeep) { transaction in
            guard try WebhookEndpointTable.delete(id, transaction.db) else { return false }
            try Store.note(.webhookEndpointDeleted, id, by: author, at: now, transaction.db)
            return true
        }
    }

    /// Gives an endpoint another secret. The present one signs for a day more, one from before no longer.
    ///
    /// - Returns: until when the present one signs; nil: there is no such endpoint.
    package func renewWebhookSecret(
        of id: WebhookEndpoint.ID, _ secret: [UInt8], by author: Author, at now: Instant
    ) throws(StoreError) -> Instant? {
        try write(.upkeep) { transaction in
            let db = transaction.db
            guard try WebhookEndpointTable.find(id, db) != nil else { return nil }
            let end = try WebhookEndpointTable.renew(id, secret: secret, at: now, db)
            try Store.note(.webhookSecretMade, id, by: author, at: now, db)
            return end
        }
    }

    private static func check(
        _ details: WebhookEndpointDetails, _ checks: inout FieldChecks, _ db: Database
    ) throws {
        if !details.description.isEmpty { checks.line("description", details.description, 1...200) }
        if case .some(let types) = details.types, types.isEmpty {
            checks.refuse("types", ValidationMessage.empty)
        }
        if let token = details.tokenID, try !APITokenTable.exists(token, db) {
            checks.refuse("token_id", ValidationMessage.noToken(token.value))
        }
    }

    private static func note(
        _ action: AuditAction, _ id: WebhookEndpoint.ID, by author: Author, at now: Instant,
        _ db: Database
    ) throws {
        try AuditTable.insert(
            action, by: author, to: "webhook-endpoint/\(id.value)", at: now, db)
    }

    private static func found(_ id: WebhookEndpoint.ID, _ db: Database) throws -> WebhookEndpoint {
        guard let endpoint = try WebhookEndpointTable.find(id, db) else { throw Refusal.missing }
        return endpoint
    }
}
