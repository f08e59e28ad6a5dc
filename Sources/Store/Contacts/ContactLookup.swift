import CallRules

/// Who has a phone: the client with the lowest id, and the newest lead whose status is of the kind
/// `active`.
///
/// These are the prepared queries of the two hot paths: the rules and Phonet's lookup. The view
/// `contact_by_phone` makes the same choice for SQL that joins; a test compares them. Neither query
/// sorts: the table keys give the order, and the few leads of one phone are compared in Swift.
enum ContactLookup {
    /// The client in the form the rules use.
    static func client(_ phone: String, _ sql: Connection) throws(SQLiteError) -> Client? {
        let row = try sql.rows(clientQuery, .text(phone))
        guard try row.step() else { return nil }
        defer { row.done() }
        let id: Client.ID = row.id(.clientId)
        let (name, company) = (row.text(.name), row.textOrNil(.company))
        var admins: [Employee] = []
        repeat {
            if let admin = try employee(row, .adminId, .adminName, .adminLanguage) {
                admins.append(admin)
            }
        } while try row.step() && row.id(.clientId) == id
        return Client(id: id, name: name, company: company, admins: admins)
    }

    /// The newest active lead; without one, the newest lead that rule R may reopen.
    ///
    /// - Parameter own: leads created by this call are ignored; nil: none is ignored.
    static func leads(
        _ phone: String, withoutLeadsOf own: Call.ID?, _ sql: Connection
    ) throws(SQLiteError) -> (active: Lead?, reopenable: Lead?) {
        let best = try newest(phone, withoutLeadsOf: own, onlyActive: false, sql) {
            row throws(SQLiteError) in
            Lead(
                id: row.id(.leadId), name: row.text(.name),
                responsible: try employee(
                    row, .responsibleId, .responsibleName, .responsibleLanguage))
        }
        guard let best else { return (nil, nil) }
        return best.isActive ? (best.lead, nil) : (nil, best.lead)
    }

    /// The responsible employee of the newest closed lead whose responsible employee is active.
    static func formerOwner(_ phone: String, _ sql: Connection) throws(SQLiteError) -> Employee? {
        let row = try sql.rows(
            """
            SELECT employee.id, employee.name, employee.language FROM lead_phone
            CROSS JOIN lead ON lead.id = lead_phone.lead_id
            CROSS JOIN lead_status ON lead_status.id = lead.status_id AND lead_status.kind <> 'active'
            CROSS JOIN employee ON employee.id = lead.responsible_employee_id AND employee.active = 1
            WHERE lead_phone.e164 = ?1 ORDER BY lead.created_at DESC, lead.id DESC LIMIT 1
            """, .text(phone))
        guard try row.step() else { return nil }
        defer { row.done() }
        return Employee(
            id: Employee.ID(row.int(0)), name: row.text(1),
            language: try row.codeIfPresent(2, "employee.language"))
    }

    /// The answer to Phonet's lookup of a phone: its client, else its active lead.
    static func card(_ phone: String, _ sql: Connection) throws(SQLiteError) -> CustomerCard? {
        guard let client = try clientCard(phone, sql) else { return try leadCard(phone, sql) }
        guard !client.hasAdmins, let lead = try leadCard(phone, sql) else { return client.card }
        return CustomerCard(
            subject: client.card.subject, externalID: client.card.externalID,
            url: client.card.url, name: client.card.name,
            responsibleExtension: lead.responsibleExtension,
            responsibleEmail: lead.responsibleEmail)
    }

    /// - Returns: the card, and whether the client has active admins.
    private static func clientCard(
        _ phone: String, _ sql: Connection
    ) throws(SQLiteError) -> (card: CustomerCard, hasAdmins: Bool)? {
        let row = try sql.rows(clientQuery, .text(phone))
        guard try row.step() else { return nil }
        defer { row.done() }
        let id: Client.ID = row.id(.clientId)
        let (externalID, url) = (row.textOrNil(.externalId), row.textOrNil(.url))
        let company = row.text(.company)
        let name = company.isEmpty ? row.text(.name) : "\(row.text(.name)) (\(company))"
        // The first admin who has an extension; inactive admins are rows without an employee.
        var hasAdmins = !row.isNull(.adminId)
        var isReachable = !row.isNull(.adminExtension)
        while !isReachable, try row.step(), row.id(.clientId) == id {
            hasAdmins = hasAdmins || !row.isNull(.adminId)
            isReachable = !row.isNull(.adminExtension)
        }
        let card = CustomerCard(
            subject: .client(id), externalID: externalID, url: url, name: name,
            responsibleExtension: isReachable ? row.textOrNil(.adminExtension) : nil,
            responsibleEmail: isReachable ? row.textOrNil(.adminEmail) : nil)
        return (card, hasAdmins)
    }

    private static func leadCard(
        _ phone: String, _ sql: Connection
    ) throws(SQLiteError) -> CustomerCard? {
        try newest(phone, withoutLeadsOf: nil, onlyActive: true, sql) { row in
            CustomerCard(
                subject: .lead(row.id(.leadId)), externalID: row.textOrNil(.externalId),
                url: row.textOrNil(.url), name: row.text(.name),
                responsibleExtension: row.textOrNil(.responsibleExtension),
                responsibleEmail: row.textOrNil(.responsibleEmail))
        }?.lead
    }

    /// Prefers an active lead, then the newest; of leads created in the same millisecond, the one with
    /// the greatest id.
    private static func newest<Found>(
        _ phone: String, withoutLeadsOf own: Call.ID?, onlyActive: Bool, _ sql: Connection,
        _ read: (ColumnReader<LeadColumn>) throws(SQLiteError) -> Found
    ) throws(SQLiteError) -> (isActive: Bool, lead: Found)? {
        let row = try sql.rows(leadQuery, .text(phone), SQLValue(own))
        var best: (rank: (Int64, Int64, Int64), lead: Found)?
        while try row.step() {
            let rank = (row.int(.isActive), row.int(.createdAt), row.int(.leadId))
            if onlyActive, rank.0 == 0 { continue }
            guard best.map({ $0.rank < rank }) ?? true else { continue }
            best = (rank, try read(row))
        }
        return best.map { ($0.rank.0 == 1, $0.lead) }
    }

    private static func employee<Column>(
        _ row: ColumnReader<Column>, _ id: Column, _ name: Column, _ language: Column
    ) throws(SQLiteError) -> Employee? {
        guard let id: Employee.ID = row.idOrNil(id) else { return nil }
        return Employee(
            id: id, name: row.text(name), language: try row.codeIfPresent(language))
    }
}

extension ContactLookup {
    /// One row for each admin of each client with the phone, in their order; a client without admins
    /// has one row, and an inactive admin is a row without an employee.
    enum ClientColumn: Int32, TableColumn {
        case clientId, externalId, url, name, company
        case adminId, adminName, adminLanguage, adminExtension, adminEmail

        var sqlName: String {
            switch self {
            case .clientId: "client.id"
            case .externalId: "client.external_id"
            case .url: "client.url"
            case .name: "client.name"
            case .company: "client.company"
            case .adminId: "employee.id"
            case .adminName: "employee.name"
            case .adminLanguage: "employee.language"
            case .adminExtension: "employee.extension"
            case .adminEmail: "employee.email"
            }
        }
    }

    /// One row for each lead with the phone that is not won.
    enum LeadColumn: Int32, TableColumn {
        case leadId, externalId, url, name, isActive, createdAt
        case responsibleId, responsibleName, responsibleLanguage, responsibleExtension
        case responsibleEmail

        var sqlName: String {
            switch self {
            case .leadId: "lead.id"
            case .externalId: "lead.external_id"
            case .url: "lead.url"
            case .name: "lead.name"
            case .isActive: "lead_status.kind = 'active'"
            case .createdAt: "lead.created_at"
            case .responsibleId: "employee.id"
            case .responsibleName: "employee.name"
            case .responsibleLanguage: "employee.language"
            case .responsibleExtension: "employee.extension"
            case .responsibleEmail: "employee.email"
            }
        }
    }

    static let clientQuery = Query<ClientColumn>(
        """
        SELECT \(ClientColumn.list) FROM client_phone
        CROSS JOIN client ON client.id = client_phone.client_id
        LEFT JOIN client_admin ON client_admin.client_id = client.id
        LEFT JOIN employee ON employee.id = client_admin.employee_id AND employee.active = 1
        WHERE client_phone.e164 = ?1
        ORDER BY client_phone.client_id, client_admin.position
        """)

    static let leadQuery = Query<LeadColumn>(
        """
        SELECT \(LeadColumn.list) FROM lead_phone
        CROSS JOIN lead ON lead.id = lead_phone.lead_id
        CROSS JOIN lead_status ON lead_status.id = lead.status_id AND lead_status.kind <> 'won'
        LEFT JOIN employee ON employee.id = lead.responsible_employee_id AND employee.active = 1
        WHERE lead_phone.e164 = ?1 AND (?2 IS NULL OR lead.call_id IS NOT ?2)
        """)
}
