import CallRules
import GRDB

/// One event of the log: thin, as it is stored. Its body is made of the record as it is now.
package struct Event: Hashable, Sendable {
    /// Its number: every later commit has higher ones. Numbers may be left out; they are never used later.
    package let seq: Int64
    package let type: EventType
    package let record: RecordKind
    /// The id of the record, whose row may be gone.
    package let recordID: Int64
    /// The record's external id then; of a call the uuid; nil: it had none.
    package let name: String?
    /// The record's version after the change.
    package let version: Int64
    /// What the record was merged into; nil: nothing.
    package let heir: Heir?
    /// Who or what made the change.
    package let actor: Actor
    /// The token whose request the change belongs to; nil: no token's. It is set, too, where a rule
    /// made the change.
    package let token: APITokenRow.ID?
    /// When it was committed.
    package let at: Instant

    /// What a record was merged into.
    package struct Heir: Hashable, Sendable {
        package let id: Int64
        /// Its external id then; of a call the uuid; nil: it had none.
        package let name: String?
    }
}

extension Event {
    /// The same event under another type: that of an older one of the record, which it stands for, too.
    package func told(as type: EventType) -> Event {
        Event(
            seq: seq, type: type, record: record, recordID: recordID, name: name, version: version,
            heir: heir, actor: actor, token: token, at: at)
    }
}

/// Where a reader of the feed goes on.
package enum FeedPosition: Hashable, Sendable {
    /// From the oldest event that is kept.
    case oldest
    /// After this event.
    case after(Int64)
    /// After the newest one.
    case latest
}

/// A piece of the feed.
package struct EventPage: Hashable, Sendable {
    /// Ascending by `seq`.
    package let events: [Event]
    /// The last number that was looked at: where the next piece begins.
    package let next: Int64
    /// Whether there are events after it.
    package let hasMore: Bool
}

/// How far the log reaches.
package struct EventSpan: Hashable, Sendable {
    /// The number after which the kept events begin; it is also that of the newest one when none is kept.
    package let start: Int64
    /// The number of the newest event; 0: there never was one.
    package let newest: Int64

    /// How many events are kept.
    package var kept: Int64 { newest - start }
}

extension Store {
    /// The number of the newest event, without a query; 0: there never was one. What another process
    /// writes is noticed by `lookForEvents`.
    package var newestEvent: Int64 { counters.newestEvent }

    /// Looks for events that another process has written, as a command of the operator.
    ///
    /// - Returns: whether there were any.
    package func lookForEvents() throws(StoreError) -> Bool {
        counters.noteEvent(try read { try EventTable.newest($0) })
    }

    /// The next events, at most `limit`. Looks at 10,000 at most, so with few types a piece may be empty
    /// and still have more after it.
    ///
    /// - Parameter types: nil: every type.
    /// - Returns: nil when events after the position were deleted, or the log does not reach so far.
    package func events(
        _ position: FeedPosition, types: Set<EventType>? = nil, limit: Int
    ) throws(StoreError) -> EventPage? {
        // The same number as asked for: `newestEvent` may be a later one a moment after.
        if case .after(let seq) = position, seq == newestEvent {
            return EventPage(events: [], next: seq, hasMore: false)
        }
        return try read { db in
            let span = try EventTable.span(db)
            let start: Int64
            switch position {
            case .oldest: start = span.start
            case .latest: return EventPage(events: [], next: span.newest, hasMore: false)
            case .after(let seq):
                guard seq >= span.start, seq <= span.newest else { return nil }
                start = seq
            }
            var (events, next): ([Event], Int64) = ([], start)
            let rows = try Row.fetchCursor(
                db.cachedStatement(
                    sql: "SELECT * FROM event WHERE seq > ? ORDER BY seq LIMIT ?"),
                arguments: [start, EventTable.lookedAt])
            while events.count < limit, let row = try rows.next() {
                next = row["seq"]
                let type: EventType = try row.code("type")
                if types?.contains(type) ?? true { events.append(try Event(row, type)) }
            }
            return EventPage(events: events, next: next, hasMore: next < span.newest)
        }
    }

    /// Appends an event of the type `test`, whose number and time the delivery of a trial has.
    ///
    /// - Parameter id: of the endpoint that somebody tries out.
    package func appendTestEvent(
        of id: Int64, by author: Author, at now: Instant
    ) throws(StoreError) -> Event? {
        do {
            return try writer.perform(.by(author, at: now)) { tx in
                tx.records.note(RecordNotes.Record(kind: .test, id: id))
            } reading: { _, tx in
                try Row.fetchOne(tx.db, sql: "SELECT * FROM event ORDER BY seq DESC LIMIT 1")
                    .map { try Event($0, try $0.code("type")) }
            }
        } catch {
            throw StoreError(error)
        }
    }

    /// One event; nil: it is not in the log.
    package func event(_ seq: Int64) throws(StoreError) -> Event? {
        try read { db in
            try Row.fetchOne(
                db.cachedStatement(sql: "SELECT * FROM event WHERE seq = ?"), arguments: [seq]
            ).map { try Event($0, try $0.code("type")) }
        }
    }

    /// The number of the last event before a moment; 0: there is none.
    package func lastEvent(before moment: Instant) throws(StoreError) -> Int64 {
        try read { db in
            try Int64.fetchOne(
                db.cachedStatement(
                    sql: "SELECT seq FROM event WHERE at < ? ORDER BY seq DESC LIMIT 1"),
                arguments: [moment]) ?? 0
        }
    }

    /// How far the log reaches.
    package func eventSpan() throws(StoreError) -> EventSpan {
        try read { try EventTable.span($0) }
    }
}

enum EventTable {
    /// Appends the event of a trial of a webhook endpoint. It is of no record, and goes to no other
    /// endpoint.
    static func insertTest(
        of endpoint: Int64, by actor: Actor, at now: Instant, _ db: Database
    ) throws -> Int64 {
        try db.execute(
            sql: """
                INSERT INTO event (type, record_kind, record_id, version, actor_kind, actor_id,
                    token_id, at) VALUES (?, ?, ?, 1, ?, ?, ?, ?)
                """,
            arguments: [
                EventType.test.rawValue, RecordKind.test.rawValue, endpoint, actor.kind.rawValue,
                actor.id, Cause.change(by: actor, at: now).token, now,
            ])
        return db.lastInsertedRowID
    }

    /// Most events that one piece of the feed looks at.
    static let lookedAt = 10_000

    /// Also after the newest were deleted.
    static func newest(_ db: Database) throws -> Int64 {
        try Int64.fetchOne(
            db.cachedStatement(sql: "SELECT seq FROM sqlite_sequence WHERE name = 'event'")) ?? 0
    }

    static func span(_ db: Database) throws -> EventSpan {
        let newest = try newest(db)
        let oldest = try Int64.fetchOne(db.cachedStatement(sql: "SELECT min(seq) FROM event"))
        return EventSpan(start: oldest.map { $0 - 1 } ?? newest, newest: newest)
    }
}

extension Event {
    init(_ row: Row, _ type: EventType) throws {
        seq = row["seq"]
        self.type = type
        record = try row.code("record_kind")
        recordID = row["record_id"]
        name = row["name"]
        version = row["version"]
        heir = (row["heir_id"] as Int64?).map { Heir(id: $0, name: row["heir_name"]) }
        let kind: Actor.Kind = try row.code("actor_kind")
        guard let actor = Actor(kind, id: row["actor_id"]) else {
            throw UnknownCode(
                column: "event.actor_kind", value: kind.rawValue, type: "Actor without its id")
        }
        self.actor = actor
        token = row["token_id"]
        at = row["at"]
    }
}
