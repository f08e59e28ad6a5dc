import CallRules

/// One table that tells of people outside the company: how their rows are found in it, and what is taken
/// out of them.
struct PersonalTable: Sendable {
    /// In the database.
    let table: String
    /// For people.
    let label: LocalizedText
    /// What leads from a number to its rows; nil: only looking through all of them.
    let link: Link?
    /// Columns in which a number may stand where nothing leads to it: they are looked through.
    var searched: [String] = []
    /// What replaces the person in a row: assignments with `:token`, the made-up number, `:name`, the
    /// same as a name and null for an erasure, and `:said`, the same or a dash. Nil: rows tell of the
    /// person only by what they belong to.
    var change: String?
    /// The column that names a row, and whose values an erasure remembers.
    var key = "id"

    /// What leads from a number to rows.
    enum Link: Sendable {
        /// The column holds the id of a call of the number's.
        case call(String)
        /// The column holds the number in E.164.
        case number(String)
        /// The rows own numbers, in a table of their own under this column.
        case owner(phones: String, by: String)
    }

    /// The column by which its rows are looked through.
    var searchKey: String { table == "call" ? "id" : key }

    /// Holds of the rows that belong to `:phone`.
    var belongs: String {
        switch link {
        case .call(let column)?: "\(column) IN (SELECT id FROM call WHERE phone = :phone)"
        case .number(let column)?: "\(column) = :phone"
        case .owner(let phones, let column)?:
            "id IN (SELECT \(column) FROM \(phones) WHERE e164 = :phone)"
        case nil: "0"
        }
    }
}

/// How many rows of a table tell of somebody.
package struct PersonalCount: Hashable, Sendable {
    /// In the database.
    package let table: String
    /// For people.
    package let label: LocalizedText
    package let rows: Int
}
