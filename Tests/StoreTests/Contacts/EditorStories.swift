import CallRules
import TestSupport
import Testing

@testable import Store

@Suite struct EditorStories {
    let company: Company
    let now = Company.morning
    private let author = Author(name: "Олена Гайова", employee: Company.olena, origin: .machine)

    init() throws {
        company = try Company()
    }

    private func edit(
        _ edit: LeadStatusEdit, expecting version: Int64? = nil
    ) throws -> SaveOutcome<LeadStatusEditor> {
        let version = try version ?? company.store.leadStatusEditor().version
        return try company.store.editLeadStatuses(edit, expecting: version, by: author, at: now)
    }

    private func details(
        _ name: String, _ kind: LeadStatus.Kind = .active, isDefault: Bool = false
    ) -> LeadStatusDetails {
        var details = LeadStatusDetails()
        (details.name, details.kind, details.isDefault) = (name, kind, isDefault)
        return details
    }

    private func statuses() throws -> String? {
        try company.value(
            """
            SELECT group_concat(name || ':' || kind || CASE is_default WHEN 1 THEN '!' ELSE '' END, ' ')
            FROM (SELECT * FROM lead_status ORDER BY position)
            """)
    }

    @Test("Statuses are renamed, moved, added and made the default in one save")
    func everything() throws {
        var wanted = LeadStatusEdit()
        wanted.rows[LeadStatus.ID(1)] = details("В роботі")
        wanted.rows[LeadStatus.ID(2)] = details("Новий", isDefault: true)
        wanted.added = details("Відкладений", .lost)
        wanted.move = (LeadStatus.ID(4), .up)
        #expect(try edit(wanted).saved != nil)
        #expect(
            try statuses() == "В роботі:active Новий:active! Програний:lost Виграний:won "
                + "Неякісний:junk Відкладений:lost")
        #expect(try company.value("SELECT action FROM audit_entry") == "lead_statuses_changed")
    }

    @Test("A row at the end of the list stays there, and saving what is there leaves no trace")
    func ends() throws {
        let before = try statuses()
        for (id, move) in [(Int64(1), OrderedListMove.up), (5, .down), (77, .up)] {
            var wanted = LeadStatusEdit()
            wanted.move = (LeadStatus.ID(id), move)
            #expect(try edit(wanted).saved != nil)
        }
        #expect(try statuses() == before)
        #expect(try company.count("SELECT count(*) FROM audit_entry") == 0)
    }

    @Test("Mistakes are told at their fields, and nothing of the list is saved")
    func validationMessages() throws {
        let before = try statuses()
        let reopen = try company.store.saveSettings(
            ["reopen_status_id": .number(2)], expecting: nil,
            by: Author(name: "test", origin: .machine), at: now)
        #expect(reopen.saved != nil)
        var wanted = LeadStatusEdit()
        wanted.rows[LeadStatus.ID(1)] = details("Новий", .won)
        wanted.rows[LeadStatus.ID(2)] = details("", .lost)
        wanted.rows[LeadStatus.ID(3)] = details("Неякісний", .won)
        wanted.added = details("Програний")
        #expect(
            try edit(wanted).problems
                == ["name-2", "name-5", "name-new", "kind-1", "kind-2"])
        #expect(try statuses() == before)
    }

    @Test("Of two people who edit the statuses the second is told")
    func stale() throws {
        let seen = try company.store.leadStatusEditor().version
        var wanted = LeadStatusEdit()
        wanted.added = details("Відкладений")
        #expect(try edit(wanted, expecting: seen).saved != nil)
        wanted.added = details("Інший")
        guard case .stale = try edit(wanted, expecting: seen) else {
            Issue.record("nobody was told")
            return
        }
    }

    @Test("The editor counts the leads of each row, and a row with leads is not deleted")
    func counts() throws {
        var lead = LeadDetails()
        lead.name = "Лід"
        lead.sourceID = LeadSource.ID(1)
        let made = try company.store.createLead(lead, origin: .manual, at: now)
        #expect(made.saved != nil)
        #expect(try company.store.leadStatusEditor().rows.map(\.uses) == [1, 0, 0, 0, 0])
        #expect(try company.store.leadSourceEditor().rows.map(\.uses) == [1])
        #expect(
            try company.store.deleteLeadSource(LeadSource.ID(1), by: author, at: now).places
                == [
                    "settings.missed_call_lead_source_id",
                    "settings.answered_call_lead_source_id", "leads",
                ])
        #expect(
            try company.store.deleteLeadStatus(LeadStatus.ID(5), by: author, at: now) == .deleted)
        #expect(try company.value("SELECT subject FROM audit_entry") == "lead-status/5")
    }

    @Test("Sources are renamed, moved and added in one save")
    func sources() throws {
        let store = company.store
        var first = LeadSourceEdit()
        first.added = LeadSourceDetails()
        first.added?.name = "Сайт"
        let version = try store.leadSourceEditor().version
        let saved = try store.editLeadSources(first, expecting: version, by: author, at: now).saved
        let editor = try #require(saved)
        #expect(editor.rows.map(\.item.name) == ["Телефонія", "Сайт"])
        var second = LeadSourceEdit()
        var renamed = LeadSourceDetails()
        renamed.name = "Дзвінок"
        second.rows[LeadSource.ID(1)] = renamed
        second.move = (LeadSource.ID(1), .down)
        let moved = try store.editLeadSources(
            second, expecting: editor.version, by: author, at: now)
        #expect(moved.saved?.rows.map(\.item.name) == ["Сайт", "Дзвінок"])
        let late = try store.editLeadSources(
            second, expecting: editor.version, by: author, at: now)
        guard case .stale = late else {
            Issue.record("nobody was told")
            return
        }
    }
}
