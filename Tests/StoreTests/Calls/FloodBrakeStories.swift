import CallRules
import TestSupport
import Testing

@testable import Store

@Suite("Too many unanswered outgoing calls")
struct FloodBrakeStories {
    let company: Company
    private let taras = Author(name: "Тарас Левченко", employee: Company.taras, origin: .machine)

    init() throws {
        company = try Company()
        company.decide {
            $0.createLead.missedOutgoing.isOn = true
            $0.floodBrakeCalls = 3
        }
    }

    private func minutes(_ count: Int) -> Instant {
        Company.morning.advanced(bySeconds: count * 60)
    }

    private func call(_ minute: Int, answered: Bool = false) throws {
        var talk = Conversation(
            uuid: "c\(minute)", direction: .outgoing, number: "+38050\(2_000_000 + minute)")
        talk.start = minutes(minute)
        try company.hear(talk.record(answered: answered), at: minutes(minute + 3))
    }

    private var leads: Int { get throws { try company.count("SELECT count(*) FROM lead") } }

    private func bell(_ person: Employee.ID, at minute: Int) throws -> LiveState {
        let row = try #require(try company.store.employee(person, at: minutes(minute)))
        return try company.store.liveState(of: row, since: minutes(0), at: minutes(minute))
    }

    @Test(
        "Beyond the number of an hour there are no leads, the reason says so, and the bell rings once"
    )
    func brake() throws {
        for minute in 0..<8 { try call(minute) }
        #expect(try leads == 3)
        let reason: String? = try company.value(
            "SELECT reason_en FROM decision JOIN call ON call.id = call_id WHERE uuid = 'c7' AND rule = 'create'"
        )
        #expect(reason?.contains("made 3 already") == true)
        let bell = try bell(Company.olena, at: 12)
        #expect(bell.floods.map(\.calls) == [5] && bell.unread == 1)
        #expect(try self.bell(Company.taras, at: 12).floods.isEmpty, "it is for administrators")
        // An hour after the first of them there is room again, and then the bell may ring again.
        try call(61)
        #expect(try leads == 4)
        for minute in 62..<72 { try call(minute) }
        let later = try self.bell(Company.olena, at: 75)
        #expect(later.floods.count == 2 && later.unread == 1)
        #expect(try self.bell(Company.olena, at: 75 + 1440).floods.isEmpty)
    }

    @Test("Calls that somebody asked for here are not counted and not braked")
    func asked() throws {
        for minute in 0..<3 { try call(minute) }
        let order = DiallingOrder(
            employee: Company.taras, number: PhoneNumber("+380502000009"))
        _ = try company.store.writeDown(order, by: taras, at: minutes(9))
        try call(9)
        #expect(try leads == 4)
        try call(10)
        #expect(try leads == 4)
    }

    @Test("Nought is no limit, and answered calls are nothing to brake")
    func off() throws {
        company.decide {
            $0.floodBrakeCalls = 0
            $0.createLead.answeredOutgoing.isOn = true
        }
        for minute in 0..<6 { try call(minute) }
        #expect(try leads == 6)
        company.decide { $0.floodBrakeCalls = 1 }
        for minute in 6..<9 { try call(minute, answered: true) }
        #expect(try leads == 9)
        #expect(try company.count("SELECT count(*) FROM flood_brake") == 0)
    }
}
