import CallRules
import SimulatedPhonet
import TestSupport
import Testing

@testable import Reconciliation
@testable import Store

@Suite("A call of which nothing more is heard")
struct SilenceStories {
    let company: ConnectedCompany

    init() throws {
        company = try ConnectedCompany()
        company.decide { $0.createLead.missedIncoming.isOn = true }
    }

    private func state() throws -> String? { try company.value("SELECT state FROM call") }

    @Test("It is over after three minutes if Phonet does not know it, and the rules settle it")
    func unknown() throws {
        try company.hear(Talk.missed().events(through: "call.dial"))
        try company.pass(seconds: 179)
        try company.checkSilence()
        #expect(try state() == "ringing")
        try company.pass(seconds: 1)
        try company.checkSilence()
        #expect(try state() == "ended")
        #expect(try company.count("SELECT count(*) FROM lead") == 0)
        try company.pass(seconds: 60)
        #expect(try company.value("SELECT outcome FROM call") == "missed")
        #expect(try company.count("SELECT count(*) FROM lead") == 1)
    }

    @Test("It is left alone while Phonet counts it as active")
    func active() throws {
        let traffic = SimulatedTraffic(
            calls: 200, from: company.now, seconds: 60, seed: 3)
        let long = try #require(
            traffic.calls.first {
                $0.endsAt > Company.morning.advanced(bySeconds: 300)
                    && $0.events(through: "call.hangup").count == 3
            })
        company.exchange.use { $0.take([long]) }
        try company.hear(long.events(through: "call.bridge"))
        try company.pass(seconds: 180)
        let isActive = long.endsAt > company.now
        try company.checkSilence()
        #expect(try state() == (isActive ? "talking" : "ended"))
        company.clock.advance(to: long.endsAt.advanced(bySeconds: 1))
        try company.pass(seconds: 180)
        try company.checkSilence()
        #expect(try state() == "ended")
        #expect(try company.value("SELECT outcome FROM call") == "answered")
    }

    @Test("Its record in the history says how it ended")
    func recorded() throws {
        let call = try Talk.answered()
        company.exchange.use { $0.take([call]) }
        try company.hear(call.events(through: "call.dial"))
        try company.pass(seconds: 200)
        try company.checkSilence()
        #expect(try company.value("SELECT outcome FROM call") == "answered")
        #expect(try company.value("SELECT talk_seconds FROM call") == 5)
        #expect(try company.count("SELECT count(*) FROM lead") == 0)
    }

    @Test("Without Phonet, ringing ends after a quarter of an hour and talk after half a day")
    func unconnected() throws {
        company.decide { $0.phonetDomain = "" }
        try company.hear(Talk.missed(seed: 1).events(through: "call.dial"))
        try company.hear(Talk.answered(seed: 2).events(through: "call.bridge"))
        try company.pass(seconds: 15 * 60 - 4)
        try company.checkSilence()
        #expect(try company.count("SELECT count(*) FROM call WHERE state = 'ringing'") == 1)
        try company.pass(seconds: 4)
        try company.checkSilence()
        #expect(try company.count("SELECT count(*) FROM call WHERE state = 'ringing'") == 0)
        #expect(try company.count("SELECT count(*) FROM call WHERE state = 'talking'") == 1)
        try company.pass(seconds: 12 * 3600)
        try company.checkSilence()
        #expect(try company.count("SELECT count(*) FROM call WHERE state = 'talking'") == 0)
    }

    @Test("A record that comes after it was given up still beats")
    func beaten() throws {
        let call = try Talk.answered()
        try company.hear(call.events(through: "call.dial"))
        try company.pass(seconds: 180)
        try company.checkSilence()
        try company.pass(seconds: 60)
        #expect(try company.value("SELECT outcome FROM call") == "missed")
        try company.hear([#require(call.record)])
        #expect(try company.value("SELECT outcome FROM call") == "answered")
        #expect(try company.value("SELECT talk_seconds FROM call") == 5)
    }
}
