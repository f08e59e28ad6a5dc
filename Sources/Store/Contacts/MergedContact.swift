import CallRules
import GRDB
import JSONText

/// A contact as it was before a merge, for its undoing.
struct MergedContact {
    let version: Int64
    let createdAt: Instant
    let phones: [String]
    let otherPhones: [String]
    /// Its own id in the CRM and the ids of contacts that were merged into it before.
    let externalID: String?
    let aliases: [String]
    let url: String?
    let name: String
    /// Of a client.
    let company: String?
    let admins: [Int64]
    /// Of a lead.
    let status: Int64?
    let source: Int64?
    let responsible: Int64?
    let origin: String?
    let callID: Int64?
    let editedAt: Int64?

    init(_ client: ClientRow, _ db: Database) throws {
        self.init(
            client.details, version: client.version, createdAt: client.createdAt,
            aliases: try MergedContact.aliases(.client(client.id), db), url: client.details.url,
            otherPhones: client.details.otherPhones, company: client.details.company,
            admins: client.details.adminIDs.map(\.value))
    }

    init(_ lead: LeadRow, _ db: Database) throws {
        let row = try Row.fetchOne(
            db, sql: "SELECT call_id, edited_at FROM lead WHERE id = ?", arguments: [lead.id])
        self.init(
            lead.details, version: lead.version, createdAt: lead.createdAt,
            aliases: try MergedContact.aliases(.lead(lead.id), db), url: lead.details.url,
            otherPhones: lead.details.otherPhones, status: lead.details.statusID?.value,
            source: lead.details.sourceID?.value, responsible: lead.details.responsibleID?.value,
            origin: lead.origin.rawValue, callID: row?["call_id"], editedAt: row?["edited_at"])
    }

    private init(
        _ details: some ContactDetails, version: Int64, createdAt: Instant, aliases: [String],
        url: String?, otherPhones: [String], company: String? = nil, admins: [Int64] = [],
        status: Int64? = nil, source: Int64? = nil, responsible: Int64? = nil,
        origin: String? = nil, callID: Int64? = nil, editedAt: Int64? = nil
    ) {
        self.version = version
        self.createdAt = createdAt
        phones = details.phones.compactMap(\.e164)
        self.otherPhones = otherPhones
        externalID = details.externalID
        self.aliases = aliases
        self.url = url
        name = details.name
        self.company = company
        self.admins = admins
        self.status = status
        self.source = source
        self.responsible = responsible
        self.origin = origin
        self.callID = callID
        self.editedAt = editedAt
    }

    private static func aliases(_ owner: CallOwner, _ db: Database) throws -> [String] {
        try SQLRequest<String>(
            literal: """
                SELECT external_id FROM \(owner.table)_alias WHERE \(owner.column) = \(owner.id)
                """
        ).fetchAll(db)
    }

    /// The text that is stored.
    var text: String {
        func texts(_ texts: [String]) -> JSON { .list(texts.map { .string($0) }) }
        let json = JSON.object([
            ("version", .integer(version)), ("created_at", .integer(createdAt.milliseconds)),
            ("phones", texts(phones)), ("other_phones", texts(otherPhones)),
            ("external_id", .text(externalID)), ("aliases", texts(aliases)), ("url", .text(url)),
            ("name", .string(name)), ("company", .text(company)),
            ("admins", .list(admins.map { .integer($0) })), ("status", .number(status)),
            ("source", .number(source)), ("responsible", .number(responsible)),
            ("origin", .text(origin)), ("call_id", .number(callID)),
            ("edited_at", .number(editedAt)),
        ])
        return String(decoding: json.bytes, as: UTF8.self)
    }

    /// Reads the stored text; nil: an erasure has emptied it.
    init?(stored: String) {
        guard let json = try? JSON.read(Array(stored.utf8), .strict),
            case .string(let name)? = json["name"], case .integer(let version)? = json["version"],
            case .integer(let created)? = json["created_at"]
        else { return nil }
        func text(_ name: String) -> String? {
            if case .string(let text)? = json[name] { text } else { nil }
        }
        func number(_ name: String) -> Int64? {
            if case .integer(let number)? = json[name] { number } else { nil }
        }
        func items(_ name: String) -> [JSON] {
            if case .list(let items)? = json[name] { items } else { [] }
        }
        func texts(_ name: String) -> [String] {
            items(name).compactMap { if case .string(let text) = $0 { text } else { nil } }
        }
        self.version = version
        createdAt = Instant(milliseconds: created)
        phones = texts("phones")
        otherPhones = texts("other_phones")
        externalID = text("external_id")
        aliases = texts("aliases")
        url = text("url")
        self.name = name
        company = text("company")
        admins = items("admins").compactMap {
            if case .integer(let id) = $0 { id } else { nil }
        }
        status = number("status")
        source = number("source")
        responsible = number("responsible")
        origin = text("origin")
        callID = number("call_id")
        editedAt = number("edited_at")
    }
}

extension ClientDetails {
    init(_ merged: MergedContact) {
        externalID = merged.externalID
        url = merged.url
        name = merged.name
        company = merged.company
        phones = merged.phones.map { PhoneNumber($0) }
        otherPhones = merged.otherPhones
        adminIDs = merged.admins.map { Employee.ID($0) }
    }

    /// Takes away what a merge brought and nobody has changed since.
    func unmerged(from gone: ClientDetails, to kept: ClientDetails) -> ClientDetails {
        var details = self
        let merged = kept.merged(with: gone)
        if externalID == merged.externalID { details.externalID = kept.externalID }
        if url == merged.url { details.url = kept.url }
        if company == merged.company { details.company = kept.company }
        details.phones.removeAll { gone.phones.has($0) && !kept.phones.has($0) }
        details.otherPhones.removeAll {
            gone.otherPhones.contains($0) && !kept.otherPhones.contains($0)
        }
        details.adminIDs.removeAll { gone.adminIDs.contains($0) && !kept.adminIDs.contains($0) }
        return details
    }
}

extension LeadDetails {
    init(_ merged: MergedContact) {
        self.init()
        externalID = merged.externalID
        url = merged.url
        name = merged.name
        phones = merged.phones.map { PhoneNumber($0) }
        otherPhones = merged.otherPhones
        statusID = merged.status.map { LeadStatus.ID($0) }
        sourceID = merged.source.map { LeadSource.ID($0) }
        responsibleID = merged.responsible.map { Employee.ID($0) }
    }

    /// Takes away what a merge brought and nobody has changed since.
    func unmerged(from gone: LeadDetails, to kept: LeadDetails) -> LeadDetails {
        var details = self
        let merged = kept.merged(with: gone)
        if externalID == merged.externalID { details.externalID = kept.externalID }
        if url == merged.url { details.url = kept.url }
        if sourceID == merged.sourceID { details.sourceID = kept.sourceID }
        if responsibleID == merged.responsibleID { details.responsibleID = kept.responsibleID }
        details.phones.removeAll { gone.phones.has($0) && !kept.phones.has($0) }
        details.otherPhones.removeAll {
            gone.otherPhones.contains($0) && !kept.otherPhones.contains($0)
        }
        return details
    }
}
