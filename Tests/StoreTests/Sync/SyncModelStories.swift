import CallRules
import Foundation
import GRDB
import TestSupport
import Testing

@testable import Store

/// A CRM changes at random and sends what changed, or everything; the gateway is killed at random. Afterwards
/// its books are those of the CRM. `SYNC_CONTACTS=1000` for the size of the bar.
@Suite struct SyncModelStories {
    @Test("The books equal the CRM's after any edits, merges, deletions and kills")
    func model() throws {
        let size = ProcessInfo.processInfo.environment["SYNC_CONTACTS"].flatMap { Int($0) } ?? 60
        var (kills, merges, removals) = (0, 0, 0)
        for seed in [4_711, 9_422, 14_133, 18_844] as [UInt64] {
            var world = try SyncWorld(size: size, seed: seed)
            for round in 1...8 {
                try world.change()
                try world.synchronise()
                let difference = try world.difference()
                #expect(
                    difference.isEmpty, "seed \(seed), round \(round): \(difference.prefix(3))")
            }
            kills += world.kills
            merges += world.merges
            removals += world.removals
        }
        #expect(kills > 4 && merges > 8 && removals > 8, "\(kills), \(merges), \(removals)")
    }
}

/// A CRM beside a gateway.
private struct SyncWorld {
    struct Contact {
        var name: String
        var company: String?
        var phones: [String]
        var other: [String]
        var admins: [String]
        var isChanged = true
    }

    private let company: Company
    private var random: SeededRandom
    private var contacts: [String: Contact] = [:]
    /// Lines about contacts that are gone, since the last synchronisation.
    private var gone: [String: String?] = [:]
    private var aliases: [String: String] = [:]
    /// The contact of each call, by the call's number.
    private var owners: [String: String?] = [:]
    private var nextID = 0
    private var nextPhone = 0
    private(set) var kills = 0
    private(set) var merges = 0
    private(set) var removals = 0

    init(size: Int, seed: UInt64) throws {
        company = try Company()
        random = SeededRandom(seed: seed)
        try company.execute(
            """
            UPDATE employee SET external_id = 'olena' WHERE id = 1;
            UPDATE employee SET external_id = 'taras' WHERE id = 2;
            """)
        for _ in 0..<size { add() }
    }

    private mutating func phone() throws -> String {
        nextPhone += 1
        return "+38067\(String(1_000_000 + nextPhone))"
    }

    private mutating func add() {
        nextID += 1
        nextPhone += 1
        contacts["Contact/\(nextID)"] = Contact(
            name: "Клієнт \(nextID)", company: nextID % 3 == 0 ? nil : "ТОВ \(nextID)",
            phones: ["+38067\(1_000_000 + nextPhone)"],
            other: nextID % 7 == 0 ? ["вн. \(nextID)"] : [],
            admins: [["olena"], ["taras", "olena"], []][nextID % 3])
    }

    private mutating func someone() -> String? {
        contacts.keys.sorted().randomElement(using: &random)
    }

    /// A day in the CRM, and calls.
    mutating func change() throws {
        for _ in 0..<max(6, contacts.count / 8) {
            guard let id = someone(), var contact = contacts[id] else { continue }
            contact.isChanged = true
            switch Int.random(in: 0..<9, using: &random) {
            case 0: add()
            case 1: contact.name += "+"
            case 2: contact.phones.append(try phone())
            case 3: if contact.phones.count > 1 { contact.phones.removeFirst() }
            case 4: contact.company = contact.company == nil ? "ФОП" : nil
            case 5: contact.admins = contact.admins.isEmpty ? ["taras"] : []
            case 6:
                gone[id] = .some(nil)
                for (line, heir) in gone where heir == id { gone[line] = .some(nil) }
                removals += 1
            case 7: try merge(id)
            default: try call(contact.phones.randomElement(using: &random) ?? "")
            }
            if gone[id] == nil { contacts[id] = contact } else { contacts[id] = nil }
        }
        try call(try phone())
    }

    private mutating func merge(_ id: String) throws {
        guard let other = someone(), other != id, let lost = contacts[id],
            var kept = contacts[other]
        else { return }
        kept.phones += lost.phones
        kept.other += lost.other
        kept.company = kept.company ?? lost.company
        kept.admins += lost.admins.filter { !kept.admins.contains($0) }
        kept.isChanged = true
        contacts[other] = kept
        gone[id] = other
        for (line, target) in gone where target == id { gone[line] = other }
        merges += 1
    }

    /// Somebody calls, known or not.
    private mutating func call(_ phone: String) throws {
        guard !phone.isEmpty, owners[phone] == nil else { return }
        try company.hear(
            Conversation(uuid: "c\(1000 + owners.count)", number: phone).dial)
        let row: String? = try company.value(
            """
            SELECT external_id FROM client JOIN client_phone ON client_id = id
            WHERE e164 = '\(phone)'
            """)
        owners[phone] = .some(row)
    }

    /// The CRM sends its lines until the gateway has taken them all.
    mutating func synchronise() throws {
        let isSnapshot = Bool.random(using: &random)
        var lines: [SyncLine] = []
        for (id, contact) in contacts.sorted(by: { $0.key < $1.key })
        where isSnapshot || contact.isChanged {
            lines.append(line(id, .fields(contact.fields)))
        }
        if !isSnapshot {
            for (id, heir) in gone.sorted(by: { $0.key < $1.key }) {
                lines.append(line(id, .gone(mergedInto: heir)))
            }
        }
        lines.shuffle(using: &random)
        var confirmed: Int?
        while true {
            let run = try attempt(lines, isSnapshot: isSnapshot, confirmed: confirmed)
            if case .braked(let removing, _)? = run { confirmed = removing }
            if case .done? = run { break }
        }
        settle(isSnapshot: isSnapshot)
    }

    private func line(_ id: String, _ content: SyncLine.Content) -> SyncLine {
        SyncLine(number: 1, externalID: id, content: content)
    }

    private struct Killed: Error {}

    /// - Returns: nil: the gateway was killed.
    private mutating func attempt(
        _ lines: [SyncLine], isSnapshot: Bool, confirmed: Int?
    ) throws -> SyncOutcome? {
        let session = try SyncSession(
            SyncRequest(
                kind: .clients, source: "crm", mode: isSnapshot ? .snapshot : .changes,
                confirmed: confirmed, mayChangeAdministrators: true, author: .command),
            in: company.store
        ) { [clock = company.clock] in clock.now }
        var left = Bool.random(using: &random) ? Int.random(in: 1...8, using: &random) : Int.max
        session.committed = { () throws(StoreError) in
            left -= 1
            if left <= 0 { throw .closing }
        }
        do {
            var rest = lines[...]
            while !rest.isEmpty {
                let count = Int.random(in: 1...12, using: &random)
                try session.take(Array(rest.prefix(count)))
                rest = rest.dropFirst(count)
            }
            return try session.end()
        } catch StoreError.closing {
            kills += 1
            // What the maintenance does after the next start.
            while try company.store.maintain(at: company.clock.now) {}
            return nil
        }
    }

    /// What the lines mean for aliases and calls.
    private mutating func settle(isSnapshot: Bool) {
        for (id, heir) in gone {
            for (alias, target) in aliases where target == id {
                aliases[alias] = isSnapshot ? nil : heir
            }
            if let heir, !isSnapshot { aliases[id] = heir }
            for (phone, owner) in owners where owner == .some(id) {
                owners[phone] = .some(
                    isSnapshot ? nil : heir.flatMap { contacts[$0] == nil ? nil : $0 })
            }
        }
        aliases = aliases.filter { contacts[$0.value] != nil }
        gone = [:]
        for (id, contact) in contacts {
            contacts[id]?.isChanged = false
            for phone in contact.phones where owners[phone] == .some(nil) { owners[phone] = id }
        }
    }

    /// What differs between the books and the CRM.
    func difference() throws -> [String] {
        let rows = try company.store.read { db in
            try Row.fetchAll(
                db, sql: "SELECT id, external_id FROM client WHERE id <> 8101")
        }
        var stored: [String: String] = [:]
        var ids: [String: Int64] = [:]
        for row in rows {
            let id: Int64 = row["id"]
            let details = try company.store.client(Client.ID(id))?.details
            let external: String = row["external_id"] ?? "without \(id)"
            ids[external] = id
            stored[external] = details.map { details in
                text(
                    details.name, details.company, details.phones.compactMap(\.e164),
                    details.otherPhones, details.adminIDs.map { $0.value == 1 ? "olena" : "taras" })
            }
        }
        var found: [String] = []
        let wanted = contacts.mapValues {
            text($0.name, $0.company, $0.phones, $0.other, $0.admins)
        }
        for id in Set(stored.keys).union(wanted.keys).sorted() where stored[id] != wanted[id] {
            found.append("\(id): \(stored[id] ?? "-") instead of \(wanted[id] ?? "-")")
        }
        for (alias, target) in aliases {
            let known = try company.store.client(externalID: alias)?.details.externalID
            if known != target { found.append("alias \(alias): \(known ?? "-") not \(target)") }
        }
        for (phone, owner) in owners {
            let client: Int64? = try company.value(
                "SELECT client_id FROM call WHERE phone = '\(phone)'")
            let wanted = owner.flatMap { ids[$0] }
            if client != wanted {
                found.append("call of \(phone): \(client ?? 0) not \(owner ?? "nobody")")
            }
        }
        if try company.count("SELECT count(*) FROM client WHERE id = 8101") != 1 {
            found.append("the card made by hand is gone")
        }
        return found
    }

    private func text(
        _ name: String, _ company: String?, _ phones: [String], _ other: [String],
        _ admins: [String]
    ) -> String { "\(name)|\(company ?? "-")|\(phones)|\(other)|\(admins)" }
}

extension SyncWorld.Contact {
    fileprivate var fields: SyncFields {
        var fields = SyncFields()
        fields.name = name
        fields.company = .some(company)
        fields.phones = phones + other
        fields.admins = admins
        return fields
    }
}
