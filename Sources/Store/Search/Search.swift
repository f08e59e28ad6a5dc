import CallRules
import GRDB

/// What a search of everything found, the best of each kind.
package struct SearchResults: Sendable {
    /// By id, the earliest first.
    package var clients: [ClientRow] = []
    /// The newest first.
    package var leads: [LeadRow] = []
    /// The latest call of each number, the latest first.
    package var calls: [CallRow] = []
    /// Whether there is more of a kind than is shown.
    package var hasMoreClients = false
    package var hasMoreLeads = false
    package var hasMoreCalls = false

    /// Nothing was found.
    package init() {}

    package var isEmpty: Bool { clients.isEmpty && leads.isEmpty && calls.isEmpty }
}

extension Store {
    /// Searches clients, leads and calls that the viewer sees: by parts of a name, or by three or more
    /// digits anywhere in a number.
    ///
    /// - Parameters:
    ///   - typed: text of a search field.
    ///   - limit: the most of each kind.
    /// - Returns: nil: too little was typed.
    package func search(
        _ typed: String, limit: Int = 8, seenBy viewer: Viewer
    ) throws(StoreError) -> SearchResults? {
        guard let text = SearchText(typed) else { return nil }
        var wanted = ClientFilter()
        wanted.search = text.text
        var wantedLeads = LeadFilter()
        wantedLeads.text = text.text
        let page = Pagination(limit: limit)
        let clients = try clients(wanted, page, seenBy: viewer)
        let leads = try leads(wantedLeads, page, seenBy: viewer)
        let theirs = clients.items.flatMap(\.details.phones) + leads.items.flatMap(\.details.phones)
        try prepareSearch()
        let calls = try read { db in
            try LatestCalls(
                text, of: theirs.compactMap(\.e164), limit: limit + 1, viewer: viewer, db
            ).rows()
        }
        var results = SearchResults()
        (results.clients, results.hasMoreClients) = (clients.items, clients.next != nil)
        (results.leads, results.hasMoreLeads) = (leads.items, leads.next != nil)
        results.calls = Array(calls.prefix(limit))
        results.hasMoreCalls = calls.count > limit
        return results
    }
}

/// The latest visible call of each number that a search finds.
private struct LatestCalls {
    private let text: SearchText
    /// Numbers of the clients and leads that were found by name.
    private let phones: [String]
    private let limit: Int
    private let viewer: Viewer
    private let db: Database

    /// Most numbers whose calls are looked at.
    private static let numbers = 1500

    init(
        _ text: SearchText, of phones: [String], limit: Int, viewer: Viewer, _ db: Database
    ) {
        self.text = text
        self.phones = phones
        self.limit = limit
        self.viewer = viewer
        self.db = db
    }

    func rows() throws -> [CallRow] {
        let numbers = try numbers()
        guard !numbers.isEmpty else { return [] }
        let list = JSONList.of(numbers)
        let visible = viewer.calls("latest").orTrue
        let ids = try SQLRequest<Int64>(
            literal: """
                SELECT latest_id FROM (
                    SELECT ifnull((
                        SELECT latest.id FROM call AS latest INDEXED BY call_phone
                        WHERE latest.phone = value AND \(visible)
                        ORDER BY latest.started_at DESC LIMIT 1), (
                        SELECT latest.id FROM call AS latest INDEXED BY call_raw_number
                        WHERE latest.phone IS NULL AND latest.raw_number = value AND \(visible)
                        ORDER BY latest.started_at DESC LIMIT 1)) AS latest_id
                    FROM json_each(\(list)))
                CROSS JOIN call ON call.id = latest_id
                ORDER BY started_at DESC, id DESC LIMIT \(limit)
                """, cached: true
        ).fetchAll(db)
        let calls = try CallRow.list(ids, seenBy: viewer, db)
        guard !viewer.seesEverything, text.digits == nil else { return calls }
        // The name that was found may be of a call that the viewer does not see.
        return calls.filter { call in
            let names = [call.contactName, call.names.client, call.names.company, call.names.lead]
            return text.isPart(of: names.compactMap(\.self).joined(separator: "\n"))
        }
    }

    private func numbers() throws -> [String] {
        let found: SQL =
            text.numbers
                ?? """
                SELECT value AS number FROM json_each(\(JSONList.of(phones)))
                UNION ALL
                SELECT number FROM number INDEXED BY number_folded
                WHERE folded IS NOT NULL AND \(text.nameHolds)
                """
        if let few = try fewCalls() {
            let holds =
                text.digits == nil
                ? "seen.phone IN (SELECT number FROM (\(found)))"
                : text.numberHolds("ifnull(seen.phone, seen.raw_number)")
            return try SQLRequest<String>(
                literal: """
                    SELECT DISTINCT ifnull(seen.phone, seen.raw_number)
                    FROM (SELECT DISTINCT id AS seen_id FROM (\(few)))
                    CROSS JOIN call AS seen ON seen.id = seen_id
                    WHERE \(holds) LIMIT \(LatestCalls.numbers)
                    """, cached: true
            ).fetchAll(db).filter { !$0.contains("\"") && !$0.contains("\\") }
        }
        return try SQLRequest<String>(
            literal: "SELECT DISTINCT number FROM (\(found)) LIMIT \(LatestCalls.numbers)",
            cached: true
        ).fetchAll(db)
    }

    /// The query of the ids of the calls that the viewer may see, in a column `id`, if they are few.
    private func fewCalls() throws -> SQL? {
        guard let ids = viewer.callIDs else { return nil }
        let count =
            try SQLRequest<Int>(
                literal: "SELECT count(*) FROM (\(ids) LIMIT \(Viewer.few))", cached: true
            ).fetchOne(db) ?? 0
        return count < Viewer.few ? ids : nil
    }
}
