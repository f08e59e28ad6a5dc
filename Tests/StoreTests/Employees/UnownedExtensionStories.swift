import CallRules
import TestSupport
import Testing

@testable import Store

@Suite struct UnownedExtensionStories {
    let company: Company
    let now = Company.morning
    private let author = Author(name: "Олена Гайова", employee: Company.olena, origin: .machine)

    init() throws {
        company = try Company()
    }

    /// A call answered at an extension.
    private func talk(
        _ uuid: String, by number: String, _ name: String?, minute: Int = 0,
        transfers: String? = nil
    ) throws {
        let talk = Conversation(
            uuid: uuid, extension: number, start: now.advanced(bySeconds: 60 * minute))
        try company.hear(talk.bridge)
        guard case .record(var leg) = talk.record(answered: true, transfers: transfers) else {
            return
        }
        leg.record?.party = Party(kind: .user, extension: number, name: name)
        try company.hear(.record(leg))
    }

    @Test("Numbers nobody owns are listed with their calls, the last one, and Phonet's name")
    func listed() throws {
        try talk("a1", by: "0105", "Ганна Коваль")
        try talk("a2", by: "0105", "Ганна Коваль-Бойко", minute: 5)
        try talk("b1", by: "110", nil, minute: 1)
        try talk("c1", by: "101", "Олена Гайова", minute: 9)
        let found = try company.store.unownedExtensions()
        #expect(found.map(\.extension) == ["0105", "110"])
        #expect(found.map(\.calls) == [2, 1])
        #expect(found.map(\.name) == ["Ганна Коваль-Бойко", nil])
        #expect(found.first?.lastCallAt == now.advanced(bySeconds: 5 * 60))
    }

    @Test("Groups and menus are nobody's number", arguments: [Party.Kind.group, .ivr])
    func groups(kind: Party.Kind) throws {
        let talk = Conversation(extension: "500")
        try company.hear(
            talk.record(answered: true, by: "500", kind: kind, transfers: "101 > 500"))
        // What a menu answered is a missed call, which nobody's telephone rang for.
        #expect(
            try company.value("SELECT ifnull(extension, outcome) FROM call")
                == (kind == .group ? "500" : "missed"))
        #expect(try company.store.unownedExtensions().isEmpty)
    }

    @Test("An assigned number brings its calls along, those transferred to it, too")
    func assigned() throws {
        try company.execute("UPDATE employee SET extension = NULL WHERE id = 3")
        try talk("a1", by: "103", "Марко Дубовик")
        try talk("a2", by: "103", "Марко Дубовик", minute: 5, transfers: "101 > 103")
        try talk("a3", by: "101", "Олена Гайова", minute: 9, transfers: "103 > 101")
        let done = try #require(
            company.store.assign("103", to: Company.marko, by: author, at: now).saved)
        #expect(done.employee.details.extension == "103")
        #expect(done.calls == 2)
        #expect(
            try company.value("SELECT group_concat(uuid) FROM call WHERE employee_id = 3")
                == "a1,a2")
        #expect(try company.store.unownedExtensions().isEmpty)
        #expect(
            try company.value("SELECT action || ' ' || subject FROM audit_entry")
                == "extension_assigned employee/3")
    }

    @Test("Whoever has a number keeps it, and an inactive person gets none")
    func refused() throws {
        try talk("a1", by: "0105", "Ганна Коваль")
        let busy = try company.store.assign("0105", to: Company.marko, by: author, at: now)
        #expect(busy.conflicts == ["employee_id"])
        try company.execute("UPDATE employee SET extension = NULL, active = 0 WHERE id = 3")
        let away = try company.store.assign("0105", to: Company.marko, by: author, at: now)
        #expect(away.problems == ["employee_id"])
        try company.execute("UPDATE employee SET active = 1 WHERE id = 3")
        let taken = try company.store.assign("101", to: Company.marko, by: author, at: now)
        #expect(taken.conflicts == ["extension"])
        #expect(try company.store.unownedExtensions().map(\.calls) == [1])
    }
}
