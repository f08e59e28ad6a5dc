import CallRules
import GRDB

/// Which clients to list; nil means any.
package struct ClientFilter: Hashable, Sendable {
    /// Clients with this number, compared in E.164.
    package var phone: PhoneNumber?
    /// The CRM's id, in full; also one that a contact had before it was merged.
    package var externalID: String?
    /// Parts of the name or the company; case does not matter.
    package var text: String?
    /// Text of a search field: parts of the name or the company, a number in any spelling or some
    /// of its digits, or the CRM's id.
    package var search: String?
    /// One of the responsible employees.
    package var adminID: Employee.ID?
    package var order = ClientOrder.added
    /// Changed at this moment or later, the earliest change first, whatever `order` says; nil: any.
    package var changedAfter: Instant?

    package init() {}
}

/// The order of a list of clients.
package enum ClientOrder: String, CaseIterable, Sendable {
    /// In the order they were added.
    case added
    case newest
    /// By folded name.
    case name
}

extension Store {
    /// Clients that the viewer sees, in the order of the filter. A page begins after the last client of the page before;
    /// ordered by name, it is the first page if that client was deleted.
    package func clients(
        _ filter: ClientFilter, _ page: Pagination, seenBy viewer: Viewer
    ) throws(StoreError) -> Page<ClientRow> {
        if filter.order == .name || filter.text != nil || filter.search != nil {
            try fold(.client)
        }
        return try read { db in
            let few = try viewer.fewClientIDs(db)
            let conditions =
                try filter.conditions(isOfFew: few != nil, db)
                + [viewer.clients()].compactMap(\.self)
            if let changes = ChangedRows(of: "client", since: filter.changedAfter) {
                let rows = try SQLRequest<Row>(
                    literal: """
                        SELECT client.* FROM \(changes.table)
                        CROSS JOIN client_name ON client_id = client.id
                        WHERE \((conditions + changes.conditions(page.after)).allHold)
                        ORDER BY \(changes.order) LIMIT \(page.limit + 1)
                        """, cached: true
                ).fetchAll(db).map { try ClientTable.row($0, db) }
                return Page(rows, limit: page.limit) {
                    ChangedRows.cursor($0.changedAt, $0.id.value)
                }
            }
            let rows = try SQLRequest<Row>(
                literal: """
                    SELECT client.* FROM \(Store.clientNames(few))
                    CROSS JOIN client ON client.id = client_id
                    WHERE \((conditions + filter.beginning(page.after, db)).allHold)
                    ORDER BY \(sql: filter.order.columns) LIMIT \(page.limit + 1)
                    """, cached: true
            ).fetchAll(db).map { try ClientTable.row($0, db) }
            return Page(rows, limit: page.limit) { Cursor(id: $0.id.value) }
        }
    }
}

extension Store {
    /// How many clients the filter leaves, of those that the viewer sees.
    package func clientTotal(
        _ filter: ClientFilter, seenBy viewer: Viewer
    ) throws(StoreError) -> ListTotal {
        if filter.text != nil || filter.search != nil { try fold(.client) }
        return try read { db in
            let few = try viewer.fewClientIDs(db)
            let conditions =
                try filter.conditions(isOfFew: few != nil, db)
                + [viewer.clients()].compactMap(\.self)
            // Each name has its client, so this join leaves none out. SQLite skips a left join that no
            // condition needs (sqlite.org/optoverview.html, "Omit OUTER JOIN"), and reads no client then.
            return try ListTotal(
                of: """
                    SELECT 1 FROM \(Store.clientNames(few))
                    LEFT JOIN client ON client.id = client_id WHERE \(conditions.allHold)
                    """, isSearch: filter.text != nil || filter.search != nil, db)
        }
    }
}

extension Store {
    /// The names of clients; of a viewer who sees few of them these alone, which are then sorted.
    ///
    /// - Parameter few: see `Viewer.fewClientIDs`.
    fileprivate static func clientNames(_ few: SQL?) -> SQL {
        guard let few else { return "client_name" }
        return """
            (SELECT DISTINCT visible_id FROM (\(few)))
            CROSS JOIN client_name ON client_name.client_id = visible_id
            """
    }
}

extension ClientFilter {
    fileprivate func conditions(isOfFew: Bool, _ db: Database) throws -> [SQL] {
        var all: [SQL] = []
        if let phone {
            all.append(
                "client_id IN (SELECT client_id FROM client_phone WHERE e164 = \(phone.e164))")
        }
        if let externalID {
            all.append(
                """
                client_id IN (SELECT id FROM client WHERE external_id = \(externalID)
                    UNION ALL SELECT client_id FROM client_alias WHERE external_id = \(externalID))
                """)
        }
        all.append("client_id NOT IN (SELECT client_id FROM removal WHERE client_id IS NOT NULL)")
        if let text {
            all.append(
                isOfFew
                    ? FoldedName.condition(text, in: "folded")
                    : try NameParts.client.holds(text, db))
        }
        if let search { all.append(try FoldedNames.client.found(by: search, isOfFew: isOfFew, db)) }
        if let adminID {
            all.append(
                """
                client_id IN (SELECT client_id FROM client_admin WHERE employee_id = \(adminID))
                """)
        }
        return all
    }

    fileprivate func beginning(_ after: Cursor?, _ db: Database) throws -> [SQL] {
        guard let id = after?.id else { return [] }
        switch order {
        case .added: return ["client_id > \(id)"]
        case .newest: return ["client_id < \(id)"]
        case .name:
            let last = try String.fetchOne(
                db.cachedStatement(sql: "SELECT folded FROM client_name WHERE client_id = ?"),
                arguments: [id])
            return last.map { ["(folded, client_id) > (\($0), \(id))"] } ?? []
        }
    }
}

extension ClientOrder {
    fileprivate var columns: String {
        switch self {
        case .added: "client_id"
        case .newest: "client_id DESC"
        case .name: "folded, client_id"
        }
    }
}
