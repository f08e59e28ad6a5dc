import CallRules
import GRDB

/// The table `line`: the company's own lines, which calls came in on or went out by.
enum LineTable {
    /// Most calls that are put right when a line becomes known, so that the message that names it
    /// does not wait; older ones stay as they are.
    private static let maxCalls: Int64 = 200

    /// Whether a number in E.164 is one of the company's own lines.
    static func isLine(_ phone: String, _ sql: Connection) throws(SQLiteError) -> Bool {
        let row = try sql.rows("SELECT 1 FROM line WHERE number = ?1", .text(phone))
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
            db.cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM line WHERE number = ?)"),
            arguments: [phone]) ?? false
    }

    /// Stores the line of a leg. Where the leg names no other outside number, Phonet may have put the
    /// caller's number into both places: the number of a client or a lead is no proof of a line then.
    ///
    /// - Parameter known: the lines in memory, nearly always all there are.
    /// - Returns: the line in E.164 when it was not known before, and may be the outside number of calls.
    static func note(
        _ leg: Leg, _ known: LineBook, at now: Instant, _ sql: Connection
    ) throws(SQLiteError) -> String? {
        guard let number = leg.line, !number.isEmpty, known[number] == nil else { return nil }
        let line = PhoneNumber(number)
        guard line.pseudonym == nil, try !isLine(number, sql) else { return nil }
        guard let phone = line.e164 else {
            try insert(number, at: now, sql)
            return nil
        }
        if phone != number, try isLine(phone, sql) { return nil }
        let outside = leg.number.flatMap { PhoneNumber($0).e164 }
        if outside == nil || outside == phone, try isOfContact(phone, sql) { return nil }
        try insert(phone, at: now, sql)
        return phone
    }

    private static func insert(
        _ number: String, at now: Instant, _ sql: Connection
    ) throws(SQLiteError) {
        try sql.run(
            "INSERT INTO line (number, seen_at) VALUES (?1, ?2)", .text(number), SQLValue(now))
    }

    /// Every line, by id.
    static func all(_ sql: Connection) throws(SQLiteError) -> LineBook {
        let row = try sql.rows("SELECT id, number, name, settings FROM line ORDER BY id")
        defer { row.done() }
        var lines: [Line] = []
        while try row.step() {
            lines.append(
                Line(
                    id: Line.ID(row.int(0)), number: row.text(1), name: row.textOrNil(2),
                    own: LineDocument.rules(from: row.text(3))))
        }
        return LineBook(lines)
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
