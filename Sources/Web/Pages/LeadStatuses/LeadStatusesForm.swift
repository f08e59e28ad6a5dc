import CallRules
import Store

/// The editor of statuses as typed.
struct LeadStatusForm {
    var names: [Int64: String] = [:]
    var kinds: [Int64: LeadStatus.Kind] = [:]
    var defaultID: Int64?
    var newName = ""
    var newKind = LeadStatus.Kind.active

    init(_ editor: LeadStatusEditor) {
        for row in editor.rows {
            names[row.item.id.value] = row.item.name
            kinds[row.item.id.value] = row.item.kind
            if row.item.isDefault { defaultID = row.item.id.value }
        }
    }

    /// From a sent form; rows that were not sent are missing.
    init(_ form: Form) {
        names = LeadStatusesForm.values("name", form)
        kinds = LeadStatusesForm.values("kind", form).compactMapValues(LeadStatus.Kind.init)
        defaultID = form["default"].flatMap { Int64($0) }
        newName = form["name-new"] ?? ""
        newKind = form["kind-new"].flatMap(LeadStatus.Kind.init) ?? .active
    }

    /// The edit to save.
    /// - Parameter move: the value of a move button, `3 up`.
    func edit(move: String?) -> LeadStatusEdit {
        var edit = LeadStatusEdit()
        for (id, name) in names {
            guard let kind = kinds[id] else { continue }
            var details = LeadStatusDetails()
            (details.name, details.kind, details.isDefault) = (name, kind, id == defaultID)
            edit.rows[LeadStatus.ID(id)] = details
        }
        if !newName.isEmpty {
            var details = LeadStatusDetails()
            (details.name, details.kind) = (newName, newKind)
            edit.added = details
        }
        edit.move = LeadStatusesForm.move(move)
        return edit
    }
}

/// The editor of a list of names as typed.
struct NamedListForm<Item: NamedListItem> {
    var names: [Int64: String] = [:]
    var newName = ""

    init(_ editor: OrderedListEditor<Item>) {
        for row in editor.rows { names[row.item.id.value] = row.item.name }
    }

    /// From a sent form; rows that were not sent are missing.
    ///
    /// - Parameter field: of a name; the row's id follows it.
    init(_ form: Form, field: String) {
        names = LeadStatusesForm.values(field, form)
        newName = form["\(field)-new"] ?? ""
    }

    /// The edit to save.
    /// - Parameter move: the value of a move button, `3 up`.
    func edit(move: String?) -> NamedListEdit<Item> {
        var edit = NamedListEdit<Item>()
        for (id, name) in names {
            var details = NamedItemDetails()
            details.name = name
            edit.rows[Item.ID(id)] = details
        }
        if !newName.isEmpty {
            var details = NamedItemDetails()
            details.name = newName
            edit.added = details
        }
        edit.move = LeadStatusesForm.move(move)
        return edit
    }
}

/// Parsing shared by the editors.
enum LeadStatusesForm {
    /// The values of the fields `name-3`, `name-4` and so on, by id.
    static func values(_ name: String, _ form: Form) -> [Int64: String] {
        var values: [Int64: String] = [:]
        for field in form.names where field.hasPrefix(name + "-") {
            if let id = Int64(field.dropFirst(name.utf8.count + 1)) { values[id] = form[field] }
        }
        return values
    }

    static func move<ID: RowID>(_ text: String?) -> (id: ID, to: OrderedListMove)? {
        let parts = (text ?? "").split(separator: " ")
        guard parts.count == 2, let id = Int64(parts[0]),
            let to = OrderedListMove(rawValue: String(parts[1]))
        else { return nil }
        return (ID(id), to)
    }
}
