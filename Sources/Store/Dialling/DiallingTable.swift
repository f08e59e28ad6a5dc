import CallRules
import GRDB

enum DiallingTable {
    static func find(_ id: Dialling.ID, _ db: Database) throws -> Dialling? {
        try Row.fetchOne(
            db.cachedStatement(sql: "SELECT * FROM dialling WHERE id = ?"), arguments: [id.value]
        )
        .map { try row($0) }
    }

    static func find(
        key: String, of employee: Employee.ID, _ db: Database
    ) throws -> Dialling? {
        try Row.fetchOne(
            db.cachedStatement(sql: "SELECT * FROM dialling WHERE employee_id = ? AND key = ?"),
            arguments: [employee.value, key]
        ).map { try row($0) }
    }

    static func find(uuid: String, _ db: Database) throws -> Dialling? {
        try Row.fetchOne(
            db.cachedStatement(
                sql: "SELECT * FROM dialling WHERE uuid = ? ORDER BY id DESC LIMIT 1"),
            arguments: [uuid]
        ).map { try row($0) }
    }

    /// The latest dialling of this employee to this number within `seconds` before `now`, or after
    /// it when the clock was set back. A dialling that certainly rings no phone is left out.
    static func latest(
        of employee: Employee.ID, to phone: String, within seconds: Int, of now: Instant,
        _ db: Database
    ) throws -> Dialling? {
        try Row.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT * FROM dialling
                    WHERE employee_id = ? AND phone = ? AND asked_at > ? AND asked_at < ?
                        AND may_ring = 1
                    ORDER BY asked_at DESC LIMIT 1
                    """),
            arguments: [
                employee.value, phone, now.earlier(bySeconds: seconds).milliseconds,
                now.advanced(bySeconds: seconds).milliseconds,
            ]
        ).map { try row($0) }
    }

    static func insert(
        _ order: DiallingOrder, extension: String, phone: String, at now: Instant, _ db: Database
    ) throws -> Dialling {
        try db.execute(
            sql: """
                INSERT INTO dialling (key, employee_id, extension, phone, lead_id, client_id,
                    asked_at, may_ring)
                VALUES (?, ?, ?, ?, (SELECT id FROM lead WHERE id = ?),
                    (SELECT id FROM client WHERE id = ?), ?, 1)
                """,
            arguments: [
                order.key, order.employee.value, `extension`, phone, order.leadID?.value,
                order.clientID?.value, now.milliseconds,
            ])
        guard let made = try find(Dialling.ID(db.lastInsertedRowID), db) else {
            throw Refusal.missing
        }
        return made
    }

    /// Stores the answer, unless there is one already.
    static func save(
        _ answer: Dialling.Answer, of id: Dialling.ID, at now: Instant, _ db: Database
    ) throws {
        var (uuid, error, mayRing): (String?, StoredError<DiallingError>?, Bool) = (nil, nil, true)
        switch answer {
        case .none: return
        case .accepted(let accepted): uuid = accepted
        case .failed(let why): (error, mayRing) = (why.error, why.mayRing)
        }
        let columns = ErrorValues(error)
        try db.execute(
            sql: """
                UPDATE dialling SET answered_at = ?, uuid = ?, trouble = ?, trouble_details = ?,
                    trouble_uk = ?, trouble_en = ?, may_ring = ?
                WHERE id = ? AND answered_at IS NULL
                """,
            arguments: [now.milliseconds, uuid] + columns.arguments + [mayRing, id.value])
    }

    private static func row(_ row: Row) throws(UnknownCode) -> Dialling {
        Dialling(
            id: Dialling.ID(row["id"]),
            employeeID: (row["employee_id"] as Int64?).map { Employee.ID($0) },
            extension: row["extension"], phone: row["phone"],
            leadID: (row["lead_id"] as Int64?).map { Lead.ID($0) },
            clientID: (row["client_id"] as Int64?).map { Client.ID($0) },
            askedAt: Instant(milliseconds: row["asked_at"]), answer: try answer(row))
    }

    private static func answer(_ row: Row) throws(UnknownCode) -> Dialling.Answer {
        if let uuid = row["uuid"] as String? { return .accepted(uuid: uuid) }
        guard let error = try ErrorColumns.trouble.read(row, DiallingError.self) else {
            return .none
        }
        return .failed(DiallingFailure(error, mayRing: row["may_ring"]))
    }
}
