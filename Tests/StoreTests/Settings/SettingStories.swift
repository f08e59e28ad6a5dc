import CallRules
import JSONText
import Synchronization
import TestSupport
import Testing

@testable import Store

@Suite struct SettingStories {
    let company: Company
    let now = Company.morning

    init() throws {
        company = try Company()
    }

    private func save(
        _ changes: [String: SettingInput], expecting version: Int64? = nil, hosts: [String] = []
    ) throws -> SaveOutcome<SettingsSnapshot> {
        try company.store.saveSettings(
            changes, expecting: version, by: Author(name: "Олена", origin: .machine),
            extraHosts: hosts, at: now)
    }

    @Test("A fresh database has the defaults of the product")
    func defaults() throws {
        let settings = try company.store.read { try SettingTable.current($0) }.settings
        var expected = Settings()
        expected.missedCallLeadSourceID = LeadSource.ID(1)
        expected.answeredCallLeadSourceID = LeadSource.ID(1)
        #expect(settings == expected)
    }

    @Test("Every key survives being written and read, and none is named twice")
    func document() throws {
        let keys = SettingFields.all.map(\.key)
        #expect(keys.count == 57 && Set(keys).count == 57)
        var settings = Settings()
        for field in SettingFields.all {
            let value: SettingInput? =
                switch field.kind {
                case .truth: .truth(field.value(in: settings) == .truth(false))
                case .number(_, let limits): .number(Int64(limits.upperBound))
                case .days: .number(Int64(Retention.maxDays))
                case .domain, .urlTemplate, .timezone, .secret: .text("text of \(field.key)")
                case .networks: .texts(["10.0.0.0/8"])
                case .employees: .numbers([3, 1])
                case .source, .reopenStatus: .number(2)
                case .reopenedOwner: .text("caller")
                case .role: .text("admin")
                case .origins: .texts(["https://crm.example:8443"])
                case .mode: .text("active")
                case .sight: .text("own")
                case .language: .text("en")
                case .outsideHours: .text("never")
                case .week:
                    .structure(
                        .object([("tue", .list([.list([.string("08:00"), .string("24:00")])]))]))
                case .exceptions:
                    .structure(
                        .list([.object([("date", .string("2026-12-25")), ("from", .null)])]))
                }
            #expect(field.put(try #require(value), into: &settings) == nil)
        }
        let text = SettingDocument.text(of: settings)
        #expect(!text.contains("text of phonet_api_key"))
        #expect(
            try SettingDocument.settings(
                from: text,
                secrets: [
                    .phonetAPIKey: settings.phonetAPIKey,
                    .telegramBotToken: settings.telegramBotToken,
                ]) == settings)
        #expect(try SettingDocument.settings(from: "{}") == Settings())
    }

    @Test("Working hours are read as a week and dates, and each mistake says what it is")
    func hours() throws {
        func refusal(_ key: String, _ json: String) throws -> String? {
            let input = SettingInput(try JSON.read(Array(json.utf8), .strict))
            let value = try #require(input, "\(json)")
            guard case .invalid(let problems) = try save([key: value]) else { return nil }
            return problems.map { "\($0.field): \($0.message.en)" }.joined(separator: "; ")
        }
        let week = "working_hours"
        #expect(
            try refusal(week, #"{"mon":[["09:00","13:00"],["14:00","18:00"]],"sun":[]}"#) == nil)
        let settings = try company.store.read { try SettingTable.current($0) }.settings
        #expect(settings.workingHours.week?[.monday].map(\.text) == ["09:00–13:00", "14:00–18:00"])
        #expect(settings.workingHours.week?[.sunday] == [])
        let mistakes = [
            (#"{"mon":[["09:00","25:00"]]}"#, "mon: “25:00” is no time"),
            (#"{"fri":[["18:00","09:00"]]}"#, "ends before it starts"),
            (#"{"fri":[["22:00","06:00"]]}"#, "hours after midnight belong to the next day"),
            (
                #"{"mon":[["09:00","13:00"],["12:00","18:00"]]}"#,
                "“09:00–13:00” and “12:00–18:00” overlap"
            ),
            (#"{"mon":[["09:00"]]}"#, "must be a week such as"),
            (#"{"monday":[]}"#, "“monday” is no day"), (#"{}"#, "no day has hours"),
            (#""always""#, "must be a week such as"), (#"[1]"#, "must be a week such as"),
        ]
        for (json, told) in mistakes {
            #expect(try refusal(week, json)?.contains(told) == true, "\(json)")
        }
        #expect(try refusal(week, "null") == nil)
        func stored() throws -> WorkingHours {
            try company.store.read { try SettingTable.current($0) }.settings.workingHours
        }
        #expect(try stored() == WorkingHours())
        let dates = "working_hours_exceptions"
        #expect(
            try refusal(
                dates,
                #"[{"date":"2026-12-25"},{"date":"2026-12-24","from":"09:00","to":"15:00"}]"#)
                == nil)
        let saved = try stored().exceptions
        #expect(saved.map(\.date.text) == ["2026-12-24", "2026-12-25"] && saved[1].span == nil)
        let wrongDates = [
            (#"[{"date":"2026-02-30"}]"#, "“2026-02-30” is no date"),
            (#"[{"date":"2026-12-24","from":"09:00"}]"#, "2026-12-24: give both times or none"),
            (
                #"[{"date":"2026-12-24"},{"date":"2026-12-24","from":"09:00","to":"10:00"}]"#,
                "both closed and has hours"
            ),
            (#"[{"day":"2026-12-24"}]"#, "must be a list such as"),
        ]
        for (json, told) in wrongDates {
            #expect(try refusal(dates, json)?.contains(told) == true, "\(json)")
        }
        #expect(try refusal(dates, "[]") == nil)
        #expect(try stored().exceptions.isEmpty)
    }

    @Test("A switch that would reach nobody is refused at its field, until there is somebody")
    func reachesNobody() throws {
        func problems(_ changes: [String: SettingInput]) throws -> [String] {
            guard case .invalid(let problems) = try save(changes) else { return [] }
            return problems.map(\.field)
        }
        let on: [String: SettingInput] = ["notify_missed_unknown": .truth(true)]
        #expect(try problems(on) == ["notify_missed_unknown"])
        let pushed = on.merging(["call_push_employee_ids": .numbers([2])]) { first, _ in first }
        #expect(try problems(pushed).isEmpty)
        #expect(
            try problems(["call_push_employee_ids": .numbers([])]) == ["notify_missed_unknown"])
        #expect(
            try problems([
                "call_push_employee_ids": .numbers([]),
                "notify_missed_unknown_employee_ids": .numbers([3]),
            ]).isEmpty)
    }

    @Test("A save counts at once, gets the next version, and leaves who changed what")
    func history() throws {
        let before = company.store.settings.version
        let saved = try #require(
            try save(["phonet_api_key": .text("secret-key-0001"), "push_delay_seconds": .number(5)])
                .saved)
        #expect(saved.settings.pushDelaySeconds == 5)
        let stored = try company.store.read { try SettingTable.current($0) }
        #expect(stored.version == saved.version && stored.settings == saved.settings)
        #expect(before <= saved.version)
        let version = try #require(try company.store.settingVersions(Pagination()).items.first)
        #expect(version.actor == "Олена")
        #expect(
            version.changes.map { "\($0.key): \($0.from) → \($0.to)" } == [
                #"phonet_api_key: text("") → text("••••0001")"#,
                "push_delay_seconds: number(0) → number(5)",
            ])
    }

    @Test("Quarantined messages are released when the allowed networks change, and only then")
    func release() throws {
        let released = Mutex(0)
        let saver = SettingsSaver(company.store) { released.withLock { $0 += 1 } }
        func save(_ changes: [String: SettingInput]) throws {
            _ = try saver.save(changes, expecting: nil, by: .command, at: Company.morning)
        }
        try save(["push_delay_seconds": .number(7)])
        #expect(released.withLock { $0 } == 0)
        try save(["webhook_allowed_networks": .texts(["198.51.100.0/24"])])
        #expect(released.withLock { $0 } == 1)
        try save(["webhook_allowed_networks": .texts(["198.51.100.0/24"])])
        #expect(released.withLock { $0 } == 1)
        _ = try saver.rollBack(
            to: company.store.settings.version - 1, key: nil, expecting: nil, by: .command,
            at: Company.morning)
        #expect(released.withLock { $0 } == 2)
    }

    @Test("Saving what is there already makes no version; saving over somebody is refused")
    func versions() throws {
        let version = try #require(try save(["push_delay_seconds": .number(5)]).saved).version
        #expect(try save(["push_delay_seconds": .number(5)]).saved?.version == version)
        #expect(try save(["push_delay_seconds": .number(6)], expecting: version).saved != nil)
        guard case .stale(let current) = try save(["language": .text("en")], expecting: version)
        else {
            Issue.record("a stale save was not refused")
            return
        }
        #expect(current == version + 1)
    }

    @Test(
        "A Phonet domain is a host of Phonet, whatever was pasted around it",
        arguments: [
            ("https://Vitryla.phonet.com.ua/settings", "vitryla.phonet.com.ua"),
            (" vitryla.phonet.ua/ ", "vitryla.phonet.ua"), ("", ""),
            ("x.betell.com.ua?a=1", "x.betell.com.ua"), ("localhost", nil), ("127.0.0.1", nil),
            ("evilphonet.com.ua", nil), ("vitryla.phonet.com.ua:8443", nil),
            ("user@vitryla.phonet.com.ua", nil),
            ("vitryla.phonet.com.ua.", "vitryla.phonet.com.ua"),
            ("vitryla.phonet.com.ua.example.com", nil), ("[::1]", nil), ("2130706433", nil),
            ("..phonet.ua", nil), ("тест.phonet.ua", nil),
        ])
    func domain(typed: String, stored: String?) throws {
        let outcome = try save(["phonet_domain": .text(typed)])
        #expect(outcome.saved?.settings.phonetDomain == stored)
        if stored == nil { #expect(outcome.problems == ["phonet_domain"]) }
    }

    @Test("A host the operator allows may have a port; a page cannot allow one")
    func operatorsHosts() throws {
        let changes = ["phonet_domain": SettingInput.text("http://127.0.0.1:9001/")]
        #expect(try save(changes).problems == ["phonet_domain"])
        let saved = try save(changes, hosts: ["127.0.0.1:9001"]).saved
        #expect(saved?.settings.phonetDomain == "127.0.0.1:9001")
    }

    @Test("The key must be typed again when the domain changes, so that it cannot be lured away")
    func keyAgain() throws {
        _ = try save([
            "phonet_domain": .text("a.phonet.com.ua"), "phonet_api_key": .text("0123456789abcdef"),
        ])
        let lured = try save(["phonet_domain": .text("b.phonet.com.ua")])
        #expect(lured.problems == ["phonet_api_key"])
        let moved = try save([
            "phonet_domain": .text("b.phonet.com.ua"), "phonet_api_key": .text("fedcba9876543210"),
        ])
        #expect(moved.saved?.settings.phonetAPIKey == "fedcba9876543210")
        #expect(try save(["phonet_api_key": .text("••••3210")]).problems == ["phonet_api_key"])
    }

    @Test(
        "What a setting cannot be is refused by name, and nothing is saved",
        arguments: [
            ("push_delay_seconds", SettingInput.number(3601)), ("push_delay_seconds", .truth(true)),
            ("default_period_days", .number(-1)), ("create_lead_on_missed_incoming", .number(1)),
            ("missed_call_lead_source_id", .number(99)), ("missed_call_lead_source_id", .null),
            ("reopen_status_id", .number(4)), ("reopen_status_id", .number(99)),
            ("call_push_employee_ids", .numbers([1, 99])), ("distribution_mode", .text("random")),
            ("webhook_allowed_networks", .texts(["10.0.0.0/33"])),
            ("webhook_allowed_networks", .numbers([1])), ("timezone", .text("Kyiv")),
            ("timezone", .text("../etc/passwd")), ("language", .text("ru")),
            ("client_url_template", .text("javascript:alert(1)")),
            ("lead_url_template", .text("https://crm.example/{lead}")),
            ("new_contact_url_template", .text("https://crm.example/{phone")),
            ("lead_url_template", .text("https://{id}.example/")), ("no_such_key", .truth(true)),
        ])
    func refused(key: String, value: SettingInput) throws {
        var changes: [String: SettingInput] = ["push_delay_seconds": .number(9)]
        changes[key] = value
        let outcome = try save(changes)
        #expect(outcome.problems == [key])
        #expect(
            try company.store.read { try SettingTable.current($0) }.settings.pushDelaySeconds == 0)
    }

    @Test("Networks, lists and templates are kept tidily")
    func tidy() throws {
        let saved = try save([
            "webhook_allowed_networks": .texts(["10.1.2.3/16", "10.1.0.0/16", "2001:DB8::1"]),
            "call_push_employee_ids": .numbers([2, 2, 1]),
            "client_url_template": .text("https://crm.example/c/{id}?e={external_id}&p={phone}"),
            "reopen_status_id": .number(2), "timezone": .text("Europe/Warsaw"),
        ]).saved?.settings
        #expect(saved?.webhookAllowedNetworks == ["10.1.0.0/16", "2001:db8::1"])
        #expect(saved?.callPushEmployeeIDs == [Company.taras, Company.olena])
        #expect(saved?.reopenStatusID == LeadStatus.ID(2))
    }
}
