import CallRules
import GRDB

/// Clients and leads with a number, and with similar numbers.
package struct NumberMatches: Sendable {
    /// With exactly this number, in the order of ids; leads of every status.
    package let clients: [ClientRow]
    package let leads: [LeadRow]
    /// With the same last nine digits and another beginning. Shown to people; rules never use them.
    package let similarClients: [ClientRow]
    package let similarLeads: [LeadRow]
    /// The number is one of the company's own lines: calls from it are matched to nobody.
    package let isOwnLine: Bool
}

extension Store {
    /// At most twenty rows of each kind that the viewer sees; nothing for a number without nine digits.
    package func matches(
        of number: PhoneNumber, seenBy viewer: Viewer
    ) throws(StoreError) -> NumberMatches {
        try read { db in
            let similar = try NumberMatches.similar(to: number, db)
            return NumberMatches(
                clients: try NumberMatches.clients(
                    [number.e164].compactMap(\.self), seenBy: viewer, db),
                leads: try NumberMatches.leads(
                    [number.e164].compactMap(\.self), seenBy: viewer, db),
                similarClients: try NumberMatches.clients(similar, seenBy: viewer, db),
                similarLeads: try NumberMatches.leads(similar, seenBy: viewer, db),
                isOwnLine: try LineTable.isLine(number.e164, db))
        }
    }
}

extension Store {
    /// Clients that have one of these numbers: at most twenty that the viewer sees.
    package func clients(
        withAnyOf phones: [PhoneNumber], seenBy viewer: Viewer
    ) throws(StoreError) -> [ClientRow] {
        try read { try NumberMatches.clients(phones.distinctE164, seenBy: viewer, $0) }
    }

    /// Leads of any status that have one of these numbers: at most twenty that the viewer sees.
    package func leads(
        withAnyOf phones: [PhoneNumber], seenBy viewer: Viewer
    ) throws(StoreError) -> [LeadRow] {
        try read { try NumberMatches.leads(phones.distinctE164, seenBy: viewer, $0) }
    }
}

extension NumberMatches {
    private static let limit = 20

    static func clients(
        _ phones: [String], seenBy viewer: Viewer, _ db: Database
    ) throws -> [ClientRow] {
        let ids = try ids("client_id", in: "client_phone", phones, viewer.clients(), db)
        return try ids.compactMap { try ClientTable.find(Client.ID($0), db) }
    }

    static func leads(
        _ phones: [String], seenBy viewer: Viewer, _ db: Database
    ) throws -> [LeadRow] {
        let ids = try ids("lead_id", in: "lead_phone", phones, viewer.leads(), db)
        return try ids.compactMap { try LeadTable.find(Lead.ID($0), db) }
    }

    private static func ids(
        _ column: String, in table: String, _ phones: [String], _ visible: SQL?, _ db: Database
    ) throws -> [Int64] {
        let contact = SQL(sql: String(column.dropLast("_id".count)))
        let seen: SQL =
            visible.map {
                """
                EXISTS (SELECT 1 FROM \(contact) WHERE id = \(sql: column) AND \($0))
                """
            } ?? "TRUE"
        return try SQLRequest<Int64>(
            literal: """
                SELECT DISTINCT \(sql: column) FROM \(sql: table)
                WHERE e164 IN \(phones) AND \(seen) ORDER BY 1 LIMIT \(limit)
                """
        ).fetchAll(db)
    }

    /// Known numbers with another beginning. No index serves the end of a number, so every
    /// beginning of up to four digits is looked up: the cost does not depend on the number of
    /// clients.
    fileprivate static func similar(to number: PhoneNumber, _ db: Database) throws -> [String] {
        let digits = (number.e164 ?? number.raw).filter { $0.isASCII && $0.isNumber }
        guard digits.count >= 9 else { return [] }
        let tail = String(digits.suffix(9))
        return try String.fetchAll(
            db.cachedStatement(
                sql: """
                    WITH RECURSIVE beginning (digits) AS (
                        SELECT 1 UNION ALL SELECT digits + 1 FROM beginning WHERE digits < 9999),
                    candidate (e164) AS MATERIALIZED (SELECT '+' || digits || :tail FROM beginning)
                    SELECT e164 FROM candidate WHERE e164 IS NOT :own AND (
                        EXISTS (SELECT 1 FROM client_phone WHERE client_phone.e164 = candidate.e164)
                        OR EXISTS (SELECT 1 FROM lead_phone WHERE lead_phone.e164 = candidate.e164))
                    ORDER BY e164 LIMIT :limit
                    """),
            arguments: ["tail": tail, "own": number.e164, "limit": limit])
    }
}
