import GRDB

/// How pushes go, for monitoring.
package struct PushStatus: Hashable, Sendable {
    /// Browsers that get pushes.
    package let subscriptions: Int
    /// Pushes that wait or are being sent.
    package let underWay: Int
    /// What keeps pushes from arriving at browsers, and at how many; by name.
    package let failures: [String: Int]
}

extension Store {
    /// Counts by reading small tables and indexes.
    package func pushStatus() throws(StoreError) -> PushStatus {
        try read { db in
            var failures: [String: Int] = [:]
            var subscriptions = 0
            for row in try Row.fetchAll(
                db.cachedStatement(
                    sql: "SELECT trouble, count(*) AS n FROM push_subscription GROUP BY trouble"))
            {
                subscriptions += row["n"]
                if let failure = row["trouble"] as String? { failures[failure] = row["n"] }
            }
            let underWay = try Int.fetchOne(
                db.cachedStatement(
                    sql: """
                        SELECT (SELECT count(*) FROM push_delivery WHERE state = 'waiting')
                            + (SELECT count(*) FROM push_delivery WHERE state = 'sending')
                        """))
            return PushStatus(
                subscriptions: subscriptions, underWay: underWay ?? 0, failures: failures)
        }
    }
}
