import CallRules
import GRDB

/// Which leads to list; nil means any.
package struct LeadFilter: Hashable, Sendable {
    /// Leads with this number, compared in E.164.
    package var phone: PhoneNumber?
    /// The CRM's id, in full; also one that a contact had before it was merged.
    package var externalID: String?
    package var statusID: LeadStatus.ID?
    package var sourceID: LeadSource.ID?
    package var responsibleID: Employee.ID?
    /// True: in a status of the kind `active`; false: in another.
    package var isOpen: Bool?
    /// Text of a search field: parts of the name, a number in any spelling or some of its digits,
    /// or the CRM's id.
    package var text: String?
    /// Changed at this moment or later, the earliest change first; nil: any, the newest first.
    package var changedAfter: Instant?

    package init() {}
}

extension Store {
    /// Leads that the viewer sees, the newest first.
    package func leads(
        _ filter: LeadFilter, _ page: Pagination, seenBy viewer: Viewer
    ) throws(StoreError) -> Page<LeadRow> {
        if filter.text != nil { try fold(.lead) }
        return try read { db in
            let few = try viewer.fewLeadIDs(db)
            var conditions =
                try filter.conditions(isOfFew: few != nil, db) + [viewer.leads()].compactMap(\.self)
            if let changes = ChangedRows(of: "lead", since: filter.changedAfter) {
                conditions += changes.conditions(page.after)
                let rows = try LeadTable.list(
                    conditions, in: changes, limit: page.limit + 1, db)
                return Page(rows, limit: page.limit) {
                    ChangedRows.cursor($0.changedAt, $0.id.value)
                }
            }
            let isSearch = filter.text != nil
            if let few {
                let id: SQL = isSearch ? "lead_name.lead_id" : "lead.id"
                conditions.append("\(id) IN (\(few))")
            }
            if let after = page.after { conditions.append("lead.id < \(after.id)") }
            let rows = try LeadTable.list(
                conditions, isSearch: isSearch, limit: page.limit + 1, db)
            return Page(rows, limit: page.limit) { Cursor(id: $0.id.value) }
        }
    }
}

extension Store {
    /// How many leads the filter leaves, of those that the viewer sees.
    package func leadTotal(
        _ filter: LeadFilter, seenBy viewer: Viewer
    ) throws(StoreError) -> ListTotal {
        if filter.text != nil { try fold(.lead) }
        return try read { db in
            let few = try viewer.fewLeadIDs(db)
            var conditions =
                try filter.conditions(isOfFew: few != nil, db)
                + [viewer.leads()].compactMap(\.self)
            if let few { conditions.append("lead.id IN (\(few))") }
            let tables: SQL =
                filter.text == nil
                ? "lead" : "lead_name CROSS JOIN lead ON lead.id = lead_name.lead_id"
            return try ListTotal(
                of: "SELECT 1 FROM \(tables) WHERE \(conditions.allHold)",
                isSearch: filter.text != nil, db)
        }
    }
}

extension LeadFilter {
    fileprivate func conditions(isOfFew: Bool, _ db: Database) throws -> [SQL] {
        var all: [SQL] = []
        if let phone {
            all.append("lead.id IN (SELECT lead_id FROM lead_phone WHERE e164 = \(phone.e164))")
        }
        if let externalID {
            all.append(
                """
                lead.id IN (SELECT id FROM lead WHERE external_id = \(externalID)
                    UNION ALL SELECT lead_id FROM lead_alias WHERE external_id = \(externalID))
                """)
        }
        if let statusID { all.append("lead.status_id = \(statusID)") }
        if let sourceID { all.append("lead.source_id = \(sourceID)") }
        if let responsibleID {
            all.append("lead.responsible_employee_id = \(responsibleID)")
        }
        if let isOpen {
            all.append(
                """
                (lead.status_id IN (SELECT id FROM lead_status WHERE kind = 'active')) = \(isOpen)
                """)
        }
        all.append("lead.id NOT IN (SELECT lead_id FROM removal WHERE lead_id IS NOT NULL)")
        if let text { all.append(try FoldedNames.lead.found(by: text, isOfFew: isOfFew, db)) }
        return all
    }
}
