import CallRules
import GRDB

/// The table `line`: the company's own lines, which calls came in on or went out by.
enum LineTable {
    /// Most calls that are put right when a line becomes known, so that the message that names it
    /// does not wait; older ones stay as they are.
    private static let maxCalls: Int64 = 200

    /// Whether a number in E.164 is one of the company's own lines.
    static func isLine(_ phone: String, _ sql: Connection) throws(SQLiteError) -> Bool {
        let row = try sql.rows("SELECT 1 FROM line WHERE phone = ?1", .text(phone))
        defer { row.done() }
        return try row.step()
    }

    /// The call, its number judged: the company's own lines are told from outside numbers. Every call
    /// made of legs passes here before its number is used.
    static func judged(_ call: Call, _ sql: Connection) throws(SQLiteError) -> Call {
        try call.judged { phone throws(SQLiteError) in try isLine(phone, sql) }
    }

    static func isLine(_ phone: String?, _ db: Database) throws -> Bool {
        guard let phone else { return false }
        return try Bool.fetchOne(
            db.cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM line WHERE phone = ?)"),
            arguments: [phone]) ?? false
    }

    /// Stores the line of a leg. Where the leg names no other outside number, Phonet may have put the
    /// caller's number into both places: the number of a client or a lead is no proof of a line then.
    /// - Returns: the line in E.164 when it was not known before.
    static func note(
        _ leg: Leg, at now: Instant, _ sql: Connection
    ) throws(SQLiteError) -> String? {
        guard let line = leg.line.flatMap({ PhoneNumber($0) }), let phone = line.e164,
            line.pseudonym == nil
        else { return nil }
        // Nearly always known: a read is cheaper than an INSERT that does nothing.
        guard try !isLine(phone, sql) else { return nil }
        let outside = leg.number.flatMap { PhoneNumber($0).e164 }
        if outside == nil || outside == phone, try isOfContact(phone, sql) { return nil }
        try sql.run(
            "INSERT INTO line (phone, seen_at) VALUES (?1, ?2)", .text(phone), SQLValue(now))
        return phone
    }

    private static func isOfContact(
        _ phone: String, _ sql: Connection
    ) throws(SQLiteError) -> Bool {
        if try ContactLookup.client(phone, sql) != nil { return true }
        let leads = try ContactLookup.leads(phone, withoutLeadsOf: nil, sql)
        return leads.active != nil || leads.reopenable != nil
    }

    /// The newest calls whose outside number is a line.
    static func calls(from line: String, _ sql: Connection) throws(SQLiteError) -> [Call.ID] {
        let row = try sql.rows(
            "SELECT id FROM call WHERE phone = ?1 ORDER BY started_at DESC LIMIT ?2",
            .text(line), .int(maxCalls))
        var ids: [Call.ID] = []
        while try row.step() { ids.append(Call.ID(row.int(0))) }
        return ids
    }
}
