import CallRules
import GRDB

/// When an employee or the CRM last fetched a part of a recording.
enum ListeningTable {
    /// Parts that are more seconds apart are two listenings, each with a line in the audit.
    static let pauseSeconds = 10 * 60

    /// True when a part fetched now belongs to a listening that is already in the audit.
    static func goesOn(
        _ call: Call.ID, by author: Author, at now: Instant, _ db: Database
    ) throws -> Bool {
        let heard = try Int64.fetchOne(
            db.cachedStatement(
                sql: "SELECT heard_at FROM listening WHERE call_id = ? AND listener = ?"),
            arguments: [call, listener(author)])
        guard let heard else { return false }
        return now < Instant(milliseconds: heard).advanced(bySeconds: pauseSeconds)
    }

    static func save(
        _ call: Call.ID, by author: Author, at now: Instant, _ db: Database
    ) throws {
        try db.execute(
            sql: """
                INSERT INTO listening (call_id, listener, heard_at)
                SELECT id, ?, ? FROM call WHERE id = ?
                ON CONFLICT (call_id, listener) DO UPDATE SET heard_at = excluded.heard_at
                """,
            arguments: [listener(author), now, call])
    }

    private static func listener(_ author: Author) -> String {
        author.employee.map { "employee/\($0.value)" } ?? "token/\(author.name)"
    }
}
