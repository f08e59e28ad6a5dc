import CallRules
import TestSupport
import Testing

@testable import Store
@testable import Web

@Suite("The page of the audit")
struct AuditPageStories {
    let office: Office
    let olena: Browser

    init() throws {
        office = try Office()
        try office.hirePeople()
        olena = try office.browser(of: Office.olena)
    }

    private func write(_ action: AuditAction, _ subject: String, by name: String) throws {
        let author = Author(
            name: name, employee: nil, origin: ClientInfo(sourceIP: "203.0.113.9", browser: "Story")
        )
        try office.store.write(.system(at: Instant(milliseconds: 0))) {
            try AuditTable.insert(action, by: author, to: subject, at: Office.morning, $0.db)
        }
    }

    @Test("A line says what was done by whom, to whom by name, and from where")
    func line() throws {
        try write(.invited, "employee/2", by: "Олена <Гайова>")
        try write(.listened, "call/3f9c1be07d5e4a6c8b21d04fa7c3e915", by: "CRM")
        let page = olena.open("/audit")
        #expect(page.status == 200)
        #expect(
            page.words.contains("Створено запрошення")
                && page.words.contains("Олена &lt;Гайова&gt; Тарас Левченко 203.0.113.9"))
        #expect(page.text.contains("/employees/2\">Тарас Левченко"))
        #expect(page.text.contains("/calls/3f9c1be07d5e4a6c8b21d04fa7c3e915\">дзвінок"))
    }

    @Test("What a command did on the server is nobody’s, and says so")
    func command() throws {
        try office.store.write(.system(at: Instant(milliseconds: 0))) {
            try AuditTable.insert(
                .invited, by: .command, to: "employee/2", at: Office.morning, $0.db)
        }
        #expect(olena.open("/audit").words.contains("команда Тарас Левченко цей сервер"))
    }

    @Test("A long audit goes on page by page, none left out and none twice")
    func pages() throws {
        for number in 1...60 { try write(.listened, "call/\(number)", by: "Особа-\(number).") }
        let first = olena.open("/audit")
        #expect(first.words.contains("Особа-60.") && !first.words.contains("Особа-10."))
        let next = try #require(
            first.text.components(separatedBy: "?after=").dropFirst().first?
                .prefix { $0 != "\"" })
        let second = olena.open("/audit?after=\(next)")
        #expect(second.words.contains("Особа-10.") && !second.words.contains("Особа-11."))
        #expect(second.words.contains("Найновіші"))
    }

    @Test("Lines are found by who, what, when, and by a person's name as the subject")
    func filters() throws {
        try write(.listened, "call/3f9c1be07d5e4a6c8b21d04fa7c3e915", by: "CRM")
        try write(.invited, "employee/2", by: "Олена Гайова")
        try office.store.write(.system(at: Instant(milliseconds: 0))) {
            try AuditTable.insert(
                .backupMade, by: .command, to: "backup/4", at: Office.morning, $0.db)
        }
        func rows(_ query: String) -> Int {
            olena.open("/audit?\(query)").text.components(separatedBy: "<tr><td ").count - 1
        }
        let all = rows("")
        #expect(rows("actor=CRM") == 1 && rows("action=listened") == 1)
        #expect(rows("actor=phonet-gateway&action=backup_made") == 1)
        #expect(rows("subject=3f9c") == 1)
        #expect(rows("subject=%D0%BB%D0%B5%D0%B2%D1%87%D0%B5%D0%BD%D0%BA%D0%BE") == 1)
        #expect(rows("from=2026-01-05&to=2026-01-05") == all && rows("from=2026-01-06") == 0)
        #expect(
            olena.open("/audit?actor=employee/3").words.contains("За цими умовами рядків немає"))
        #expect(olena.open("/audit?to=x").status == 422)
    }

    @Test("Settings saved on the page or through the API stand in the audit with their source")
    func settings() throws {
        #expect(office.api(.patch, "/settings", #"{"push_delay_seconds":7}"#).status == 200)
        let entry = try #require(try office.store.auditEntries(Pagination()).items.first)
        #expect(entry.action == .settingsChanged && entry.subject == "setting-version/2")
        #expect(entry.actor == "CRM" && entry.sourceIP == "203.0.113.9")
        #expect(office.api(.patch, "/settings", #"{"push_delay_seconds":7}"#).status == 200)
        #expect(try office.store.auditEntries(Pagination()).items.first == entry)
        #expect(olena.open("/audit").words.contains("Змінено налаштування"))
    }

    @Test("Every action has words of its own in both languages")
    func words() {
        for language in Language.allCases {
            let all = AuditAction.allCases.map { AuditStrings.of($0).text(language) }
            #expect(Set(all).count == all.count && !all.contains(""))
        }
    }
}
