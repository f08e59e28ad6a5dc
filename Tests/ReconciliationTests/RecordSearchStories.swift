import CallRules
import SimulatedPhonet
import TestSupport
import Testing

@testable import Reconciliation
@testable import Store

@Suite("The record of a call that hung up without one")
struct RecordSearchStories {
    let company: ConnectedCompany

    init() throws {
        company = try ConnectedCompany()
        company.decide { $0.createLead.missedIncoming.isOn = true }
    }

    @Test("It is asked for after 5 s, 30 s, 2 min and 10 min, and no more")
    func times() throws {
        try company.hear(Talk.missed().events(through: "call.hangup"))
        let hungUp = company.now
        var asked: [Int] = []
        for second in 0...1000 {
            company.clock.advance(to: hungUp.advanced(bySeconds: second))
            let before = company.questions
            try company.searchRecords()
            if company.questions > before { asked.append(second) }
        }
        #expect(asked == [5, 30, 120, 600])
    }

    @Test("Coming late, it says how the call went, and is asked for no more")
    func late() throws {
        let call = try Talk.answered()
        try company.hear(call.events(through: "call.dial"))
        try company.hear(call.events(through: "call.hangup").suffix(1))
        try company.pass(seconds: 5)
        try company.searchRecords()
        #expect(company.questions == 1)
        company.exchange.use { $0.take([call]) }
        try company.pass(seconds: 25)
        try company.searchRecords()
        #expect(try company.value("SELECT outcome FROM call") == "answered")
        #expect(try company.value("SELECT talk_seconds FROM call") == 5)
        #expect(try company.value("SELECT origin FROM call") == "webhook")
        try company.pass(seconds: 700)
        try company.searchRecords()
        #expect(company.questions == 2)
    }

    @Test("It is not asked for when it came by itself")
    func byItself() throws {
        let call = try Talk.missed()
        try company.hear(call.events(through: "call.hangup"))
        try company.hear([#require(call.record)])
        try company.pass(seconds: 60)
        try company.searchRecords()
        #expect(company.questions == 0)
    }

    @Test("Calls of the same minutes are looked for in one reading")
    func shared() throws {
        for seed in 1...3 as ClosedRange<UInt64> {
            try company.hear(Talk.missed(seed: seed).events(through: "call.hangup"))
        }
        try company.pass(seconds: 5)
        try company.searchRecords()
        #expect(company.questions == 1)
        #expect(try company.store.pendingCDRs(at: company.now, limit: 10).isEmpty)
    }

    @Test("When Phonet hangs, the next question comes at its time all the same")
    func hanging() throws {
        company.exchange.use { $0.misbehave(.hang, at: .history) }
        let call = try Talk.missed()
        try company.hear(call.events(through: "call.hangup"))
        try company.pass(seconds: 5)
        try company.searchRecords()
        try company.searchRecords()
        #expect(company.questions == 1)
        company.exchange.use { account in
            account.behave()
            account.take([call])
        }
        try company.pass(seconds: 25)
        try company.searchRecords()
        #expect(try company.value("SELECT disposition FROM call") == 1)
    }
}
