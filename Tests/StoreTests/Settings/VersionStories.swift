import CallRules
import TestSupport
import Testing

@testable import Store

@Suite struct VersionStories {
    let company: Company
    let now = Company.morning

    init() throws {
        company = try Company()
    }

    @discardableResult
    private func save(
        _ changes: [String: SettingInput], by actor: String = "Олена"
    ) throws -> SaveOutcome<SettingsSnapshot> {
        try company.store.saveSettings(
            changes, expecting: nil, by: Author(name: actor, origin: .machine), at: now)
    }

    private func stored() throws -> SettingsSnapshot {
        try company.store.read { try SettingTable.current($0) }
    }

    private func rollBack(
        to version: Int64, key: String? = nil, expecting: Int64? = nil
    ) throws -> SaveOutcome<SettingsSnapshot> {
        try company.store.rollBackSettings(
            to: version, key: key, expecting: expecting,
            by: Author(name: "Тарас", origin: .machine), at: now)
    }

    @Test("The history tells of every save who made it and what became of each value")
    func history() throws {
        try save(["push_delay_seconds": .number(30), "phonet_api_key": .text("0123456789abcdef")])
        try save(["call_push_employee_ids": .numbers([2, 1])], by: "Тарас")
        let first = try company.store.settingVersions(Pagination(limit: 2))
        #expect(first.items.map(\.version) == [3, 2])
        #expect(first.items.map(\.actor) == ["Тарас", "Олена"])
        #expect(
            first.items.map(\.changes) == [
                [
                    SettingDifference(
                        key: "call_push_employee_ids", from: .numbers([]), to: .numbers([2, 1]))
                ],
                [
                    SettingDifference(
                        key: "phonet_api_key", from: .text(""), to: .text("••••cdef")),
                    SettingDifference(key: "push_delay_seconds", from: .number(0), to: .number(30)),
                ],
            ])
        let rest = try company.store.settingVersions(Pagination(after: first.next))
        #expect(rest.items.map(\.version) == [1] && rest.next == nil)
        #expect(try company.store.settingVersions(since: 2).map(\.version) == [3])
    }

    @Test("Rolling back is a save like any other, and keeps the key")
    func rollBack() throws {
        try save(["push_delay_seconds": .number(30), "phonet_api_key": .text("0123456789abcdef")])
        try save(["push_delay_seconds": .number(90), "language": .text("en")])
        let restored = try #require(try rollBack(to: 2).saved)
        #expect(restored.version == 4)
        #expect(restored.settings.pushDelaySeconds == 30 && restored.settings.language == .uk)
        #expect(restored.settings.phonetAPIKey == "0123456789abcdef")
        #expect(company.store.settings.settings == restored.settings)
        let latest = try company.store.settingVersions(Pagination()).items.first
        #expect(latest?.actor == "Тарас" && latest?.changes.count == 2)
    }

    @Test("Rolling back to another domain needs the key again")
    func keyAgain() throws {
        try save(["phonet_domain": .text("a.phonet.com.ua"), "phonet_api_key": .text("first-key")])
        try save(["phonet_domain": .text("b.phonet.com.ua"), "phonet_api_key": .text("other-key")])
        #expect(try rollBack(to: 2).problems == ["phonet_api_key"])
        let restored = try rollBack(to: 2, key: "first-key").saved?.settings
        #expect(restored?.phonetDomain == "a.phonet.com.ua")
        #expect(restored?.phonetAPIKey == "first-key")
        let disconnected = try rollBack(to: 1).saved?.settings
        #expect(disconnected?.phonetDomain == "" && disconnected?.phonetAPIKey == "")
    }

    @Test("What a version names and nobody has any more is refused by name")
    func gone() throws {
        try save(["answered_call_lead_source_id": .named("Реклама")])
        try save(["answered_call_lead_source_id": .number(1)])
        try company.execute("DELETE FROM lead_source WHERE name = 'Реклама'")
        #expect(try rollBack(to: 2).problems == ["answered_call_lead_source_id"])
        #expect(try stored().version == 3)
    }

    @Test("Rolling back to nothing, or over somebody's save, does nothing")
    func refused() throws {
        try save(["push_delay_seconds": .number(30)])
        guard case .missing = try rollBack(to: 17) else {
            Issue.record("there is no version 17")
            return
        }
        guard case .stale(currentVersion: 2) = try rollBack(to: 1, expecting: 1) else {
            Issue.record("somebody saved in between")
            return
        }
        #expect(try stored().settings.pushDelaySeconds == 30)
    }

    @Test("A source and a status can be added with the save that chooses them")
    func addedInPlace() throws {
        let saved = try save([
            "missed_call_lead_source_id": .named(" Реклама "),
            "answered_call_lead_source_id": .named("Реклама"),
            "reopen_status_id": .named("Відкрито знову"),
        ]).saved?.settings
        let choices = try company.store.settingChoices(at: now)
        let source = choices.sources.first { $0.name == "Реклама" }
        let status = choices.statuses.first { $0.name == "Відкрито знову" }
        #expect(choices.sources.count == 2 && source?.position == 1)
        #expect(saved?.missedCallLeadSourceID == source?.id && source != nil)
        #expect(saved?.answeredCallLeadSourceID == source?.id)
        #expect(saved?.reopenStatusID == status?.id && status?.kind == .active)
    }

    @Test("A save that is refused leaves nothing behind of what it would have added")
    func nothingBehind() throws {
        let outcome = try save([
            "missed_call_lead_source_id": .named("Реклама"),
            "push_delay_seconds": .number(3601),
        ])
        #expect(outcome.problems == ["push_delay_seconds"])
        #expect(try company.store.settingChoices(at: now).sources.map(\.name) == ["Телефонія"])
    }

    @Test(
        "A name that cannot be one is refused at its field",
        arguments: [
            ("missed_call_lead_source_id", ""), ("missed_call_lead_source_id", "  "),
            ("reopen_status_id", String(repeating: "ї", count: 101)),
            ("reopen_status_id", "Програний"), ("phonet_domain", "Реклама"),
        ])
    func names(key: String, name: String) throws {
        #expect(try save([key: .named(name)]).problems == [key])
    }
}
