import GRDB

/// The calls that a search field finds: by digits of their number, or by the name of their client, their
/// lead, or the contact as Phonet sent it.
struct CallText {
    private let text: SearchText
    private let clients: Matches
    private let leads: Matches
    private let callers: Matches
    /// Nil: a name was typed.
    private let numbers: Matches?

    /// The rows of one kind whose name fits.
    private enum Matches {
        /// A JSON list of their ids or numbers.
        case few(String)
        /// A query for them.
        case many(SQL)

        /// - Parameter query: selects one column.
        init(_ query: SQL, _ db: Database) throws {
            let found = try SQLRequest<DatabaseValue>(
                literal: "\(query) LIMIT \(CallSearch.few)", cached: true
            ).fetchAll(db)
            guard found.count < CallSearch.few else {
                self = .many(query)
                return
            }
            let values = found.map { value in
                if case .string(let text) = value.storage { "\"\(text)\"" } else { "\(value)" }
            }
            self = .few("[\(values.joined(separator: ","))]")
        }

        var query: SQL {
            switch self {
            case .few(let list): "SELECT value FROM json_each(\(list))"
            case .many(let query): query
            }
        }
    }

    init(_ text: SearchText, _ db: Database) throws {
        self.text = text
        numbers = try text.numbers.map { try Matches("SELECT DISTINCT number FROM (\($0))", db) }
        guard text.digits == nil else {
            clients = .few("[]")
            leads = .few("[]")
            callers = .few("[]")
            return
        }
        let name = text.nameHolds
        clients = try Matches(
            "SELECT client_id FROM client_name WHERE \(NameParts.client.holds(text.text, db))", db)
        leads = try Matches(
            "SELECT lead_id FROM lead_name WHERE \(NameParts.lead.holds(text.text, db))", db)
        callers = try Matches(
            """
            SELECT number FROM number INDEXED BY number_folded
            WHERE folded IS NOT NULL AND \(name)
            """, db)
    }

    /// The condition, and the query of the calls' ids.
    func condition(on call: SQL) -> CallCondition {
        if let numbers {
            let holds = text.numberHolds("ifnull(\(call).phone, \(call).raw_number)")
            // Many numbers have many calls: the newest are found first.
            guard case .few(let list) = numbers else { return CallCondition(holds) }
            return CallCondition(
                holds,
                .ids(
                    """
                    SELECT numbered.id FROM json_each(\(list)) AS found
                    CROSS JOIN call AS numbered INDEXED BY call_phone
                        ON numbered.phone = found.value
                    UNION ALL
                    SELECT numbered.id FROM json_each(\(list)) AS found
                    CROSS JOIN call AS numbered INDEXED BY call_raw_number
                        ON numbered.raw_number = found.value AND numbered.phone IS NULL
                    """))
        }
        return CallCondition(
            """
            \(call).client_id IN (\(clients.query)) OR \(call).lead_id IN (\(leads.query))
            OR \(call).phone IN (\(callers.query))
            """,
            .ids(
                """
                SELECT id FROM call WHERE client_id IN (\(clients.query))
                UNION SELECT id FROM call WHERE lead_id IN (\(leads.query))
                UNION SELECT id FROM call WHERE phone IN (\(callers.query))
                """))
    }
}
