import CallRules
import GRDB

/// An hour in which unanswered outgoing calls that nobody asked for made no leads, because there were too
/// many: orders of a site's call-back form are abused, or a dialler runs.
package struct FloodBrake: Hashable, Sendable {
    package let id: Int64
    /// The first call that made no lead.
    package let beganAt: Instant
    /// The number of such calls in the hour after it.
    package let calls: Int

    /// The length of the window in which leads are counted, and after which the bell rings again.
    static let windowSeconds = 3600
    /// For how long administrators see it in the bell.
    static let shownSeconds = 86_400
    private static let keptSeconds = 90 * 86_400
    /// A call is asked for when its number was dialled here so long before it began, or a moment after.
    private static let dialledSeconds = (before: 900, after: 60)

    /// Whether an unanswered outgoing call makes no lead, because so many others did in the hour before it.
    ///
    /// - Parameter most: leads of an hour; 0: any number.
    static func brakes(
        _ call: Call, _ id: Call.ID, most: Int, _ sql: Connection
    ) throws(SQLiteError) -> Bool {
        guard most > 0, let startedAt = call.startedAt, let phone = call.number.e164,
            try !isAskedFor(call, phone, startedAt, sql)
        else { return false }
        let row = try sql.rows(
            """
            SELECT count(*) FROM (
                SELECT 1 FROM call INDEXED BY call_made_lead
                WHERE lead_created = 1 AND started_at > ?1 AND started_at <= ?2 AND id <> ?3
                    AND direction = 'outgoing' AND outcome = 'missed'
                    AND NOT EXISTS (SELECT 1 FROM dialling WHERE uuid = call.uuid)
                    AND NOT EXISTS (SELECT 1 FROM dialling
                        WHERE phone = call.phone AND may_ring = 1
                            AND asked_at BETWEEN call.started_at - ?4 AND call.started_at + ?5)
                LIMIT ?6)
            """,
            SQLValue(startedAt.earlier(bySeconds: windowSeconds)), SQLValue(startedAt),
            SQLValue(id), .int(Int64(dialledSeconds.before) * 1000),
            .int(Int64(dialledSeconds.after) * 1000), SQLValue(most))
        defer { row.done() }
        return try row.step() && row.int(0) >= Int64(most)
    }

    /// Whether somebody asked for the call here: in a page or through the API.
    private static func isAskedFor(
        _ call: Call, _ phone: String, _ startedAt: Instant, _ sql: Connection
    ) throws(SQLiteError) -> Bool {
        for uuid in Set(call.legs.map(\.uuid)).union([call.uuid]) {
            let row = try sql.rows("SELECT 1 FROM dialling WHERE uuid = ?1", .text(uuid))
            defer { row.done() }
            if try row.step() { return true }
        }
        let row = try sql.rows(
            """
            SELECT 1 FROM dialling
            WHERE phone = ?1 AND may_ring = 1 AND asked_at BETWEEN ?2 AND ?3
            """, .text(phone), SQLValue(startedAt.earlier(bySeconds: dialledSeconds.before)),
            SQLValue(startedAt.advanced(bySeconds: dialledSeconds.after)))
        defer { row.done() }
        return try row.step()
    }

    /// Notes a call that made no lead. A new row, which rings the bell, at most once an hour.
    static func note(at now: Instant, _ sql: Connection) throws(SQLiteError) {
        try sql.run(
            """
            UPDATE flood_brake SET last_at = ?1, calls = calls + 1
            WHERE id = (SELECT max(id) FROM flood_brake) AND began_at > ?2
            """, SQLValue(now), SQLValue(now.earlier(bySeconds: windowSeconds)))
        guard sql.changes == 0 else { return }
        try sql.run(
            "DELETE FROM flood_brake WHERE began_at < ?1",
            SQLValue(now.earlier(bySeconds: keptSeconds)))
        try sql.run(
            "INSERT INTO flood_brake (began_at, last_at, calls) VALUES (?1, ?1, 1)", SQLValue(now))
    }

    /// The latest hours, for the bell, the newest first.
    static func latest(at now: Instant, _ db: Database) throws -> [FloodBrake] {
        try Row.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT id, began_at, calls FROM flood_brake WHERE began_at > ?
                    ORDER BY id DESC LIMIT 3
                    """), arguments: [now.earlier(bySeconds: shownSeconds)]
        ).map { FloodBrake(id: $0["id"], beganAt: $0["began_at"], calls: $0["calls"]) }
    }

    /// Whether it counts as new in the bell.
    func isNew(at now: Instant) -> Bool {
        now.seconds(since: beganAt) < FloodBrake.windowSeconds
    }
}
