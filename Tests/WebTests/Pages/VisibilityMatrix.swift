import CallRules
import Foundation
import GRDB
import TestSupport
import Testing

@testable import Store
@testable import Web

/// What a page does with records of others. Each page has a line: the switch below fails to compile without.
private enum MatrixLine {
    /// Shows no calls, clients, leads, notices or cases, or the visitor's own alone: opened as it is.
    case plain
    /// Shows lists or counts; opened with each of these queries.
    case lists([String])
    /// Is about one record: the address of somebody else's, whether it has a GET, and the form of a POST.
    case record(PageRoute, get: Bool, post: [(String, String)]?)
    /// For supervisors and administrators.
    case overseer
    /// For administrators alone.
    case admin
    /// Needs no session.
    case door
}

extension PageRoute {
    fileprivate func line(_ world: World) -> MatrixLine {
        let taras = world.taras
        switch self {
        case .home, .setup, .invitation, .signIn, .enter, .sso, .widget, .appearance: return .door
        case .signOut, .password, .sessions, .noticePreference, .pushSubscriptions, .pushTrials,
            .pushRemovals, .telegramCode, .telegramTrial, .telegramUnlinking, .savedViews,
            .fullRole,
            .widgetDialling:
            return .plain
        case .me, .live: return .lists([""])
        case .notices: return .lists([""])
        case .newLead, .newClient: return .lists(["?phone=\(taras.digits)&name=x"])
        case .calls, .callsExport:
            return .lists([
                "?period=all", "?period=all&employee=\(world.tarasID)",
                "?period=all&number=\(taras.digits)", "?period=all&client=\(taras.client.value)",
                "?period=all&lead_id=\(taras.lead.value)", "?period=all&direction=incoming",
                "?period=all&outcome=missed", "?period=all&sort=talk", "?period=all&recording=yes",
                "?period=all&format=json", "?period=all&unique=yes", "?period=all&known=yes",
            ])
        case .board: return .overseer
        case .statistics, .statisticsExport:
            return .lists(["?period=7", "?period=7&employee=\(world.tarasID)"])
        case .search:
            return .lists([
                "?q=\(taras.mark)", "?q=\(taras.digits.suffix(4))", "?q=\(taras.digits)",
                "?q=\(taras.digits.suffix(6))&part=found", "?q=\(taras.mark)&part=found",
            ])
        case .missedCases:
            return .lists(["", "?whose=everybody", "?whose=everybody&state=ended"])
        case .leads, .clients:
            return .lists([
                "", "?search=\(taras.mark)", "?search=\(taras.digits.suffix(4))",
                "?search=\(taras.digits)", "?responsible=\(world.tarasID)",
            ])
        case .call: return .record(.call(taras.uuid), get: true, post: nil)
        case .recording: return .record(.recording(taras.uuid), get: true, post: nil)
        case .callDismissal: return .record(.callDismissal(taras.uuid), get: false, post: [])
        case .callLead: return .record(.callLead(taras.uuid), get: true, post: [])
        case .callClient:
            return .record(
                .callClient(taras.uuid), get: true,
                post: [("client_id", "\(world.olena.client.value)")])
        case .callNote:
            return .record(.callNote(taras.uuid), get: false, post: [("note", "Чужа нотатка")])
        // Numbers that the company leaves alone are nobody's.
        case .ignoredNumbers: return .lists([""])
        case .ignoredNumberRemoval: return .plain
        case .notice: return .record(.notice(taras.notice), get: false, post: [])
        case .lead: return .record(.lead(taras.lead.value), get: true, post: nil)
        case .leadEditing:
            return .record(
                .leadEditing(taras.lead.value), get: true,
                post: [("name", "Чужий"), ("version", "0")])
        case .leadStatusChange:
            return .record(
                .leadStatusChange(taras.lead.value), get: false, post: [("status_id", "2")])
        case .leadDeletion: return .record(.leadDeletion(taras.lead.value), get: true, post: [])
        case .client: return .record(.client(taras.client.value), get: true, post: nil)
        case .clientEditing:
            return .record(
                .clientEditing(taras.client.value), get: true,
                post: [("name", "Чужий"), ("version", "0")])
        case .clientDeletion:
            return .record(.clientDeletion(taras.client.value), get: true, post: [])
        case .attachmentUndoing:
            // Answers as to one that was undone before: nobody learns whether there is one.
            return .record(.attachmentUndoing(taras.attachment), get: false, post: [])
        case .diallings:
            return .record(
                .diallings, get: false,
                post: [
                    ("phone", "+380671112299"), ("lead_id", "\(taras.lead.value)"), ("key", "m"),
                ])
        case .dialling: return .record(.dialling(taras.dialling), get: true, post: nil)
        case .diallingHangUp: return .record(.diallingHangUp(taras.dialling), get: false, post: [])
        case .missedCaseClosing:
            return .record(
                .missedCaseClosing(taras.missed), get: false,
                post: [("reason-\(taras.missed)", "spam")])
        case .missedCaseReopening:
            return .record(.missedCaseReopening(taras.missed), get: false, post: [])
        case .settings, .connection, .webhookToken, .trustedNetworks, .settingVersions,
            .settingVersion, .whatIf, .numbers, .employees, .newEmployee, .employee,
            .employeeDeletion, .employeeInvitation, .phonetUsers, .unownedExtensions, .leadStatuses,
            .leadStatusDeletion, .leadSources, .leadSourceDeletion, .callCategories,
            .callCategoryDeletion, .lines, .line, .audit, .webhookLog,
            .webhookMessage, .webhookReplays, .quarantine, .apiTokens, .apiTokenRevocation, .status,
            .crm, .ssoSecret, .ssoSecretDeletion, .webhookEndpoint, .webhookEndpointDeletion,
            .webhookSecret, .webhookTest,
            .webhookRequeueing, .webhookDelivery, .reconciliation, .leadMerge, .clientMerge,
            .mergeUndoing,
            .privacy, .inquiry, .inquiryFile, .erasure, .imports, .importJob, .importRun,
            .importCancellation, .importRowErrors, .importCallsUndoing, .syncCallsUndoing, .export:
            return .admin
        }
    }
}

/// What one employee has: a client, a lead, a conversation with the client, which has a recording, a missed
/// call of the client, a notice, a dialling, an attachment.
private struct Work {
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
private struct World {
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

    fileprivate func work(
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

@Suite("Who sees what, on every page")
struct VisibilityMatrix {
    private func path(_ route: PageRoute) -> String {
        String(route.path.dropFirst(Route.prefix.count))
    }

    /// What an answer tells of somebody's work, less what the address itself said: pages come back with the
    /// address and the filters that were asked for.
    private func told(_ reply: Reply, of work: Work, at address: String) -> [String] {
        work.traces.filter { trace in
            let isAsked =
                address.contains(trace.filter { $0 != "\"" })
                || address.hasSuffix(String(trace.dropLast()))
                || address.contains(work.digits) && trace.contains("380")
                || address.contains("lead_id=") && trace.hasPrefix("name=\"lead_id\"")
            return !isAsked && reply.text.contains(trace)
        }
    }

    /// Every page once, with its line.
    private func lines(_ world: World) -> [(route: PageRoute, line: MatrixLine)] {
        everyPage(id: 1).map { ($0, $0.line(world)) }
    }

    @Test("Under “own” an employee finds nothing of a colleague on any page, list, file or poll")
    func own() throws {
        let world = try World(.own)
        let person = world.olenaPerson
        var opened = 0
        func look(_ address: String, wants status: Set<Int>) {
            let reply = person.open(address)
            #expect(status.contains(reply.status), "GET \(address): \(reply.status)")
            #expect(told(reply, of: world.taras, at: address).isEmpty, "GET \(address)")
            opened += 1
        }
        for (route, line) in lines(world) {
            switch line {
            case .door: break
            case .plain: look(path(route), wants: [200, 303, 405])
            case .lists(let queries):
                for query in queries { look(path(route) + query, wants: [200, 303]) }
            case .admin, .overseer:
                #expect([403, 405].contains(person.open(path(route)).status), "\(route)")
            case .record(let foreign, let hasGet, let form):
                let before = try world.office.account()
                if hasGet { look(path(foreign), wants: [404]) }
                if let form {
                    let reply = person.send(path(foreign), form)
                    let isHidden =
                        reply.status == 404
                        || reply.place?.hasSuffix("done=undone-before") == true
                    #expect(isHidden, "POST \(route): \(reply.status) \(reply.place ?? "")")
                    let found = told(reply, of: world.taras, at: path(foreign))
                    #expect(found.isEmpty, "POST \(foreign)")
                }
                #expect(try world.office.account() == before, "\(route)")
            }
        }
        #expect(opened > 40)
    }

    @Test("Under “own” an employee finds everything of their own, and what nobody owns")
    func ownWork() throws {
        let world = try World(.own)
        let person = world.olenaPerson
        let mine = world.olena
        let found: [(String, String)] = [
            ("/calls?period=all", mine.uuid), ("/calls?period=all", "Пані Ялинка"),
            ("/calls/export?period=all", mine.digits), ("/leads", "Лід Ялинка"),
            ("/clients", "Пані Ялинка"), ("/clients", "Пан Нічийний"),
            ("/clients?search=Ялинка", "Пані Ялинка"),
            ("/clients/\(world.nobodys.value)", "Пан Нічийний"),
            ("/clients/\(mine.client.value)", mine.uuid),
            ("/leads/\(mine.lead.value)", "Лід Ялинка"),
            ("/calls/\(mine.uuid)", "<audio"), ("/missed", "Пані Ялинка"),
            ("/notices", "Ялинка"), ("/dialling/\(mine.dialling)", "Лід Ялинка"),
            ("/me", mine.uuid),
        ]
        for (address, text) in found {
            let reply = person.open(address)
            #expect(reply.status == 200, "\(address): \(reply.status)")
            #expect(reply.text.contains(text), "\(address) has no \(text)")
        }
    }

    @Test(
        "Under “all” an employee, and in any case a supervisor and an administrator, see everybody’s work",
        arguments: EmployeesSee.allCases)
    func everything(sight: EmployeesSee) throws {
        let world = try World(sight)
        let people =
            [world.nina, world.daryna] + (sight == .all ? [world.olenaPerson] : [])
        for person in people {
            for (address, text) in [
                ("/calls?period=all", world.taras.uuid), ("/leads", "Лід Гончаренко"),
                ("/clients", "Пані Гончаренко"), ("/calls/\(world.taras.uuid)", "<audio"),
                ("/clients/\(world.taras.client.value)", world.taras.uuid),
                ("/missed?whose=everybody", "Пані Гончаренко"),
                ("/calls/export?period=all", world.taras.digits),
            ] {
                let reply = person.open(address)
                #expect(reply.status == 200 && reply.text.contains(text), "\(address)")
            }
        }
        // A supervisor changes no settings; notices and diallings of others are theirs alone.
        for (route, line) in lines(world) {
            guard case .admin = line else { continue }
            #expect([403, 405].contains(world.nina.open(path(route)).status), "\(route)")
        }
        #expect(world.nina.open("/board").status == 200)
        #expect(world.nina.open("/dialling/\(world.taras.dialling)").status == 200)
        #expect(world.nina.send("/notices/\(world.taras.notice)", []).status == 404)
        if sight == .all {
            #expect(world.olenaPerson.open("/dialling/\(world.taras.dialling)").status == 404)
        }
    }

    @Test("A right that is lacking is 403, whoever’s the record is; administrators need none")
    func rights() throws {
        let world = try World(.all)
        let bare = try Colleague("Марко Дубовик", .employee, rights: [], at: world.office)
        let foreign = world.taras
        for address in [
            "/calls/export", "/clients/\(foreign.client.value)/deletion",
            "/leads/\(foreign.lead.value)/deletion", "/calls/\(foreign.uuid)/recording",
        ] {
            #expect(bare.open(address).status == 403, "\(address)")
        }
        let page = bare.open("/calls/\(foreign.uuid)")
        #expect(page.status == 200 && !page.text.contains("<audio"))
        #expect(!bare.open("/calls").text.contains("/calls/export"))
        #expect(!bare.open("/clients/\(foreign.client.value)").text.contains("/deletion"))
        #expect(bare.send("/clients/\(foreign.client.value)/deletion", []).status == 403)
        #expect(world.daryna.open("/calls/export").status == 200)
        #expect(world.daryna.open("/calls/\(foreign.uuid)").text.contains("<audio"))
        let deleted = world.olenaPerson.send("/clients/\(foreign.client.value)/deletion", [])
        #expect(deleted.status == 303)
        #expect(world.daryna.open("/clients/\(foreign.client.value)").status == 404)
    }

    @Test("Their own recordings a person hears without the tick, unless nobody of the role may")
    func ownRecordings() throws {
        let world = try World(.own)
        _ = try world.office.store.updateEmployee(world.olenaPerson.id, at: Office.morning) {
            $0.rights = []
        }
        let page = "/calls/\(world.olena.uuid)"
        #expect(world.olenaPerson.open(page).text.contains("<audio"))
        _ = try world.office.store.saveSettings(
            ["employees_may_listen": .truth(false)], expecting: nil,
            by: Author(name: "Дарина", origin: .machine), at: Office.morning)
        #expect(!world.olenaPerson.open(page).text.contains("<audio"))
        #expect(world.olenaPerson.open("\(page)/recording").status == 403)
        #expect(world.nina.open(page).text.contains("<audio"))
    }

    @Test("Tokens of the API see everything, whatever employees see")
    func tokens() throws {
        let world = try World(.own)
        #expect(world.office.api(.get, "/calls").items.count == 6)
        #expect(world.office.api(.get, "/clients").items.count == 3)
        #expect(world.office.api(.get, "/leads").items.count == 2)
        #expect(world.office.api(.get, "/calls/\(world.taras.uuid)").status == 200)
    }

    @Test(
        "A CRM id that a hidden client has is refused without the name; a card that is handed over is gone"
    )
    func hiddenNames() throws {
        let world = try World(.own)
        _ = try world.office.store.updateClient(world.taras.client, at: Office.morning) {
            $0.externalID = "crm-7"
        }
        let refused = world.olenaPerson.send(
            "/clients/new", [("name", "Нова"), ("external_id", "crm-7")])
        #expect(refused.status == 422 && !refused.text.contains("Гончаренко"))
        let lead = world.olena.lead.value
        let form = world.olenaPerson.open("/leads/\(lead)/edit")
        let given = world.olenaPerson.send(
            "/leads/\(lead)/edit",
            [
                ("name", "Лід Ялинка"), ("phones", "+\(world.olena.digits)"), ("status_id", "1"),
                ("responsible_employee_id", "\(world.tarasID)"),
                ("version", form.hidden("version") ?? ""),
            ])
        #expect(given.status == 303 && given.place?.hasPrefix("/leads?done=") == true)
    }

    @Test("A change of the setting, of a role or a tick shows in the next poll of an open page")
    func poll() throws {
        let world = try World(.all)
        let person = world.olenaPerson
        func stamp() -> String {
            let text = person.open("/calls").text
            return text.components(separatedBy: "data-stamp=\"").last?
                .components(separatedBy: "\"").first ?? ""
        }
        func polls(after change: () throws -> Void) throws -> [Int] {
            let seen = stamp()
            let before = person.open("/live?seen=\(seen)").status
            try change()
            return [before, person.open("/live?seen=\(seen)").status]
        }
        let store = world.office.store
        let changes: [() throws -> Void] = [
            {
                _ = try store.saveSettings(
                    ["employees_see": .text("own")], expecting: nil,
                    by: Author(name: "Дарина", origin: .machine), at: Office.morning)
            },
            { _ = try store.updateEmployee(person.id, at: Office.morning) { $0.rights = [] } },
            {
                _ = try store.updateEmployee(person.id, at: Office.morning) {
                    $0.role = .supervisor
                }
            },
        ]
        for change in changes { #expect(try polls(after: change) == [204, 200]) }
        #expect(person.open("/live").json["sight"] == .string("supervisor all true "))
    }

    @Test(
        "Whoever’s phone rings sees who calls, also a colleague’s client; the card opens the call")
    func ringing() throws {
        let world = try World(.own)
        let uuid = String(format: "%032x", 0xd1)
        let body = """
            {"event":"call.dial","uuid":"\(uuid)","lgDirection":4,"dialAt":\(Office.morning.milliseconds),
            "serverTime":\(Office.morning.milliseconds),
            "leg":{"id":41,"type":1,"ext":"101","displayName":"Олена Гайова"},"leg2":null,
            "otherLegs":[{"num":"+\(world.taras.digits)"}]}
            """
        _ = world.office.ask(.post, "/call", body, token: nil, peer: "89.184.65.208")
        let poll = world.olenaPerson.open("/live").text
        #expect(poll.contains("Пані Гончаренко") && poll.contains(uuid))
        #expect(!poll.contains("/clients/\(world.taras.client.value)"))
        #expect(!poll.contains("/leads/\(world.taras.lead.value)"))
        #expect(!poll.contains(world.taras.uuid))
        let page = world.olenaPerson.open("/calls/\(uuid)")
        #expect(page.status == 200 && page.text.contains("Пані Гончаренко"))
        #expect(!page.text.contains("/clients/\(world.taras.client.value)"))
        #expect(world.olenaPerson.open("/clients/\(world.taras.client.value)").status == 404)
    }
}

extension Office {
    /// The rows that forms of employees can change, as text.
    fileprivate func account() throws -> String {
        try store.read { db in
            try [
                "client", "lead", "call", "attachment", "dialling", "missed_case", "dismissed_call",
                "audit_entry",
            ].flatMap { table in
                try Row.fetchAll(db, sql: "SELECT * FROM \(table) ORDER BY 1")
                    .map { "\(table) \($0)" }
            }.joined(separator: "\n")
        }
    }
}
