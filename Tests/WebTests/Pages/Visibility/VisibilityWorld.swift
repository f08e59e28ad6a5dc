import CallRules
import Foundation
import GRDB
import TestSupport
import Testing

@testable import Store
@testable import Web

/// What one employee has: a client, a lead, a conversation with the client, which has a recording, a missed
/// call of the client, a notice, a dialling, an attachment.
struct Work {
    /// In the name of everything of theirs.
    let mark: String
    /// Of the client, E.164, without the plus.
    let digits: String
    let client: Client.ID
    let lead: Lead.ID
    let uuid: String
    let missedUUID: String
    let missed: Int64
    let notice: Int64
    let dialling: Int64
    let attachment: Int64

    /// Texts by which a body would tell of it. Names and numbers come in no filter of the tries.
    var traces: [String] {
        let tail = digits.suffix(9)
        let grouped =
            "\(tail.prefix(2)) \(tail.dropFirst(2).prefix(3)) \(tail.dropFirst(5).prefix(2))"
        return [
            "Пані \(mark)", "Лід \(mark)", "ТОВ \(mark)", digits, "380 \(grouped)",
            "/clients/\(client.value)\"", "/clients/\(client.value)/", "/leads/\(lead.value)\"",
            "/leads/\(lead.value)/", "name=\"lead_id\" value=\"\(lead.value)\"", uuid, missedUUID,
            "/missed/\(missed)/", "/notices/\(notice)\"", "/attachments/\(attachment)/",
        ]
    }
}

/// A company where Olena and Taras are employees, Nina is the supervisor and Daryna the administrator.
struct VisibilityWorld {
    let office: Office
    let olenaPerson: Colleague
    let tarasID: Int64
    let nina: Colleague
    let daryna: Colleague
    let olena: Work
    let taras: Work
    /// A client without admins.
    let nobodys: Client.ID

    init(_ sight: EmployeesSee) throws {
        office = try Office()
        daryna = try Colleague("Дарина Кравець", .admin, at: office)
        olenaPerson = try Colleague(
            "Олена Гайова", .employee, extension: "101", rights: Set(Viewer.Right.allCases),
            at: office)
        let tarasPerson = try Colleague(
            "Тарас Левченко", .employee, extension: "102", at: office)
        tarasID = tarasPerson.id.value
        nina = try Colleague(
            "Ніна Савчук", .supervisor, rights: Set(Viewer.Right.allCases), at: office)
        _ = try office.store.saveSettings(
            ["employees_see": .text(sight.rawValue), "notify_missed_client_admins": .truth(true)],
            expecting: nil, by: Author(name: "Дарина", origin: .machine), at: Office.morning)
        olena = try office.work(
            of: olenaPerson.id, "101", mark: "Ялинка", digits: "380671110011", seed: 1)
        taras = try office.work(
            of: tarasPerson.id, "102", mark: "Гончаренко", digits: "380672220022", seed: 2)
        var details = ClientDetails()
        details.name = "Пан Нічийний"
        nobodys = try office.saved(office.store.createClient(details, at: Office.morning)).id
        while try office.store.releaseDueNotices(at: Office.morning) > 0 {}
    }
}

private struct NotMade: Error {}

extension Office {
    fileprivate func saved<Row>(_ outcome: SaveOutcome<Row>) throws -> Row {
        guard case .saved(let row) = outcome else { throw NotMade() }
        return row
    }

    func work(
        of person: Employee.ID, _ number: String, mark: String, digits: String, seed: Int
    ) throws -> Work {
        var client = ClientDetails()
        client.name = "Пані \(mark)"
        client.company = "ТОВ \(mark)"
        client.phones = [PhoneNumber("+\(digits)")]
        client.adminIDs = [person]
        let clientID = try saved(store.createClient(client, at: Office.morning)).id
        var lead = LeadDetails()
        lead.name = "Лід \(mark)"
        lead.phones = [PhoneNumber("+\(digits)")]
        lead.responsibleID = person
        let leadID = try saved(store.createLead(lead, origin: .manual, at: Office.morning)).id
        let uuid = String(format: "%032x", 0xa0 + seed)
        let missedUUID = String(format: "%032x", 0xb0 + seed)
        hearConversation(
            uuid: uuid, number: "+\(digits)", extension: number, endedSecondsAgo: 4000)
        hearConversation(
            uuid: missedUUID, number: "+\(digits)", extension: number, answered: false,
            recording: nil, endedSecondsAgo: 60)
        let author = Author(name: "Дарина", origin: .machine)
        let other = String(format: "%032x", 0xc0 + seed)
        hearConversation(
            uuid: other, number: "+\(digits.dropLast(2))99", extension: number, recording: nil,
            endedSecondsAgo: 8000)
        _ = try store.attach(.client(clientID), toCall: other, by: author, at: Office.morning)
        var left = IgnoredNumberDetails()
        (left.number, left.reason) = ("+\(digits.dropLast(2))99", "Спам")
        _ = try saved(store.ignore(left, by: author, at: Office.morning))
        var order = DiallingOrder(employee: person, number: PhoneNumber("+\(digits)"))
        order.leadID = leadID
        let dialling = try saved(store.writeDown(order, by: author, at: Office.morning)).dialling
        func id(_ sql: String) throws -> Int64 {
            guard let id = try store.read({ try Int64.fetchOne($0, sql: sql) }) else {
                throw NotMade()
            }
            return id
        }
        return Work(
            mark: mark, digits: digits, client: clientID, lead: leadID, uuid: uuid,
            missedUUID: missedUUID,
            missed: try id("SELECT id FROM missed_case WHERE phone = '+\(digits)'"),
            notice: try id("SELECT max(id) FROM notice WHERE employee_id = \(person.value)"),
            dialling: dialling.id.value,
            attachment: try id("SELECT max(id) FROM attachment WHERE client_id = \(clientID.value)")
        )
    }
}
