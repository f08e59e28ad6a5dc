import CSQLite

/// `RecordedRows` with the numbers of its columns: notes the records of a row that is about to be written.
/// A class, because the hook walks the list for every row.
final class RecordedRule {
    let table: WatchedTable
    private let columns: [Int32]
    private let target: Target

    private enum Target {
        case own(RecordKind, id: Int32, version: Int32, name: Int32?, announced: Int32?)
        case part(RecordKind, of: Int32)
        case ofLeg(Int32)
        case removal([(kind: RecordKind, gone: Int32, heir: Int32)])
        case erasure(id: Int32, ended: Int32)
    }

    init(_ rows: RecordedRows, _ connection: Connection) throws(SQLiteError) {
        let table = try WatchedTable(rows.table, connection)
        self.table = table
        columns = try table.numbers(rows.columns) ?? table.all
        switch rows.record {
        case .own(let kind, let name):
            target = .own(
                kind, id: try table.number("id"), version: try table.number("version"),
                name: try name.map(table.number),
                announced: kind == .call ? try table.number("announced") : nil)
        case .part(let kind, let column): target = .part(kind, of: try table.number(column))
        case .ofLeg(let column): target = .ofLeg(try table.number(column))
        case .removal:
            var kinds: [(kind: RecordKind, gone: Int32, heir: Int32)] = []
            for kind in [RecordKind.client, .lead] {
                kinds.append(
                    (
                        kind, try table.number("\(kind)_id"),
                        try table.number("heir_\(kind)_id")
                    ))
            }
            target = .removal(kinds)
        case .erasure(let ended):
            target = .erasure(id: try table.number("id"), ended: try table.number(ended))
        }
    }

    func note(_ row: ChangedRow, in notes: RecordNotes) {
        switch target {
        case .own(let kind, let id, let version, let name, let announced):
            guard let key = row.new(id) ?? row.old(id) else { return }
            let record = RecordNotes.Record(kind: kind, id: key)
            let isKnown = notes.knowsRow(of: record)
            if row.operation == SQLITE_UPDATE {
                // A part of it may be noted already; the row tells what the log needs besides.
                if isKnown { return }
                guard notes.isNoted(record) || changes(row) else { return }
            }
            notes.note(record) { note in
                switch row.operation {
                case SQLITE_INSERT: note.isNew = true
                case SQLITE_DELETE: note.isDeleted = true
                default: break
                }
                guard !isKnown, row.operation != SQLITE_INSERT else { return }
                note.before = RecordNotes.Before(
                    version: row.old(version) ?? 0, name: name.flatMap(row.oldText),
                    announced: announced.flatMap(row.old) ?? 0)
            }
        case .part(let kind, let column):
            guard row.operation != SQLITE_UPDATE || changes(row) else { return }
            let (old, new) = (row.old(column), row.new(column))
            if let old {
                notes.note(RecordNotes.Record(kind: kind, id: old)) { note in
                    if let new, new != old { note.heir = note.heir ?? new }
                }
            }
            if let new, new != old { notes.note(RecordNotes.Record(kind: kind, id: new)) }
        case .ofLeg(let column):
            guard row.operation != SQLITE_UPDATE || changes(row) else { return }
            if let uuid = row.newText(column) ?? row.oldText(column) { notes.note(leg: uuid) }
        case .removal(let kinds): noteRemoval(row, kinds, in: notes)
        case .erasure(let id, let ended):
            guard let key = row.new(id), row.new(ended) != nil, row.old(ended) == nil else {
                return
            }
            notes.note(RecordNotes.Record(kind: .person, id: key)) { $0.isNew = true }
        }
    }

    private func noteRemoval(
        _ row: ChangedRow, _ kinds: [(kind: RecordKind, gone: Int32, heir: Int32)],
        in notes: RecordNotes
    ) {
        for (kind, gone, heir) in kinds {
            guard let id = row.new(gone) ?? row.old(gone) else { continue }
            let record = RecordNotes.Record(kind: kind, id: id)
            switch row.operation {
            case SQLITE_INSERT:
                notes.note(record) { $0.removal = RecordNotes.Removal(heir: row.new(heir)) }
            case SQLITE_DELETE:
                notes.note(record) { if $0.removal == nil { $0.wasHidden = true } }
            default: break
            }
        }
    }

    private func changes(_ row: ChangedRow) -> Bool { columns.contains(where: row.differs) }
}
