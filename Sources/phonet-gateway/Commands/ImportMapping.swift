import Imports
import Store

/// What the columns of a file are taken for: by their headings and by `--map`.
struct ImportMapping {
    let columns: [ImportField?]
    private let head: ImportHead
    /// Columns that `--map` leaves out.
    private var leftOut: Set<Int> = []

    /// - Parameter map: entries `HEADING=FIELD`, `NUMBER=FIELD` of a column without a heading, or `HEADING=`.
    /// - Throws: `Refused` for an entry that names no column or no field.
    init(_ head: ImportHead, _ kind: ImportKind, _ map: [String]) throws(Refused) {
        self.head = head
        var columns = head.columns(kind)
        for entry in map {
            guard let sign = entry.lastIndex(of: "=") else {
                throw Refused("--map \(entry): HEADING=FIELD is expected.")
            }
            let (heading, name) = (entry[..<sign], entry[entry.index(after: sign)...])
            let field = ImportField(rawValue: String(name))
            guard name.isEmpty || field.map(kind.columnFields.contains) == true else {
                throw Refused(
                    "--map \(entry): the fields are "
                        + kind.columnFields.map(\.rawValue).joined(separator: ", ") + ".")
            }
            guard let index = ImportMapping.column(String(heading), head) else {
                throw Refused("--map \(entry): there is no column “\(heading)”.")
            }
            // A field that was guessed for another column moves here.
            if let field, field != .phones {
                for (other, taken) in columns.enumerated() where taken == field {
                    columns[other] = nil
                }
            }
            columns[index] = field
            if field == nil { leftOut.insert(index) } else { leftOut.remove(index) }
        }
        self.columns = columns
    }

    private static func column(_ heading: String, _ head: ImportHead) -> Int? {
        if let index = head.heading.firstIndex(of: heading) { return index }
        guard let number = Int(heading), head.heading.indices.contains(number - 1),
            head.heading[number - 1].isEmpty
        else { return nil }
        return number - 1
    }

    /// Refuses a file whose people would lose all their numbers or all their names.
    ///
    /// - Parameter survey: of the whole file.
    func refuseLosses(_ survey: [ImportColumn]) throws(Refused) {
        let unused = zip(columns.indices, survey).filter { index, column in
            columns[index] == nil && !leftOut.contains(index) && column.filled > 0
        }.map(\.1)
        if !columns.contains(.phones), unused.contains(where: { $0.numbers > 0 }) {
            throw Refused(
                "No column was taken for phones, and there are numbers in \(ImportMapping.list(unused.filter { $0.numbers > 0 })). "
                    + "Say which with --map HEADING=phones, or leave it out with --map HEADING=.")
        }
        let names: [ImportField] = [.name, .company, .givenName, .familyName, .id, .externalID]
        if !names.contains(where: columns.contains), !unused.isEmpty {
            throw Refused(
                "No column was taken for names, and these are not used: \(ImportMapping.list(unused)). "
                    + "Say which with --map HEADING=name, or leave them out with --map HEADING=.")
        }
    }

    /// Whether a column that nobody left out holds numbers.
    func losesNumbers(_ job: ImportJob) -> Bool {
        job.unused.contains { $0.numbers > 0 && !leftOut.contains($0.number - 1) }
    }

    /// What became of each column.
    func words(_ job: ImportJob) -> String {
        let used = zip(job.columns, job.survey).compactMap { field, column in
            field.map { "\(ImportMapping.name(column)) = \($0.rawValue)" }
        }
        var lines = ["Columns: " + used.joined(separator: ", ")]
        if !job.unused.isEmpty { lines.append("Not used: " + ImportMapping.list(job.unused)) }
        if case .csv = head.format, !head.hasHeading {
            lines.append("The file has no row of headings: its first row is one of people.")
        }
        if job.rowsAbove > 0 {
            lines.append("Rows above the headings, left out: \(job.rowsAbove)")
        }
        return lines.joined(separator: "\n")
    }

    private static func list(_ columns: [ImportColumn]) -> String {
        columns.map { column in
            name(column)
                + (column.numbers > 0 ? " (telephone numbers: \(column.numbers))" : "")
        }.joined(separator: ", ")
    }

    private static func name(_ column: ImportColumn) -> String {
        column.heading.isEmpty ? "column \(column.number)" : "“\(column.heading)”"
    }
}
