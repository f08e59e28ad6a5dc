import CallRules
import Foundation
import GRDB

extension Store {
    /// The private VAPID key of this gateway. Created once and stored, because browsers subscribe
    /// with its public key.
    ///
    /// - Parameter new: makes a key of 32 bytes; it is stored when there is none.
    package func pushKey(
        orKeep new: @escaping () -> [UInt8], at now: Instant
    ) throws(StoreError) -> [UInt8] {
        if let key = try read(PushKeyTable.key) { return key }
        return try write(.upkeep) { transaction in
            try transaction.db.execute(
                sql: """
                    INSERT OR IGNORE INTO push_key (id, private_key, created_at) VALUES (1, ?, ?)
                    """,
                arguments: [Data(new()), now.milliseconds])
            return try PushKeyTable.key(transaction.db) ?? []
        }
    }
}

private enum PushKeyTable {
    static func key(_ db: Database) throws -> [UInt8]? {
        try Data.fetchOne(db.cachedStatement(sql: "SELECT private_key FROM push_key")).map {
            Array($0)
        }
    }
}
