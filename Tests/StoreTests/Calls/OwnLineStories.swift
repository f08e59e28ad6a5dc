import CallRules
import GRDB
import TestSupport
import Testing

@testable import Store

@Suite("Calls whose outside number is one of the company's own lines")
struct OwnLineStories {
    private static let line = "+380440000777"
    private static let secondLine = "+380440000888"
    private let company: Company

    init() throws {
        company = try Company()
        company.decide {
            $0.createLead.missedIncoming = CreationSwitch(isOn: true, evenIfClientExists: true)
            $0.createLead.answeredIncoming = CreationSwitch(isOn: true, evenIfClientExists: true)
            $0.notifyMissedUnknown = true
            $0.notifyMissedUnknownEmployeeIDs = [Company.marko]
        }
    }

    private func call(_ uuid: String = "a1", from number: String, isAnswered: Bool = false) throws {
        let talk = Conversation(uuid: uuid, number: number)
        try company.hear(talk.dial)
        try company.hear(talk.record(answered: isAnswered))
    }

    private func row(_ uuid: String = "a1") throws -> CallRow {
        try #require(try company.store.call(uuid: uuid)?.call)
    }

    @Test(
        "The line of the call as its outside number makes no lead, in any spelling",
        arguments: ["+380440000777", "0440000777", "044 000-07-77", "80440000777"])
    func ownLine(spelling: String) throws {
        try call(from: spelling)
        let row = try row()
        #expect(row.number.numberClass == .own)
        #expect(row.number.e164 == nil)
        #expect(row.number.grouped == "+380 44 000 07 77")
        #expect(try company.count("SELECT count(*) FROM lead") == 0)
        #expect(try company.count("SELECT count(*) FROM missed_case") == 0)
        #expect(
            try company.value("SELECT reason_en FROM decision WHERE rule = 'create'")
                == "No lead: the number is the company’s own line.")
        #expect(
            try company.value("SELECT reason_uk FROM decision WHERE rule = 'link'")
                == "Номер – власна лінія компанії: шукати немає за чим.")
        // Told about like a hidden number.
        #expect(try company.count("SELECT employee_id FROM notice") == 3)
        #expect(
            try company.value("SELECT text FROM notice")
                == "Пропущений дзвінок: власна лінія +380 44 000 07 77")
    }

    @Test("A line that another call came in on is known, whatever this call's own line is")
    func knownLine() throws {
        try call("b2", from: Company.unknownCaller)
        #expect(try company.value("SELECT number FROM line") == OwnLineStories.line)
        var leg = Leg(uuid: "a1")
        leg.direction = .incoming
        leg.number = "0440000777"
        leg.line = OwnLineStories.secondLine
        leg.dialSeen = true
        leg.dialAt = Company.morning
        try company.hear(.event(.dial, leg))
        #expect(try row().number.numberClass == .own)
        // The second line is one, too: the call came in on it.
        #expect(try company.count("SELECT count(*) FROM line") == 2)
    }

    @Test(
        "A client who has the company's line as a phone is not matched, and Phonet's lookup agrees")
    func clientWithTheLine() throws {
        try company.execute(
            "INSERT INTO client_phone VALUES ('\(OwnLineStories.line)', 8101, 1)")
        let number = PhoneNumber(OwnLineStories.line)
        #expect(try company.store.customer(number).card?.name != nil)
        try call("b2", from: Company.unknownCaller)
        #expect(try company.store.customer(number) == .company)
        try call(from: OwnLineStories.line)
        #expect(try row().clientID == nil)
        #expect(try company.store.matches(of: number).isOwnLine)
    }

    @Test("A line that becomes known later puts right the calls that had it as outside number")
    func laterKnown() throws {
        var early = Leg(uuid: "a1")
        early.direction = .incoming
        early.number = OwnLineStories.line
        early.dialSeen = true
        early.dialAt = Company.morning
        early.hangupAt = Company.morning
        early.hangupSeenAt = Company.morning.earlier(bySeconds: 100)
        try company.hear(.event(.hangup, early))
        #expect(try row().number.numberClass == .external)
        #expect(try company.count("SELECT count(*) FROM missed_case") == 1)
        try call("b2", from: Company.unknownCaller)
        #expect(try row().number.numberClass == .own)
        #expect(
            try company.count(
                "SELECT count(*) FROM missed_case WHERE phone = '\(OwnLineStories.line)'") == 0)
        #expect(try company.count("SELECT is_first FROM call WHERE uuid = 'a1'") == 0)
    }

    @Test(
        "A line that only its own calls and hidden ones came in on stays known",
        arguments: [OwnLineStories.secondLine, "anonymous", nil])
    func onlyOwnCalls(number: String?) throws {
        var first = Leg(uuid: "a1")
        first.direction = .incoming
        first.number = number
        first.line = OwnLineStories.secondLine
        first.dialSeen = true
        first.dialAt = Company.morning
        try company.hear(.event(.dial, first))
        #expect(try row().number.e164 == nil)
        var next = Leg(uuid: "b2")
        next.direction = .incoming
        next.number = OwnLineStories.secondLine
        next.record = CallRules.CDR()
        next.record?.disposition = 1
        try company.hear(.record(next))
        #expect(try row("b2").number.numberClass == .own)
        #expect(try company.count("SELECT count(*) FROM lead") == 0)
    }

    @Test("Phonet writing a client's number into the line proves no line")
    func callerAsLine() throws {
        var leg = Leg(uuid: "a1")
        leg.direction = .incoming
        leg.number = Company.iryna
        leg.line = Company.iryna
        leg.dialSeen = true
        leg.dialAt = Company.morning
        try company.hear(.event(.dial, leg))
        #expect(try company.count("SELECT count(*) FROM line") == 0)
        try call("b2", from: Company.iryna)
        #expect(try row("b2").number.numberClass == .external)
    }

    @Test("The call log finds calls from a line by the line")
    func filter() throws {
        try call("b2", from: Company.unknownCaller)
        try call(from: "044 000 07 77")
        var filter = CallFilter()
        filter.phone = PhoneNumber("0440000777")
        #expect(try company.store.calls(filter, Pagination()).items.map(\.uuid) == ["a1"])
        filter.phone = PhoneNumber(Company.unknownCaller)
        #expect(try company.store.calls(filter, Pagination()).items.map(\.uuid) == ["b2"])
    }

    @Test("A click-to-call to the company's own line finds its call")
    func dialling() throws {
        try call("b2", from: Company.unknownCaller)
        let order = DiallingOrder(employee: Company.taras, number: PhoneNumber(OwnLineStories.line))
        let author = Author(name: "Тарас Левченко", employee: Company.taras, origin: .machine)
        let dialling = try #require(
            try company.store.writeDown(order, by: author, at: Company.morning).saved
        ).dialling
        let talk = Conversation(
            uuid: "a1", direction: .outgoing, number: "0440000777", extension: "102")
        try company.hear(talk.dial)
        #expect(try company.store.diallingProgress(dialling.id)?.call?.uuid == "a1")
    }

    @Test("What-if treats a known line like a real call does")
    func whatIf() throws {
        try call("b2", from: Company.unknownCaller)
        let simulation = Simulation(
            direction: .incoming, outcome: .missed, phone: "0440000777", extension: "101")
        let decisions = try company.store.simulate(simulation, at: Company.morning) { tx, id in
            try String.fetchAll(
                tx.db, sql: "SELECT reason_en FROM decision WHERE call_id = ?",
                arguments: [id.value])
        }
        #expect(decisions?.contains("No lead: the number is the company’s own line.") == true)
    }

    @Test("In SQL a call from an own line has no phone")
    func wrongState() throws {
        try call(from: Company.unknownCaller)
        #expect(throws: (any Error).self) { try company.execute("UPDATE call SET is_own = 1") }
    }

    @Test("The migration finds the lines of the calls there are")
    func migration() throws {
        let old = try DatabaseQueue()
        try Migrations.migrator.migrate(old, upTo: "21 contact by phone")
        try old.write { db in
            try db.execute(
                sql: """
                    INSERT INTO call (uuid, state, phone, raw_number, number_class, trunk, started_at,
                        lead_created, origin, seen_at, updated_at)
                    VALUES
                        ('a', 'ended', '+380500000099', '', 'external', '0440000777', 5, 0, 'webhook', 0, 0),
                        ('b', 'ended', '+380500000099', '', 'external', '0440000777', 9, 0, 'webhook', 0, 0),
                        ('c', 'ended', '+380500000011', '', 'external', '+380500000011', 9, 0, 'webhook', 0, 0),
                        ('d', 'ended', NULL, '', 'hidden', '+380440000888', 9, 0, 'webhook', 0, 0),
                        ('e', 'ended', '+380500000099', '', 'external', 'SIP trunk', 9, 0, 'webhook', 0, 0);
                    """)
        }
        try Migrations.migrator.migrate(old)
        let lines = try old.read {
            try Row.fetchAll($0, sql: "SELECT * FROM line ORDER BY id").map {
                "\($0["id"] as Int) \($0["number"] as String) \($0["seen_at"] as Int) \($0["settings"] as String)"
            }
        }
        #expect(lines == ["1 +380440000777 9 {}", "2 SIP trunk 9 {}"])
    }
}
