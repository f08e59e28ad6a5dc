import CallRules
import GRDB

extension Store {
    /// The kind and id of a record, written as `lead/12` or `call/UUID`; nil: it is neither.
    package func webhookRecord(
        _ text: String
    ) throws(StoreError) -> WebhookDeliveryFilter.Record? {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, let kind = RecordKind(rawValue: String(parts[0])) else {
            return nil
        }
        if let id = Int64(parts[1]) { return WebhookDeliveryFilter.Record(kind: kind, id: id) }
        guard kind == .call else { return nil }
        let id = try read { db in
            try Int64.fetchOne(
                db, sql: "SELECT id FROM call WHERE uuid = ?",
                arguments: [CallUUID.canonical(String(parts[1]))])
        }
        // No call has the id 0, so nothing fits.
        return WebhookDeliveryFilter.Record(kind: kind, id: id ?? 0)
    }
}
