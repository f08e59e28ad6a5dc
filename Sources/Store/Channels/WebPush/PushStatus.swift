import GRDB

/// The state of web push, for monitoring.
package struct PushStatus: Hashable, Sendable {
    /// Browsers that get pushes.
    package let subscriptions: Int
    /// Pushes that wait or are being sent.
    package let underWay: Int
    /// The number of browsers whose last push failed, by reason.
    package let failures: [DeliveryFailure.Code: Int]
}

extension Store {
    /// Reads small tables and partial indexes.
    package func pushStatus() throws(StoreError) -> PushStatus {
        try read { db in
            var failures: [DeliveryFailure.Code: Int] = [:]
            var subscriptions = 0
            for row in try Row.fetchAll(
                db.cachedStatement(
                    sql: "SELECT failure, count(*) AS n FROM push_subscription GROUP BY failure"))
            {
                subscriptions += row["n"]
                if let failure: DeliveryFailure.Code = try row.codeIfPresent("failure") {
                    failures[failure] = row["n"]
                }
            }
            let underWay = try Int.fetchOne(
                db.cachedStatement(
                    sql: """
                        SELECT (SELECT count(*) FROM delivery
                                WHERE state = 'waiting' AND event_seq IS NULL AND channel = :channel)
                            + (SELECT count(*) FROM delivery
                                WHERE state = 'sending' AND channel = :channel)
                        """), arguments: ["channel": ChannelKind.webPush.rawValue])
            return PushStatus(
                subscriptions: subscriptions, underWay: underWay ?? 0, failures: failures)
        }
    }
}
