import CallRules
import GRDB

/// Employees by the CRM's ids, and the short lists of leads, as lines of a sync name them.
struct SyncDirectory {
    private let people: [String: Employee.ID]
    private let statuses: [LeadStatus]
    private let sources: [LeadSource]

    init(_ db: Database) throws {
        let rows = try Row.fetchAll(
            db.cachedStatement(
                sql: "SELECT id, external_id FROM employee WHERE external_id IS NOT NULL"))
        var people: [String: Employee.ID] = [:]
        for row in rows { people[row["external_id"]] = row["id"] as Employee.ID }
        self.people = people
        statuses = try ImportDirectory.statuses(db)
        sources = try ImportDirectory.sources(db)
    }

    func employee(_ externalID: String) -> Employee.ID? { people[externalID] }

    func status(_ choice: SyncFields.Choice) -> LeadStatus.ID? {
        switch choice {
        case .id(let id): statuses.first { $0.id.value == id }?.id
        case .name(let name):
            ImportDirectory.only(name, among: statuses.map { ($0.name, $0.id) })
        }
    }

    func source(_ choice: SyncFields.Choice) -> LeadSource.ID? {
        switch choice {
        case .id(let id): sources.first { $0.id.value == id }?.id
        case .name(let name):
            ImportDirectory.only(name, among: sources.map { ($0.name, $0.id) })
        }
    }
}

/// A kind of contact that a sync writes.
protocol SyncedTable: ContactTable where Contact.Details: SyncedDetails {
    /// Adds a contact of a line.
    static func insertSynced(
        _ details: Contact.Details, at now: Instant, _ db: Database
    ) throws -> Contact.ID
    /// The contacts with these ids in the CRM; aliases do not count.
    static func find(externalIDs: [String], _ db: Database) throws -> [Contact]
    /// Moves what only this kind has to the contact that stays.
    static func moveOwn(from gone: Contact.ID, to kept: Contact.ID, _ db: Database) throws
}

/// Details that the fields of a line fill in.
protocol SyncedDetails: ContactDetails {
    /// Phones that are no telephone numbers, as they were written.
    var otherPhones: [String] { get set }
    var name: String { get set }
    var url: String? { get set }

    /// Fills in the fields that only this kind has.
    ///
    /// - Returns: warnings.
    mutating func fillOwn(_ fields: SyncFields, _ directory: SyncDirectory) -> [String]
}

extension SyncedDetails {
    /// Fills in the fields that a line names.
    ///
    /// - Returns: warnings.
    mutating func fill(_ fields: SyncFields, _ directory: SyncDirectory) -> [String] {
        var warnings: [String] = []
        if let text = fields.name { name = text.line(200, "name", &warnings) }
        if let texts = fields.phones {
            phones = []
            otherPhones = []
            for text in texts {
                let text = text.line(100, "phones", &warnings)
                let phone = PhoneNumber(text)
                if phone.e164 == nil, !text.isEmpty {
                    warnings.append("phones: “\(text)” is no telephone number; kept as text")
                    otherPhones.append(text)
                } else if phone.e164 != nil, !phones.has(phone) {
                    phones.append(phone)
                }
            }
            phones = phones.distinct
            cutPhones(&warnings)
        }
        if let address = fields.url {
            let text = address.flatMap { $0.isEmpty ? nil : $0 }
            if let text, URLTemplate.problem(inAddress: text) != nil {
                warnings.append("url: “\(text.prefix(100))” is no http or https address; left out")
            } else {
                url = text
            }
        }
        return warnings + fillOwn(fields, directory)
    }

    /// Keeps the phones beyond the twentieth as text.
    mutating func cutPhones(_ warnings: inout [String]) {
        let most = 20
        if phones.count > most {
            warnings.append("phones: only \(most) are telephone numbers of the card; kept as text")
            otherPhones += phones.dropFirst(most).compactMap(\.e164)
            phones = Array(phones.prefix(most))
        }
        if otherPhones.count > most {
            warnings.append("phones: only \(most) texts are kept")
            otherPhones = Array(otherPhones.prefix(most))
        }
    }
}

extension String {
    /// The text as one line: white space and control characters become single spaces, and what is longer
    /// than `most` characters is cut off with a warning.
    fileprivate func line(_ most: Int, _ field: String, _ warnings: inout [String]) -> String {
        let isPlain = utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }
        var text = self
        if !isPlain {
            text = unicodeScalars.split { scalar in
                scalar.properties.isWhitespace || scalar.properties.generalCategory == .control
            }.map { String($0) }.joined(separator: " ")
        }
        guard text.unicodeScalars.count > most else { return text }
        warnings.append("\(field): longer than \(most) characters; the rest is cut off")
        return String(String.UnicodeScalarView(text.unicodeScalars.prefix(most)))
    }
}

extension ClientDetails: SyncedDetails {
    mutating func fillOwn(_ fields: SyncFields, _ directory: SyncDirectory) -> [String] {
        var warnings: [String] = []
        if let text = fields.company {
            let line = text?.line(200, "company", &warnings) ?? ""
            company = line.isEmpty ? nil : line
        }
        if let names = fields.admins {
            var ids: [Employee.ID] = []
            for name in names {
                if let id = directory.employee(name) {
                    if !ids.contains(id) { ids.append(id) }
                } else {
                    warnings.append("admins: no employee has the external_id “\(name)”")
                }
            }
            adminIDs = Array(ids.prefix(50))
        }
        return warnings
    }
}

extension LeadDetails: SyncedDetails {
    mutating func fillOwn(_ fields: SyncFields, _ directory: SyncDirectory) -> [String] {
        var warnings: [String] = []
        switch fields.status {
        case nil: break
        case .some(nil): statusID = nil
        case .some(let choice?):
            if let id = directory.status(choice) {
                statusID = id
            } else {
                warnings.append("status: there is no \(choice.words)")
            }
        }
        switch fields.source {
        case nil: break
        case .some(nil): sourceID = nil
        case .some(let choice?):
            if let id = directory.source(choice) {
                sourceID = id
            } else {
                warnings.append("source: there is no \(choice.words)")
            }
        }
        switch fields.responsible {
        case nil: break
        case .some(nil): responsibleID = nil
        case .some(let name?):
            if let id = directory.employee(name) {
                responsibleID = id
            } else {
                warnings.append("responsible: no employee has the external_id “\(name)”")
            }
        }
        return warnings
    }
}

extension SyncFields.Choice {
    fileprivate var words: String {
        switch self {
        case .id(let id): "id \(id)"
        case .name(let name): "“\(name)”"
        }
    }
}
