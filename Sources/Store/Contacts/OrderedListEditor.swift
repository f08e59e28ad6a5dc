import CallRules
import GRDB

/// A short list as its editor shows it.
package struct OrderedListEditor<Item: OrderedListItem>: Sendable {
    /// By position.
    package let rows: [Row]
    /// Sent back with the edit, to detect a save in between.
    package let version: Int64

    /// A row with the number of its leads or calls.
    package struct Row: Hashable, Sendable {
        /// The status, source or category.
        package let item: Item
        /// Number of leads or calls that use the row.
        package let uses: Int
    }
}

/// The editor of lead statuses.
package typealias LeadStatusEditor = OrderedListEditor<LeadStatus>
/// The editor of lead sources.
package typealias LeadSourceEditor = OrderedListEditor<LeadSource>
/// The editor of categories of calls.
package typealias CallCategoryEditor = OrderedListEditor<CallCategory>

/// The submitted form of the status editor. The default status is the row whose details say so; when
/// none does, the default stays.
package typealias LeadStatusEdit = OrderedListEdit<LeadStatus.ID, LeadStatusDetails>

/// The submitted form of the source editor.
package typealias LeadSourceEdit = NamedListEdit<LeadSource>

/// The submitted form of the category editor.
package typealias CallCategoryEdit = NamedListEdit<CallCategory>

extension Store {
    /// All lead statuses for their editor.
    package func leadStatusEditor() throws(StoreError) -> LeadStatusEditor {
        try read { try LeadStatusEditor($0) }
    }

    /// All lead sources for their editor.
    package func leadSourceEditor() throws(StoreError) -> LeadSourceEditor {
        try read { try LeadSourceEditor($0) }
    }

    /// All categories of calls for their editor.
    package func callCategoryEditor() throws(StoreError) -> CallCategoryEditor {
        try read { try CallCategoryEditor($0) }
    }

    /// Saves the editor of statuses: everything or nothing.
    ///
    /// - Parameters:
    ///   - version: the one the person saw.
    ///   - author: for the audit.
    /// - Returns: the editor as it is now; invalid at `name-3`, `kind-3`, or `name-new` and
    ///   `kind-new` of the added row.
    package func editLeadStatuses(
        _ edit: LeadStatusEdit, expecting version: Int64, by author: Author, at now: Instant
    ) throws(StoreError) -> SaveOutcome<LeadStatusEditor> {
        try save(edit, of: LeadStatus.self, expecting: version, by: author, at: now)
    }

    /// Saves the editor of sources: everything or nothing.
    ///
    /// - Parameters:
    ///   - version: the one the person saw.
    ///   - author: for the audit.
    /// - Returns: the editor as it is now; invalid at `source-3`, or `source-new` of the added row.
    package func editLeadSources(
        _ edit: LeadSourceEdit, expecting version: Int64, by author: Author, at now: Instant
    ) throws(StoreError) -> SaveOutcome<LeadSourceEditor> {
        try save(edit, of: LeadSource.self, expecting: version, by: author, at: now)
    }

    /// Saves the editor of categories: everything or nothing.
    ///
    /// - Parameters:
    ///   - version: the one the person saw.
    ///   - author: for the audit.
    /// - Returns: the editor as it is now; invalid at `category-3`, or `category-new` of the added row.
    package func editCallCategories(
        _ edit: CallCategoryEdit, expecting version: Int64, by author: Author, at now: Instant
    ) throws(StoreError) -> SaveOutcome<CallCategoryEditor> {
        try save(edit, of: CallCategory.self, expecting: version, by: author, at: now)
    }

    private func save<Item: StoredListItem>(
        _ edit: OrderedListEdit<Item.ID, Item.Details>, of type: Item.Type,
        expecting version: Int64, by author: Author, at now: Instant
    ) throws(StoreError) -> SaveOutcome<OrderedListEditor<Item>> {
        typealias Edit = OrderedListEdit<Item.ID, Item.Details>
        return try save(.by(author, at: now)) { db in
            let list = Item.list
            let before = try OrderedListEditor<Item>(db)
            guard before.version == version else {
                throw Refusal.stale(currentVersion: before.version)
            }
            let rows = before.rows.map(\.item)
            let wanted = Item.wanted(edit, rows)
            var names = rows.map { row in
                (
                    field: Edit.field(list.nameField, row.id),
                    name: wanted[row.id].map(Item.name) ?? row.name
                )
            }
            if let added = edit.added {
                names.append((Edit.field(list.nameField, nil), Item.name(added)))
            }
            let problems = try list.problems(names: names) + Item.problems(wanted, was: rows, db)
            if !problems.isEmpty { throw Refusal.invalid(problems) }
            try list.releaseNames(db)
            try Item.releaseUnique(db)
            for (position, id) in edit.order(of: rows.map(\.id)).enumerated() {
                guard let details = wanted[id] else { continue }
                try Item.write(details, id: id, position: position, db)
            }
            if let added = edit.added {
                try Item.write(added, id: nil, position: list.lastPosition(db), db)
            }
            let after = try OrderedListEditor<Item>(db)
            if after.version != before.version {
                try AuditTable.insert(
                    list.action, by: author, to: list.listSubject, at: now, db)
            }
            return after
        }
    }
}

extension OrderedListEditor where Item: StoredListItem {
    init(_ db: Database) throws {
        let counts = try Item.list.useCounts(db)
        rows = try Item.list.all(db) { try Item($0) }
            .map { Row(item: $0, uses: counts[$0.id.value] ?? 0) }
        version = OrderedListTable.version(of: rows.map(\.item.shown))
    }
}
