import CallRules
import GRDB
import Synchronization

/// Who last read the feed, and how far.
package struct FeedReader: Hashable, Sendable {
    package let token: APITokenRow.ID
    /// Of the token.
    package let name: String
    /// The last event it was given.
    package let seq: Int64
    package let at: Instant
}

/// What was last written of each reader: a reader that asks every second is written once a minute.
final class FeedReaders: Sendable {
    private static let pauseSeconds = 60
    private let written = Mutex<[APITokenRow.ID: (seq: Int64, at: Instant)]>([:])

    func isDue(_ token: APITokenRow.ID, _ seq: Int64, at now: Instant) -> Bool {
        written.withLock { written in
            if let last = written[token], last.at <= now,
                now.seconds(since: last.at) < FeedReaders.pauseSeconds
            {
                return false
            }
            if written.count >= 1000 { written = [:] }
            written[token] = (seq, now)
            return true
        }
    }
}

extension Store {
    /// Notes that a token has read the feed up to an event; once a minute at most, without waiting.
    package func noteFeedReader(_ token: APITokenRow.ID, upTo seq: Int64, at now: Instant) {
        guard feedReaders.isDue(token, seq, at: now) else { return }
        writer.enqueue(.upkeep) {
            try $0.db.execute(
                sql: """
                    INSERT INTO feed_reader (token_id, seq, at) SELECT id, ?2, ?3 FROM api_token
                    WHERE id = ?1
                    ON CONFLICT (token_id) DO UPDATE SET seq = excluded.seq, at = excluded.at
                    """, arguments: [token, seq, now])
        }
    }

    /// The readers of the feed, who read last first; as of the last minute.
    package func readersOfFeed() throws(StoreError) -> [FeedReader] {
        try read { db in
            try Row.fetchAll(
                db.cachedStatement(
                    sql: """
                        SELECT token_id, name, seq, at FROM feed_reader
                        JOIN api_token ON api_token.id = token_id ORDER BY at DESC, token_id
                        """)
            ).map { row in
                FeedReader(
                    token: row["token_id"], name: row["name"], seq: row["seq"],
                    at: row["at"])
            }
        }
    }
}
