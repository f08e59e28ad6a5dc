import CallRules
import GRDB

/// Time and source of the last message of a kind.
package struct LastReceived: Hashable, Sendable {
    /// Which of the five addresses in Phonet's cabinet.
    package let kind: Kind
    /// Whether it came from an allowed network or through a secret address.
    package let isTrusted: Bool
    /// When it arrived.
    package let at: Instant
    /// The peer's address as the web server saw it.
    package let sourceIP: String

    /// The kinds of messages: one for each of the five addresses in Phonet's cabinet, in the order of its
    /// screen (protocol 1.1).
    package enum Kind: String, CaseIterable, Sendable {
        case customerData = "customer_data"
        case afterCallEnd = "after_call_end"
        case dial = "call.dial"
        case bridge = "call.bridge"
        case hangup = "call.hangup"

        /// The endpoint Phonet should post it to; the other two endpoints accept it as well.
        package var endpoint: Endpoint {
            switch self {
            case .customerData: .customerData
            case .afterCallEnd: .afterCallEnd
            case .dial, .bridge, .hangup: .call
            }
        }
    }
}

extension Store {
    /// The last message of each kind, trusted and untrusted; kinds that have never arrived are missing.
    package func lastReceived() throws(StoreError) -> [LastReceived] {
        try read { db in
            try Row.fetchAll(
                db.cachedStatement(sql: "SELECT kind, trusted, at, source_ip FROM last_received")
            )
            .map { try LastReceived($0) }
        }
    }
}

enum LastReceivedTable {
    /// Stores the kinds of a webhook's messages; writes at most once a second for the same address. A time
    /// that lies in the future was set by a wrong clock and is replaced.
    static func note(
        _ decoded: Decoded, from sourceIP: String, trusted: Bool, at moment: Instant,
        _ sql: Connection
    ) throws(SQLiteError) {
        guard case .messages(let messages) = decoded else { return }
        var noted: [LastReceived.Kind] = []
        for message in messages {
            guard let kind = LastReceived.Kind(message), !noted.contains(kind) else { continue }
            noted.append(kind)
            try note(kind, from: sourceIP, trusted: trusted, at: moment, sql)
        }
    }

    static func note(
        _ kind: LastReceived.Kind, from sourceIP: String, trusted: Bool, at moment: Instant,
        _ sql: Connection
    ) throws(SQLiteError) {
        try sql.run(
            """
            INSERT INTO last_received (kind, trusted, at, source_ip) VALUES (?1, ?2, ?3, ?4)
            ON CONFLICT (kind, trusted) DO UPDATE SET at = ?3, source_ip = ?4
                WHERE ?3 >= at + 1000 OR (?3 >= at AND source_ip <> ?4) OR at > ?5
            """,
            .text(kind.rawValue), SQLValue(trusted), SQLValue(moment), .text(sourceIP),
            SQLValue(moment.advanced(bySeconds: Instant.clockToleranceSeconds)))
    }
}

extension LastReceived {
    fileprivate init(_ row: Row) throws {
        kind = try row.code("kind")
        isTrusted = row["trusted"]
        at = row["at"]
        sourceIP = row["source_ip"]
    }
}

extension LastReceived.Kind {
    /// Nil for a message that belongs to none of the five addresses.
    init?(_ message: Message) {
        switch message {
        case .event(.dial, _): self = .dial
        case .event(.bridge, _): self = .bridge
        case .event(.hangup, _): self = .hangup
        case .record: self = .afterCallEnd
        case .lookup: self = .customerData
        case .pause, .unknown: return nil
        }
    }
}
