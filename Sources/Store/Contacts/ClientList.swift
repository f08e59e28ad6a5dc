import CallRules
import GRDB

/// Which clients to list; nil means any.
package struct ClientFilter: Hashable, Sendable {
    package var phone: PhoneNumber?
    package var externalID: String?
    /// Parts of the name or the company, in either case.
    package var text: String?
    /// What somebody types who looks for a client: parts of the name or the company, a number in any
    /// spelling or some of its digits, or the CRM's id.
    package var search: String?
    /// One of those responsible for the client.
    package var adminID: Employee.ID?
    package var order = ClientOrder.added

    package init() {}
}

/// What comes first in a list of clients.
package enum ClientOrder: String, CaseIterable, Sendable {
    /// Who was added first.
    case added
    case newest
    /// The alphabet.
    case name
}

extension Store {
    /// Clients in the order of the filter; a page begins after the client the one before ended with, and
    /// is the first one by name if that client is no more.
    package func clients(
        _ filter: ClientFilter, _ page: Pagination
    ) throws(StoreError) -> Page<ClientRow> {
        if filter.order == .name || filter.text != nil || filter.search != nil {
            try fold(.client)
        }
        return try read { db in
            let rows = try SQLRequest<Row>(
                literal: """
                    SELECT client.* FROM client_name CROSS JOIN client ON client.id = client_id
                    WHERE \((filter.conditions(db) + filter.beginning(page.after, db)).allHold)
                    ORDER BY \(sql: filter.order.columns) LIMIT \(page.limit + 1)
                    """, cached: true
            ).fetchAll(db).map { try ClientTable.row($0, db) }
            return Page(rows, limit: page.limit) { Cursor(id: $0.id.value) }
        }
    }
}

extension ClientFilter {
    fileprivate func conditions(_ db: Database) throws -> [SQL] {
        var all: [SQL] = []
        if let phone {
            all.append(
                "client_id IN (SELECT client_id FROM client_phone WHERE e164 = \(phone.e164))")
        }
        if let externalID {
            all.append("client_id IN (SELECT id FROM client WHERE external_id = \(externalID))")
        }
        if let text { all.append(FoldedName.condition(text, in: "folded")) }
        if let search { all.append(try FoldedNames.client.found(by: search, db)) }
        if let adminID {
            all.append(
                """
                client_id IN (SELECT client_id FROM client_admin WHERE employee_id = \(adminID.value))
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
