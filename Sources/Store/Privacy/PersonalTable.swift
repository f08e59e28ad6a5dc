import CallRules

/// A table with personal data: how the rows of a phone are found, and what an erasure changes in them.
struct PersonalTable: Sendable {
    /// SQL table name.
    let table: String
    /// Name on screens.
    let label: LocalizedText
    /// How an index finds the rows of a phone; nil: only a search of all rows finds them.
    let link: Link?
    /// Columns that are searched for the phone.
    var searched: [String] = []
    /// The SET clause of an erasure. Its parameters are `:token`, the pseudonym number; `:name`,
    /// the pseudonym, or NULL when everything is erased; `:said`, the pseudonym or a dash. Nil: the
    /// row itself is not changed.
    var change: String?
    /// True: an erasure deletes the rows of the phone.
    var isDeleted = false
    /// The key column, whose values `ErasureLog` stores.
    var key = "id"

    /// How an index finds rows.
    enum Link: Sendable {
        /// The column holds the id of a call of the phone.
        case call(String)
        /// The column holds the phone in E.164.
        case number(String)
        /// The table `phones` lists the phones of the row with this id column.
        case owner(phones: String, by: String)
    }

    /// Whether `change` is made in a row of which only a text has the phone: a webhook message's reasons may
    /// quote its body, and what no index finds is about the person as a whole.
    var isChangedWhole: Bool { link == nil || table == "webhook_message" }

    /// The key column of a search.
    var searchKey: String { table == "call" ? "id" : key }

    /// Condition: the row belongs to `:phone`.
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

/// Number of rows of one table about a phone.
package struct PersonalCount: Hashable, Sendable {
    /// SQL table name.
    package let table: String
    /// Name on screens.
    package let label: LocalizedText
    package let rows: Int
}
