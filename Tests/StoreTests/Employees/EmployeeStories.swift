import CallRules
import TestSupport
import Testing

@testable import Store

@Suite struct EmployeeStories {
    let company: Company
    let now = Company.morning

    init() throws {
        company = try Company()
    }

    @Test("An extension that rang before anybody owned it brings its calls to its new owner")
    func mapping() throws {
        try company.execute(
            """
            INSERT INTO call (uuid, state, raw_number, number_class, extension, lead_created,
                origin, seen_at, updated_at)
            VALUES ('a', 'ended', '', 'hidden', '0105', 0, 'webhook', 0, 0),
                ('b', 'ended', '', 'hidden', '0106', 0, 'webhook', 0, 0)
            """)
        var details = EmployeeDetails()
        details.name = "Ганна Коваль"
        details.extension = "0105"
        let anna = try #require(company.store.createEmployee(details, at: now).saved)
        #expect(
            try company.value(
                "SELECT group_concat(uuid) FROM call WHERE employee_id = \(anna.id.value)")
                == "a")
    }

    @Test("Two active people cannot share an extension, but an inactive one may keep it")
    func sharedExtension() throws {
        var details = EmployeeDetails()
        details.name = "Новий Тарас"
        details.extension = "102"
        let refused = try company.store.createEmployee(details, at: now)
        #expect(refused.conflicts == ["extension"])
        let away = try company.store.updateEmployee(Company.taras, at: now) { $0.active = false }
        #expect(away.saved?.details.extension == "102")
        #expect(try company.store.createEmployee(details, at: now).saved != nil)
        let back = try company.store.updateEmployee(Company.taras, at: now) { $0.active = true }
        #expect(back.conflicts == ["extension"])
    }

    @Test("E-mail addresses are unique whatever their case; the missing may be many")
    func uniqueEmail() throws {
        var details = EmployeeDetails()
        details.name = "Двійник"
        details.email = "OLENA@vitryla.example"
        #expect(try company.store.createEmployee(details, at: now).conflicts == ["email"])
        details.email = nil
        #expect(try company.store.createEmployee(details, at: now).saved != nil)
        #expect(try company.store.createEmployee(details, at: now).saved != nil)
    }

    @Test(
        "What cannot be an employee is refused field by field",
        arguments: [
            ("", "a@b.example", "101a", ["name", "email?", "extension"]),
            ("  ", "nobody", "", ["name", "email", "extension"]),
            ("tab\there", "a@b@c", "123456789012345678901", ["name", "email", "extension"]),
        ])
    func refused(name: String, email: String, number: String, fields: [String]) throws {
        var details = EmployeeDetails()
        (details.name, details.email, details.extension) = (name, email, number)
        let outcome = try company.store.createEmployee(details, at: now)
        #expect(Set(outcome.problems) == Set(fields.filter { !$0.hasSuffix("?") }))
    }

    @Test("Whoever is named by settings, leads, clients or calls is not deleted, and each is told")
    func deletion() throws {
        let store = company.store
        #expect(try store.deleteEmployee(Company.olena).places == ["clients"])
        let lists = try store.saveSettings(
            ["call_push_employee_ids": .numbers([2])], expecting: nil,
            by: Author(name: "test", origin: .machine), at: now)
        #expect(lists.saved != nil)
        var lead = LeadDetails()
        lead.name = "Лід"
        lead.responsibleID = Company.taras
        let made = try #require(store.createLead(lead, origin: .api, at: now).saved)
        #expect(
            try store.deleteEmployee(Company.taras).places
                == ["settings.call_push_employee_ids", "leads"])
        #expect(try store.deleteLead(made.id, by: .command, at: now) == .deleted)
        _ = try store.saveSettings(
            ["call_push_employee_ids": .numbers([])], expecting: nil,
            by: Author(name: "test", origin: .machine), at: now)
        #expect(try store.deleteEmployee(Company.taras) == .deleted)
        #expect(try store.deleteEmployee(Company.taras) == .missing)
    }

    @Test("A heartbeat holds for as long as it says, and signing off ends it")
    func presence() throws {
        let store = company.store
        let here = try store.setPresence(Company.marko, online: true, seconds: 90, at: now)
        #expect(here.saved?.online == true)
        let marko = Company.marko
        #expect(try store.employee(marko, at: now.advanced(bySeconds: 89))?.online == true)
        #expect(try store.employee(marko, at: now.advanced(bySeconds: 90))?.online == false)
        #expect(try store.employee(marko, at: now.advanced(bySeconds: 90))?.lastSeenAt == now)
        let gone = try store.setPresence(marko, online: false, seconds: 90, at: now)
        #expect(gone.saved?.online == false)
    }
}
